import { type AuditAction, recordAudit } from '#audit'
import type { Database } from '#foundation/database'
import type { Secrets } from '#foundation/secrets'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { type Account, callerOf, readSignInName } from './account.ts'
import { isDormant, rulesAt } from './account-rules.ts'
import { findAccountByName } from './account-store.ts'
import { ADDRESS_BRAKE, brakeKey, NAME_BRAKE } from './brake.ts'
import { forgetAttempts, returnAttempt, takeAttempt } from './brake-store.ts'
import { findDemoAccount } from './demo-account.ts'
import { isSameText, isSecret } from './password.ts'

type Needs = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly secrets: Pick<Secrets, 'demoPassword'>
  readonly demo: boolean
  readonly facilityName: (facility: FacilityCode) => Promise<string | undefined>
}

/**
 * Checks a name and a password as typed.
 *
 * Refuses `access.sign-in-failed` alike for an unknown name, a wrong password and a locked account, and
 * `access.sign-in-must-wait` with the instant in `at` after too many failures of the name or from the address.
 * Alike too for an account that lay unused for too long. Every attempt that fails is in the audit log; what succeeds is
 * written down when the whole sign-in is done.
 */
export async function checkSignIn(
  needs: Needs,
  typed: { readonly name: string; readonly password: string },
  address: string,
): Promise<Outcome<Account>> {
  const name = readSignInName(typed.name).slice(0, 200)
  const keys = { name: brakeKey('name', name), address: brakeKey('address', address) }
  const now = needs.now()
  const until =
    (await takeAttempt(needs.database, keys.address, ADDRESS_BRAKE, now)) ??
    (await takeAttempt(needs.database, keys.name, NAME_BRAKE, now))
  // Also what is not tried is put to the account whose name was typed, or nobody would see that one name is guessed at.
  const account = needs.demo
    ? ((await findDemoAccount(needs, name)) ?? (await findAccountByName(needs.database, name)))
    : await findAccountByName(needs.database, name)
  if (until) {
    await recordAttempt(needs, account, address, 'sign-in-failed', 'must-wait')
    return refuse('forbidden', 'access.sign-in-must-wait', until.toISOString())
  }
  const isRight = await isPassword(needs, account, typed.password)
  const isClosed =
    account !== undefined && (account.locked || isDormant(rulesAt(now), account, now))
  if (account === undefined || !isRight || isClosed) {
    await recordAttempt(needs, account, address, 'sign-in-failed', isRight ? 'closed' : 'failed')
    return refuse('unauthenticated', 'access.sign-in-failed')
  }
  await forgetAttempts(needs.database, keys.name)
  await returnAttempt(needs.database, keys.address, ADDRESS_BRAKE)
  return accept(account)
}

async function isPassword(
  needs: Needs,
  account: Account | undefined,
  password: string,
): Promise<boolean> {
  if (account?.demo) return needs.demo && isSameText(password, needs.secrets.demoPassword)
  return isSecret(account?.passwordHash, password)
}

async function recordAttempt(
  needs: Needs,
  account: Account | undefined,
  address: string,
  action: AuditAction,
  how: string,
): Promise<void> {
  const caller = account
    ? callerOf(account, address)
    : ({ account: 'anonymous', name: 'anonymous', role: 'anonymous', address } as const)
  await recordAudit(needs.database, [
    { at: needs.now(), action, caller, what: 'sign-in', detail: { how } },
  ])
}
