import { type AuditCaller, recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { countFactors } from '../factors/factor-store.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { tokenHash } from '../sealing.ts'
import { endOtherSessions, endOwnSessions, endSessionsOf } from '../sessions/session-store.ts'
import type { Account } from './account.ts'
import { isDormant, needsSecondFactor, rulesAt } from './account-rules.ts'
import {
  findAccount,
  findAccountByName,
  insertAccount,
  insertPassword,
  listAdministrators,
  listFormerPasswords,
} from './account-store.ts'
import { brakeKey, NAME_BRAKE } from './brake.ts'
import { forgetAttempts, takeAttempt } from './brake-store.ts'
import { isInPublishedList } from './breached-passwords.ts'
import { makePasswordLink } from './create-account.ts'
import { hashSecret, isSecret, mayStandAlone, parseNewPassword } from './password.ts'
import { findLinkAccount, takeLink } from './password-link-store.ts'

type Needs = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly breachedPasswords?: string | undefined
}

/** Whose password the link sets. Refuses `access.link-not-valid` for one that is unknown, used or too old. */
export async function readPasswordLink(needs: Needs, token: string): Promise<Outcome<Account>> {
  const account = await findLinkAccount(needs.database, tokenHash(token), needs.now())
  return account ? accept(account) : refuse('not-found', 'access.link-not-valid')
}

/**
 * Sets the password of the account that a link is for; every session of the account ends.
 * Refuses as `readNewPassword`, and `access.link-not-valid`. A second call with the same link is refused.
 */
export async function setPasswordByLink(
  needs: Needs,
  token: string,
  text: string,
  address: string,
): Promise<Outcome<Account>> {
  const linked = await readPasswordLink(needs, token)
  if (!linked.ok) return linked
  const password = await readNewPassword(needs, linked.value, text)
  if (!password.ok) return password

  return inTransaction(needs.database, async (trx) => {
    const taken = await takeLink(trx, tokenHash(token), needs.now())
    if (taken === undefined) return refuse('not-found', 'access.link-not-valid')
    await keepPassword(
      trx,
      needs.now(),
      { ...linked.value, account: taken, address },
      password.value,
    )
    return linked
  })
}

/**
 * The signed-in person changes the own password; every other session and token of the account ends.
 * Refuses `access.password-wrong`, `access.sign-in-must-wait` after too many wrong ones (of sign-in too: it is one count),
 * `access.demo-password` for demo accounts, and as `readNewPassword`. What is refused is in the audit log.
 */
export async function changeOwnPassword(
  needs: Needs,
  caller: AuditCaller,
  { former, password: text }: { readonly former: string; readonly password: string },
  session: Buffer | undefined,
): Promise<Outcome<Record<string, never>>> {
  const account = await findAccount(needs.database, caller.account)
  if (account === undefined || account.demo) return refuse('conflict', 'access.demo-password')
  const proved = await proveFormer(needs, account, caller, former)
  if (!proved.ok) return proved
  const password = await readNewPassword(needs, account, text)
  if (!password.ok) return password

  return inTransaction(needs.database, async (trx) => {
    await keepPassword(trx, needs.now(), caller, password.value, session)
    return accept({})
  })
}

/** The former password, under the same brake as sign-in: whoever holds a session must not guess on. */
async function proveFormer(
  needs: Needs,
  account: Account,
  caller: AuditCaller,
  former: string,
): Promise<Outcome<undefined>> {
  const brake = brakeKey('name', account.signInName)
  const at = needs.now()
  const until = await takeAttempt(needs.database, brake, NAME_BRAKE, at)
  if (until === undefined && (await isSecret(account.passwordHash, former))) {
    await forgetAttempts(needs.database, brake)
    return accept(undefined)
  }
  const how = until === undefined ? 'failed' : 'must-wait'
  await recordAudit(needs.database, [
    { at, action: 'sign-in-failed', caller, what: 'password', detail: { how } },
  ])
  return until === undefined
    ? refuse('forbidden', 'access.password-wrong', 'former')
    : refuse('forbidden', 'access.sign-in-must-wait', until.toISOString())
}

