import type { AuditCaller } from '#audit'
import { recordAudit } from '#audit'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import type { Account } from '../accounts/account.ts'
import { rulesAt } from '../accounts/account-rules.ts'
import { brakeKey, NAME_BRAKE } from '../accounts/brake.ts'
import { forgetAttempts, takeAttempt } from '../accounts/brake-store.ts'
import { isSameText, isSecret } from '../accounts/password.ts'
import { confirmSession } from '../sessions/session-store.ts'
import { assuranceOf, type Means } from './factor.ts'
import { factorNeeds } from './factor-needs.ts'
import { listFactors } from './factor-store.ts'
import { askForPasskey, proveCode, provePasskey } from './prove-factor.ts'

/** The session that confirms, and whose it is. */
export type StepUp = {
  readonly session: Buffer
  readonly account: Account
  readonly caller: AuditCaller
}

const sessionKey = (session: Buffer) => session.toString('base64')

/** By what a person can confirm: second factors where there are any, else the password. */
export async function offerStepUp(needs: AccessNeeds, { session, account }: StepUp) {
  const factors = await listFactors(needs.database, account.id)
  if (factors.length === 0) return { means: ['password' as const] }
  const ground = factorNeeds(needs)
  const passkey = await askForPasskey(ground, 'step-up', sessionKey(session), account.id)
  const means = passkey === undefined ? ['code' as const] : ['passkey' as const, 'code' as const]
  return { means, ...(passkey === undefined ? {} : { passkey: { ...passkey } }) }
}

/** What was shown: exactly one. */
export type StepUpProof =
  | { readonly password: string }
  | { readonly code: string }
  | { readonly passkey: unknown }

/**
 * Confirms that the person of a session is still there; for some minutes sensitive acts are open to it.
 *
 * Refuses `access.step-up-means` for a password where there is a second factor, `access.password-wrong`, `access.factor-wrong`,
 * `access.passkey-wrong`, `access.sign-in-must-wait` after too many failures. Each call is in the audit log.
 */
export async function confirmPerson(
  needs: AccessNeeds,
  who: StepUp,
  proof: StepUpProof,
): Promise<Outcome<{ readonly minutes: number }>> {
  const proved = await prove(needs, who, proof)
  const now = needs.now()
  await recordAudit(needs.database, [
    {
      at: now,
      action: proved.ok ? 'sign-in' : 'sign-in-failed',
      caller: who.caller,
      what: 'step-up',
      detail: { how: proved.ok ? proved.value.means : proved.problems[0].code },
    },
  ])
  if (!proved.ok) return proved
  const { means, singleDevice } = proved.value
  await confirmSession(needs.database, who.session, means, assuranceOf([means], singleDevice), now)
  return accept({ minutes: rulesAt(now).session.stepUpMinutes })
}

async function prove(
  needs: AccessNeeds,
  who: StepUp,
  proof: StepUpProof,
): Promise<Outcome<{ readonly means: Means; readonly singleDevice: boolean }>> {
  const ground = factorNeeds(needs)
  if ('password' in proof) return provePassword(needs, who, proof.password)
  if ('code' in proof) {
    const proved = await proveCode(ground, who.caller, proof.code)
    return proved.ok ? accept({ means: proved.value, singleDevice: false }) : proved
  }
  const step = { kind: 'step-up', of: sessionKey(who.session) } as const
  const proved = await provePasskey(ground, step, proof.passkey, who.account.id)
  return proved.ok ? accept({ means: 'hwk', singleDevice: proved.value.singleDevice }) : proved
}

async function provePassword(
  needs: AccessNeeds,
  { account }: StepUp,
  password: string,
): Promise<Outcome<{ readonly means: Means; readonly singleDevice: boolean }>> {
  if ((await listFactors(needs.database, account.id)).length > 0)
    return refuse('forbidden', 'access.step-up-means', 'password')
  const brake = brakeKey('name', account.signInName)
  const until = await takeAttempt(needs.database, brake, NAME_BRAKE, needs.now())
  if (until) return refuse('forbidden', 'access.sign-in-must-wait', until.toISOString())
  const isRight = account.demo
    ? needs.demo && isSameText(password, needs.secrets.demoPassword)
    : await isSecret(account.passwordHash, password)
  if (!isRight) return refuse('forbidden', 'access.password-wrong', 'password')
  await forgetAttempts(needs.database, brake)
  return accept({ means: 'pwd', singleDevice: false })
}
