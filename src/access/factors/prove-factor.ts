import { z } from 'zod'
import type { AuditCaller } from '#audit'
import { recordAudit } from '#audit'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { rulesAt } from '../accounts/account-rules.ts'
import { brakeKey, NAME_BRAKE } from '../accounts/brake.ts'
import { forgetAttempts, takeAttempt } from '../accounts/brake-store.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { keepPending, type PendingKind, takePending } from '../sessions/pending-store.ts'
import type { FactorNeeds } from './factor-needs.ts'
import {
  findPasskey,
  listPasskeys,
  listTotp,
  notePasskeyUse,
  takeRecoveryCode,
  takeStep,
} from './factor-store.ts'
import { passkeyHost, passkeyRequest, provenCounter, shownCredential } from './passkey.ts'
import { recoveryCodeHash } from './recovery-code.ts'
import { totpStep } from './totp.ts'

/**
 * Proves a code as typed: six digits of an authenticator, or a recovery code. Either works once.
 * Refuses `access.factor-wrong`, and `access.sign-in-must-wait` with the instant in `at` after too many failures of the account.
 */
export async function proveCode(
  needs: FactorNeeds,
  caller: AuditCaller,
  typed: string,
): Promise<Outcome<'otp' | 'rec'>> {
  const brake = brakeKey('factor', caller.account)
  const until = await takeAttempt(needs.database, brake, NAME_BRAKE, needs.now())
  if (until) return refuse('forbidden', 'access.sign-in-must-wait', until.toISOString())

  const means = (await isTotp(needs, caller.account, typed))
    ? 'otp'
    : (await isRecoveryCode(needs, caller.account, typed))
      ? 'rec'
      : undefined
  await recordProof(needs, caller, means)
  if (means === undefined) return refuse('unauthenticated', 'access.factor-wrong', 'code')
  await forgetAttempts(needs.database, brake)
  return accept(means)
}

async function isTotp(needs: FactorNeeds, account: string, typed: string): Promise<boolean> {
  const now = needs.now()
  const { driftSteps } = rulesAt(now).secondFactor
  for (const { id, sealed, lastStep } of await listTotp(needs.database, account)) {
    const step = totpStep(needs.sealer.open(sealed) ?? '', typed, now, driftSteps, lastStep)
    if (step !== undefined && (await takeStep(needs.database, id, step, now))) return true
  }
  return false
}

async function isRecoveryCode(needs: FactorNeeds, account: string, typed: string) {
  const hash = recoveryCodeHash(typed)
  if (hash === undefined) return false
  const taken = await takeRecoveryCode(needs.database, account, hash, needs.now())
  if (taken)
    await insertNotice(needs.database, { account, at: needs.now(), what: 'recovery-code-used' })
  return taken
}

/** What a browser needs to show a passkey for one step or session; undefined where our host can have none. */
export async function askForPasskey(
  needs: FactorNeeds,
  kind: PendingKind,
  of: string,
  account?: string,
): Promise<object | undefined> {
  const host = passkeyHost(needs.origin)
  if (host === undefined) return undefined
  const known = account === undefined ? [] : await listPasskeys(needs.database, account)
  if (account !== undefined && known.length === 0) return undefined
  const options = await passkeyRequest(host, needs.random(32), known)
  await keepPending(needs, kind, of, { challenge: options.challenge })
  return options
}

const Challenge = z.object({ challenge: z.string() })

/**
 * Proves a passkey against the challenge that this step or session was shown; the challenge is of no more use afterwards.
 * Refuses `access.passkey-wrong`, alike for a key that nobody has, an answer to another challenge and a counter that went back.
 *
 * @param account whose key it must be; absent where the key itself says who comes
 */
export async function provePasskey(
  needs: FactorNeeds,
  step: { readonly kind: PendingKind; readonly of: string },
  answer: unknown,
  account?: string,
): Promise<Outcome<{ readonly account: string; readonly singleDevice: boolean }>> {
  const wrong = () => refuse('unauthenticated', 'access.passkey-wrong', 'passkey')
  const shown = Challenge.safeParse(await takePending(needs, step.kind, step.of))
  const credential = shownCredential(answer)
  if (!shown.success || credential === undefined) return wrong()
  const passkey = await findPasskey(needs.database, credential)
  if (passkey === undefined || (account !== undefined && passkey.account !== account))
    return wrong()
  const counter = await provenCounter(needs.origin, shown.data.challenge, passkey, answer)
  if (counter === undefined) return wrong()
  await notePasskeyUse(needs.database, passkey.factor, counter, needs.now())
  return accept({ account: passkey.account, singleDevice: passkey.singleDevice })
}

async function recordProof(
  needs: FactorNeeds,
  caller: AuditCaller,
  means: 'otp' | 'rec' | undefined,
): Promise<void> {
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: means === undefined ? 'sign-in-failed' : 'sign-in',
      caller,
      what: 'second-factor',
      detail: { how: means ?? 'failed' },
    },
  ])
}