/** Whether the account will be entered by a second factor too, for which a shorter password suffices. */
export async function hasOrNeedsFactor(
  needs: Pick<Needs, 'database' | 'now'>,
  account: Account,
): Promise<boolean> {
  return (
    needsSecondFactor(rulesAt(needs.now()), account.role) ||
    (await countFactors(needs.database, account.id)) > 0
  )
}

/**
 * In the middle of sign-in, a password that is too old gives way to a new one; other sessions of the account end.
 * Refuses as `readNewPassword`.
 */
export async function setOldPassword(
  needs: Needs,
  account: Account,
  caller: AuditCaller,
  text: string,
): Promise<Outcome<Record<string, never>>> {
  const password = await readNewPassword(needs, account, text)
  if (!password.ok) return password
  return inTransaction(needs.database, async (trx) => {
    await keepPassword(trx, needs.now(), caller, password.value, 'sign-in')
    return accept({})
  })
}

/** A password that may be kept: its hash, and whether it may stand without a second factor. */
export type NewPassword = { readonly hash: string; readonly alone: boolean }

/**
 * Reads a password that the owner of an account chooses.
 *
 * Eight characters suffice where a second factor is kept or will be asked for, fourteen of four kinds otherwise.
 * Refuses as `parseNewPassword`, `access.password-reused` for one of the last ten, `access.password-common` for one in the operator's list.
 */
export async function readNewPassword(
  needs: Needs,
  account: Account,
  text: string,
): Promise<Outcome<NewPassword>> {
  const rules = rulesAt(needs.now())
  const withSecondFactor = await hasOrNeedsFactor(needs, account)
  const password = parseNewPassword(text, rules.password, account, withSecondFactor)
  if (!password.ok) return password
  const path = needs.breachedPasswords
  if (path !== undefined && (await isInPublishedList(path, password.value)))
    return refuse('incorrect', 'access.password-common')

  const former = await listFormerPasswords(needs.database, account.id)
  for (const hash of former.slice(0, rules.password.formerNotReused))
    if (await isSecret(hash, password.value)) return refuse('incorrect', 'access.password-reused')
  return accept({
    hash: await hashSecret(password.value, needs.random),
    alone: mayStandAlone(password.value, rules.password),
  })
}

/** Keeps the new password, ends every session but the one that stays, tells the person. In the middle of sign-in what the provider keeps of it must stay. */
async function keepPassword(
  trx: Trx,
  at: Date,
  caller: AuditCaller,
  password: NewPassword,
  within?: 'sign-in' | Buffer,
): Promise<void> {
  const { formerNotReused } = rulesAt(at).password
  await insertPassword(trx, caller.account, password, at, formerNotReused)
  if (within === undefined) await endSessionsOf(trx, caller.account, at)
  else if (within !== 'sign-in') await endOtherSessions(trx, caller.account, within, at)
  else await endOwnSessions(trx, caller.account, { allBut: Buffer.alloc(0) }, at)
  await insertNotice(trx, { account: caller.account, at, what: 'password-changed' })
  await recordAudit(trx, [{ at, action: 'update', caller, what: 'password' }])
}

/** The account that the first link of an installation opens. */
const FIRST_ADMINISTRATOR = 'quan-tri'

/**
 * The token of a link by which the first administrator sets a password, or undefined while some administrator can sign in.
 * Each call ends the former link, so the one printed last is the one that works. A second factor that is kept stays:
 * the link is no way around it.
 */
export async function makeFirstAdministratorToken(needs: Needs): Promise<string | undefined> {
  const made = await inTransaction(needs.database, async (trx) => {
    const now = needs.now()
    const known = await listAdministrators(trx)
    if (known.some((one) => !isDormant(rulesAt(now), one, now))) return accept(undefined)
    const account = {
      id: FIRST_ADMINISTRATOR,
      signInName: FIRST_ADMINISTRATOR,
      name: 'Quản trị viên',
      role: 'administrator',
      demo: false,
    } as const
    await insertAccount(trx, account, now, 'system')
    const first = await findAccountByName(trx, FIRST_ADMINISTRATOR)
    const link = await makePasswordLink(trx, { ...needs, now }, first?.id ?? FIRST_ADMINISTRATOR)
    return accept(link.token)
  })
  return made.ok ? made.value : undefined
}
