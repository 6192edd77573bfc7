import { recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Account } from '../accounts/account.ts'
import { clearPassword, findAccount } from '../accounts/account-store.ts'
import { makePasswordLink, type PasswordLink } from '../accounts/create-account.ts'
import { deleteAllFactors } from '../factors/factor-store.ts'
import { endSessionsOf } from '../sessions/session-store.ts'
import type { NoticeKind } from './notice.ts'
import { insertNotice } from './notice-store.ts'
import { confirmWaitingReset, insertReset, isAskedBy, withdrawWaitingReset } from './reset-store.ts'

type Needs = { readonly database: Database; readonly now: () => Date; readonly random: RandomBytes }

/** A reset that nobody confirms is over after 72 hours. */
const RESET_HOURS = 72

/** Whom the administrator of a facility helps back in: the staff of that facility, and never another administrator. */
const HELPED_ROLES: ReadonlySet<string> = new Set(['doctor', 'facility-clerk'])

/**
 * Asks that what guards an account is taken away, because telephone and recovery codes were lost.
 *
 * The administrator of a facility gives staff of the same facility the link at once. An administrator only asks: another one, never the
 * same, must confirm. The person is told of the asking, so that a false one is seen before it is done.
 * Refuses `access.no-account` also for accounts that are none of the caller's business, `access.own-account` for the own one.
 */
export async function askForReset(
  needs: Needs,
  caller: Caller,
  asked: { readonly account: string; readonly reason: string },
): Promise<Outcome<{ readonly reset: string; readonly link?: PasswordLink }>> {
  const account = await findAccount(needs.database, asked.account)
  if (account?.id === caller.account) return refuse('conflict', 'access.own-account')
  if (account === undefined || account.demo || !mayAsk(caller, account))
    return refuse('not-found', 'access.no-account', 'account')
  const at = needs.now()
  const id = Buffer.from(needs.random(12)).toString('base64url')
  return inTransaction(needs.database, async (trx) => {
    if (caller.role === 'facility-administrator') {
      const link = await resetAccount(trx, needs, caller, account.id, asked.reason)
      return accept({ reset: id, link })
    }
    const expiresAt = new Date(at.getTime() + RESET_HOURS * 3_600_000)
    const { reason } = asked
    await insertReset(trx, {
      id,
      account: account.id,
      reason,
      askedBy: caller.account,
      askedAt: at,
      expiresAt,
    })
    await note(trx, at, caller, account.id, 'reset-asked')
    return accept({ reset: id })
  })
}

function mayAsk(caller: Caller, account: Account): boolean {
  if (caller.role === 'administrator') return true
  return (
    caller.facility !== undefined &&
    caller.facility === account.facility &&
    HELPED_ROLES.has(account.role)
  )
}

/**
 * A second administrator confirms: password, second factors, recovery codes and sessions of the account end, and a link opens it anew.
 * Refuses `access.reset-own` to who asked for it, `access.no-reset` when nothing waits under this id.
 */
export async function confirmAskedReset(
  needs: Needs,
  caller: Caller,
  id: string,
): Promise<Outcome<PasswordLink>> {
  if (await isAskedBy(needs.database, id, caller.account))
    return refuse('conflict', 'access.reset-own')
  return inTransaction(needs.database, async (trx) => {
    const account = await confirmWaitingReset(trx, id, caller.account, needs.now())
    if (account === undefined) return refuse('not-found', 'access.no-reset')
    return accept(await resetAccount(trx, needs, caller, account, id))
  })
}

/** Whoever asked takes it back, or another administrator declines. Refuses `access.no-reset`. */
export function withdrawAskedReset(
  needs: Needs,
  caller: Caller,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  return inTransaction(needs.database, async (trx) => {
    const account = await withdrawWaitingReset(trx, id, needs.now())
    if (account === undefined) return refuse('not-found', 'access.no-reset')
    await note(trx, needs.now(), caller, account, 'reset-withdrawn')
    return accept({})
  })
}

async function resetAccount(
  trx: Trx,
  needs: Needs,
  caller: Caller,
  account: string,
  ground: string,
): Promise<PasswordLink> {
  const now = needs.now()
  await deleteAllFactors(trx, account)
  await clearPassword(trx, account)
  await endSessionsOf(trx, account, now)
  await note(trx, now, caller, account, 'factors-reset', ground)
  return makePasswordLink(trx, { now, random: needs.random }, account)
}

async function note(
  trx: Trx,
  at: Date,
  caller: Caller,
  account: string,
  what: NoticeKind,
  ground?: string,
): Promise<void> {
  await insertNotice(trx, { account, at, what, byName: caller.name })
  await recordAudit(trx, [
    {
      at,
      action: 'configure',
      caller,
      what: 'account',
      purpose: 'administration',
      detail: { account, change: what, ...(ground === undefined ? {} : { ground }) },
    },
  ])
}
