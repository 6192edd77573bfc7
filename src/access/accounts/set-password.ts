import { type AuditCaller, recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { tokenHash } from '../sealing.ts'
import { endSessionsOf } from '../sessions/session-store.ts'
import type { Account } from './account.ts'
import {
  findAccount,
  findAccountByName,
  hasAdministrator,
  insertAccount,
  setPasswordHash,
} from './account-store.ts'
import { makePasswordLink } from './create-account.ts'
import { hashSecret, isSecret, parseNewPassword } from './password.ts'
import { findLinkAccount, takeLink } from './password-link-store.ts'

type Needs = { readonly database: Database; readonly now: () => Date; readonly random: RandomBytes }

/** Whose password the link sets. Refuses `access.link-not-valid` for one that is unknown, used or too old. */
export async function readPasswordLink(needs: Needs, token: string): Promise<Outcome<Account>> {
  const account = await findLinkAccount(needs.database, tokenHash(token), needs.now())
  return account ? accept(account) : refuse('not-found', 'access.link-not-valid')
}

/**
 * Sets the password of the account that a link is for; every session of the account ends.
 * Refuses as `parseNewPassword`, and `access.link-not-valid`. A second call with the same link is refused.
 */
export async function setPasswordByLink(
  needs: Needs,
  token: string,
  text: string,
  address: string,
): Promise<Outcome<Account>> {
  const password = parseNewPassword(text)
  if (!password.ok) return password
  const linked = await readPasswordLink(needs, token)
  if (!linked.ok) return linked

  const hash = await hashSecret(password.value, needs.random)
  return inTransaction(needs.database, async (trx) => {
    const taken = await takeLink(trx, tokenHash(token), needs.now())
    if (taken === undefined) return refuse('not-found', 'access.link-not-valid')
    await keepPassword(trx, needs.now(), { ...linked.value, account: taken, address }, hash)
    return linked
  })
}

/**
 * The signed-in person changes the own password; every session of the account ends, this one too.
 * Refuses `access.password-wrong`, `access.demo-password` for demo accounts, and as `parseNewPassword`.
 */
export async function changeOwnPassword(
  needs: Needs,
  caller: AuditCaller,
  former: string,
  text: string,
): Promise<Outcome<Record<string, never>>> {
  const account = await findAccount(needs.database, caller.account)
  if (account === undefined || account.demo) return refuse('conflict', 'access.demo-password')
  const password = parseNewPassword(text)
  if (!password.ok) return password
  if (!(await isSecret(account.passwordHash, former)))
    return refuse('forbidden', 'access.password-wrong', 'former')

  const hash = await hashSecret(password.value, needs.random)
  return inTransaction(needs.database, async (trx) => {
    await keepPassword(trx, needs.now(), caller, hash)
    return accept({})
  })
}

async function keepPassword(trx: Trx, at: Date, caller: AuditCaller, hash: string): Promise<void> {
  await setPasswordHash(trx, caller.account, hash)
  await endSessionsOf(trx, caller.account, at)
  await recordAudit(trx, [{ at, action: 'update', caller, what: 'password' }])
}

/** The account that the first link of an installation opens. */
const FIRST_ADMINISTRATOR = 'quan-tri'

/**
 * The token of a link by which the first administrator sets a password, or undefined when one has.
 * Each call ends the former link, so the one printed last is the one that works.
 */
export async function makeFirstAdministratorToken(needs: Needs): Promise<string | undefined> {
  const made = await inTransaction(needs.database, async (trx) => {
    if (await hasAdministrator(trx)) return accept(undefined)
    const now = needs.now()
    const account = {
      id: FIRST_ADMINISTRATOR,
      signInName: FIRST_ADMINISTRATOR,
      name: 'Quản trị viên',
      role: 'administrator',
      demo: false,
    } as const
    await insertAccount(trx, account, now, 'system')
    const known = await findAccountByName(trx, FIRST_ADMINISTRATOR)
    const link = await makePasswordLink(trx, { ...needs, now }, known?.id ?? FIRST_ADMINISTRATOR)
    return accept(link.token)
  })
  return made.ok ? made.value : undefined
}
