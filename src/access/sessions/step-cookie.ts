import { z } from 'zod'
import type { Sealer } from '../sealing.ts'
import type { SignInStep } from './issuer-client.ts'
import { isSecure } from './session.ts'

/** What the browser carries between leaving for sign-in and coming back, sealed. */
export const STEP_COOKIE = 'mach_sign_in'

/** As long as the provider waits for the password: 15 minutes. */
const STEP_SECONDS = 900

const Step = z.strictObject({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  returnTo: z.string(),
})

export function stepCookie(sealer: Sealer, origin: string, step: SignInStep): string {
  const value = sealer.seal(JSON.stringify(step)).toString('base64url')
  const secure = isSecure(origin) ? '; Secure' : ''
  return `${STEP_COOKIE}=${value}; Path=/session; HttpOnly; SameSite=Lax; Max-Age=${STEP_SECONDS}${secure}`
}

/** Undefined when there is none, or it is not as we sealed it. */
export function readStepCookie(sealer: Sealer, value: string | undefined): SignInStep | undefined {
  const text = value === undefined ? undefined : sealer.open(Buffer.from(value, 'base64url'))
  return text === undefined ? undefined : Step.parse(JSON.parse(text))
}
