import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { isIP } from 'node:net'
import { z } from 'zod'

/** A passkey as we keep it. */
export type Passkey = {
  readonly factor: string
  readonly account: string
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  /** Whether the key cannot leave its device. */
  readonly singleDevice: boolean
}

/** A person has five minutes for the finger or the PIN. */
const WAIT_MS = 300_000

/** Whom passkeys are for: the name of our host. Browsers refuse them for bare addresses, so there none are offered. */
export function passkeyHost(origin: string): string | undefined {
  const { hostname } = new URL(origin)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined
}

/** What the browser is asked for to make a passkey: one that it can find by itself and that knows its person. */
export function passkeyCreation(
  host: string,
  challenge: Uint8Array,
  owner: { readonly handle: Uint8Array; readonly signInName: string; readonly name: string },
  known: readonly Passkey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Mạch',
    rpID: host,
    userID: new Uint8Array(owner.handle),
    userName: owner.signInName,
    userDisplayName: owner.name,
    challenge: new Uint8Array(challenge),
    timeout: WAIT_MS,
    attestationType: 'none',
    excludeCredentials: known.map(described),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What the browser is asked for to prove a passkey; without known ones, any that it finds for us. */
export function passkeyRequest(
  host: string,
  challenge: Uint8Array,
  known: readonly Passkey[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: host,
    challenge: new Uint8Array(challenge),
    timeout: WAIT_MS,
    userVerification: 'required',
    ...(known.length === 0 ? {} : { allowCredentials: known.map(described) }),
  })
}

function described({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports: [...transports] }
}

/** A browser's answers are a few hundred signs; the attestation of some keys a few thousand. */
const ANSWER_LENGTH_MAX = 20_000

const Text = z.string().max(ANSWER_LENGTH_MAX)

const Answer = z.object({
  id: Text,
  rawId: Text,
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
})
const Made = Answer.extend({
  response: z.object({
    clientDataJSON: Text,
    attestationObject: Text,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
})
const Shown = Answer.extend({
  response: z.object({
    clientDataJSON: Text,
    authenticatorData: Text,
    signature: Text,
    userHandle: Text.optional(),
  }),
})

/** The passkey that a browser made; undefined when the answer is not one to our challenge, for our host, with its person verified. */
export async function readNewPasskey(
  origin: string,
  challenge: string,
  answer: unknown,
): Promise<Omit<Passkey, 'factor' | 'account'> | undefined> {
  const read = Made.safeParse(answer)
  const host = passkeyHost(origin)
  if (!read.success || host === undefined) return undefined
  const { transports, ...response } = read.data.response
  const verified = await verifyRegistrationResponse({
    response: withoutUndefined({ ...read.data, response }) as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
  }).catch(notAnAnswer)
  if (!verified?.verified) return undefined
  const { credential, credentialDeviceType } = verified.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: transports ?? [],
    singleDevice: credentialDeviceType === 'singleDevice',
  }
}

/** The id of the passkey that an answer speaks of, before anything is believed. */
export function shownCredential(answer: unknown): string | undefined {
  const read = Shown.safeParse(answer)
  return read.success ? read.data.id : undefined
}

/** The counter after a proof; undefined when the answer does not prove this passkey to our challenge, or its counter went back. */
export async function provenCounter(
  origin: string,
  challenge: string,
  passkey: Passkey,
  answer: unknown,
): Promise<number | undefined> {
  const read = Shown.safeParse(answer)
  const host = passkeyHost(origin)
  if (!read.success || host === undefined) return undefined
  const verified = await verifyAuthenticationResponse({
    response: withoutUndefined(read.data) as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
      transports: [...passkey.transports],
    },
  }).catch(notAnAnswer)
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined
}

/** The library tells a wrong answer by throwing; here that is an answer. */
function notAnAnswer(): undefined {
  return undefined
}

/** Leaves out what is undefined: the library's types tell absent from undefined. */
function withoutUndefined(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer))
}
