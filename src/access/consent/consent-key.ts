import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { Database } from '#foundation/database'
import { findSigningKey, insertSigningKey } from '../provider/signing-key-store.ts'
import type { Sealer } from '../sealing.ts'

/** The purpose under which the key lies in `access.signing_key`. */
const PURPOSE = 'consent'

/** The public half of the key that signs choices: an Ed25519 JWK (RFC 8037). */
export type ConsentPublicKey = {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  /** The thumbprint of RFC 7638. */
  readonly kid: string
}

/** Signs what people chose, so that nobody, we included, can later say that they chose otherwise. */
export type ConsentKey = {
  readonly publicKey: ConsentPublicKey
  readonly sign: (text: string) => Buffer
}

/** Reads the installation's key for choices, or makes it once. Throws when it was sealed under another master key. */
export async function readConsentKey(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly sealer: Sealer
}): Promise<ConsentKey> {
  const known = await findSigningKey(needs.database, PURPOSE)
  if (known === undefined)
    await insertSigningKey(needs.database, PURPOSE, needs.sealer.seal(makeKey()), needs.now())
  const kept = known ?? (await findSigningKey(needs.database, PURPOSE))
  const text = kept && needs.sealer.open(kept)
  if (text === undefined)
    throw new Error(
      'the key of choices was sealed under another master key than this data folder’s',
    )
  return keyOf(createPrivateKey(text))
}

/** Whether a choice's text is what the key signed. Any change of a letter, of the key or of the signature answers no. */
export function isSignedChoice(
  choice: { readonly text: string; readonly signature: Uint8Array },
  publicKey: ConsentPublicKey,
): boolean {
  const { kty, crv, x } = publicKey
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
  return verify(null, Buffer.from(choice.text), key, choice.signature)
}

function makeKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function keyOf(privateKey: KeyObject): ConsentKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url')
  return {
    publicKey: { kty: 'OKP', crv: 'Ed25519', x, kid },
    sign: (text) => sign(null, Buffer.from(text), privateKey),
  }
}
