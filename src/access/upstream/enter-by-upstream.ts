import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { type Account, callerOf } from '../accounts/account.ts'
import { isDormant, rulesAt } from '../accounts/account-rules.ts'
import { findAccount, findCitizenAccount, insertAccount } from '../accounts/account-store.ts'
import { newCitizenId } from '../accounts/create-account.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { findLinkedAccount, insertLinkedIdentity, noteIdentityUse } from './identity-store.ts'
import {
  agrees,
  isSameName,
  type UpstreamIdentity,
  type UpstreamIssuer,
} from './upstream-identity.ts'

type Needs = Pick<AccessNeeds, 'database' | 'now' | 'random' | 'agreesWithRecord'>

/**
 * The account of whoever comes by an upstream provider.
 *
 * A linked identity opens its account. A citizen who comes for the first time, at a sufficient level, is linked to the account of the same
 * number, or gets one; but only when number, name and birth date agree with the account and with the record, all three: a mismatch
 * never links. Staff link first, on the security page.
 * Refuses `access.upstream-level`, `access.upstream-differs`, `access.upstream-not-linked`, `access.sign-in-failed` for a closed account.
 * Source: NĐ 69/2024/NĐ-CP (levels of electronic identity).
 */
export async function enterByUpstream(
  needs: Needs,
  issuer: UpstreamIssuer,
  identity: UpstreamIdentity,
  address: string,
): Promise<Outcome<Account>> {
  const entered = await enter(needs, issuer, identity, address)
  if (!entered.ok)
    await recordAudit(needs.database, [
      {
        at: needs.now(),
        action: 'sign-in-failed',
        caller: { account: 'anonymous', name: 'anonymous', role: 'anonymous', address },
        what: 'sign-in',
        detail: { how: issuer.id, why: entered.problems[0].code },
      },
    ])
  return entered
}

async function enter(
  needs: Needs,
  issuer: UpstreamIssuer,
  identity: UpstreamIdentity,
  address: string,
): Promise<Outcome<Account>> {
  if (identity.level < issuer.levelMin) return refuse('forbidden', 'access.upstream-level')
  const { database } = needs
  const linked = await findLinkedAccount(database, issuer.id, identity.subject)
  if (linked === undefined) return enterFirst(needs, issuer, identity, address)

  const now = needs.now()
  const account = await findAccount(database, linked)
  if (account === undefined || account.locked || isDormant(rulesAt(now), account, now))
    return refuse('unauthenticated', 'access.sign-in-failed')
  // What the provider says may have changed since, by a correction there or by a mix-up.
  if (!staysTrue(identity, account)) return refuse('conflict', 'access.upstream-differs')
  await noteIdentityUse(database, issuer.id, identity.subject, identity.level, now)
  return accept(account)
}

function staysTrue(identity: UpstreamIdentity, account: Account): boolean {
  if (account.role === 'citizen') return agrees(identity, account)
  return identity.name !== undefined && isSameName(identity.name, account.name)
}

async function enterFirst(
  needs: Needs,
  issuer: UpstreamIssuer,
  identity: UpstreamIdentity,
  address: string,
): Promise<Outcome<Account>> {
  const { number, name, birthDate } = identity
  if (!issuer.makesAccounts || number === undefined)
    return refuse('forbidden', 'access.upstream-not-linked')
  if (name === undefined || birthDate === undefined)
    return refuse('conflict', 'access.upstream-differs')
  if ((await needs.agreesWithRecord?.(number, { name, birthDate })) === false)
    return refuse('conflict', 'access.upstream-differs')
  const known = await findCitizenAccount(needs.database, number)
  if (known?.locked) return refuse('unauthenticated', 'access.sign-in-failed')
  if (known && !agrees(identity, known)) return refuse('conflict', 'access.upstream-differs')

  const now = needs.now()
  return inTransaction(needs.database, async (trx) => {
    if (!known) await makeCitizen(trx, needs, { number, name, birthDate }, now)
    const account = known ?? (await findCitizenAccount(trx, number))
    if (account === undefined) throw new Error('a citizen’s account is missing that was just made')
    return link(trx, issuer, identity, account, callerOf(account, address), now)
  })
}

async function makeCitizen(
  trx: Trx,
  needs: Pick<AccessNeeds, 'random'>,
  citizen: {
    readonly number: NonNullable<UpstreamIdentity['number']>
    readonly name: string
    readonly birthDate: string
  },
  now: Date,
): Promise<void> {
  await insertAccount(
    trx,
    {
      id: newCitizenId(needs.random),
      signInName: citizen.number,
      name: citizen.name,
      role: 'citizen',
      citizenNumber: citizen.number,
      birthDate: citizen.birthDate,
      identifiedBy: 'upstream',
      demo: false,
    },
    now,
    'system',
  )
}

async function link(
  trx: Trx,
  issuer: UpstreamIssuer,
  identity: UpstreamIdentity,
  account: Account,
  caller: ReturnType<typeof callerOf>,
  now: Date,
): Promise<Outcome<Account>> {
  const { subject, level } = identity
  const isNew = await insertLinkedIdentity(
    trx,
    { issuer: issuer.id, subject, account: account.id, assurance: level },
    now,
  )
  if (!isNew) return refuse('conflict', 'access.upstream-linked')
  await insertNotice(trx, { account: account.id, at: now, what: 'identity-linked' })
  await recordAudit(trx, [
    {
      at: now,
      action: 'update',
      caller,
      what: 'identity',
      detail: { issuer: issuer.id, change: 'linked' },
    },
  ])
  return accept(account)
}

/**
 * Links an identity to the account of whoever is signed in. Staff must bear the same name there; a citizen agrees in number, name and
 * birth date. Refuses `access.upstream-differs`, `access.upstream-level`, `access.upstream-linked`, `access.no-account`.
 */
export async function linkUpstream(
  needs: Needs,
  issuer: UpstreamIssuer,
  identity: UpstreamIdentity,
  caller: Pick<Caller, 'account' | 'address'>,
): Promise<Outcome<Account>> {
  const account = await findAccount(needs.database, caller.account)
  if (account === undefined) return refuse('not-found', 'access.no-account')
  if (identity.level < issuer.levelMin) return refuse('forbidden', 'access.upstream-level')
  if (!staysTrue(identity, account)) return refuse('conflict', 'access.upstream-differs')
  return inTransaction(needs.database, (trx) =>
    link(trx, issuer, identity, account, callerOf(account, caller.address), needs.now()),
  )
}
