import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from 'jose'

/** A proof is good for a minute on either side of our clock. */
const PROOF_SECONDS = 60

const ALGORITHMS = ['RS256', 'RS384', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519']

export type Proof = {
  /** Names this proof, so that it is taken once. */
  readonly id: string
  readonly until: Date
}

/**
 * Reads the proof that comes with a call: whoever calls has the key that the token is bound to, and made the proof for this very
 * call (RFC 9449, 4.3). Undefined when anything is amiss: another key, method, address or token; too old; unsigned; a private key in it.
 */
export async function readProof(
  proof: string | readonly string[] | undefined,
  call: {
    readonly method: string
    /** Without query and fragment. */
    readonly address: string
    readonly token: string
    readonly key: string
    readonly now: Date
  },
): Promise<Proof | undefined> {
  if (typeof proof !== 'string' || proof.length > 8_000) return undefined
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: ALGORITHMS,
      typ: 'dpop+jwt',
      currentDate: call.now,
    })
    const { htm, htu, ath, iat, jti } = payload
    const { jwk } = protectedHeader
    if (jwk === undefined || typeof iat !== 'number' || typeof jti !== 'string' || jti === '')
      return undefined
    const age = Math.abs(call.now.getTime() / 1_000 - iat)
    const isForCall = htm === call.method && isSameAddress(htu, call.address)
    const hash = createHash('sha256').update(call.token).digest('base64url')
    if (!isForCall || ath !== hash || !(age <= PROOF_SECONDS)) return undefined
    const key = await calculateJwkThumbprint(jwk)
    if (key !== call.key) return undefined
    const until = new Date((iat + 2 * PROOF_SECONDS) * 1_000)
    return { id: `dpop ${key} ${jti}`, until }
  } catch (error) {
    // The library tells of a bad proof by throwing; anything else is ours to see.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined
    throw error
  }
}

function isSameAddress(stated: unknown, address: string): boolean {
  if (typeof stated !== 'string' || !URL.canParse(stated)) return false
  const url = new URL(stated)
  url.hash = ''
  url.search = ''
  return url.href === new URL(address).href
}
