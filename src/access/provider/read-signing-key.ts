import { createHash, generateKeyPair } from 'node:crypto'
import type { JWK } from 'oidc-provider'
import type { Database } from '#foundation/database'
import type { Sealer } from '../sealing.ts'
import { findSigningKey, insertSigningKey } from './signing-key-store.ts'

const PURPOSE = 'id-token'
const RSA_BITS = 3_072

/** The key that signs our identity tokens: made once per installation, kept sealed in the database. */
export async function readSigningKey(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly sealer: Sealer
}): Promise<JWK> {
  const known = await findSigningKey(needs.database, PURPOSE)
  if (known === undefined) {
    const made = needs.sealer.seal(JSON.stringify(await makeKey()))
    await insertSigningKey(needs.database, PURPOSE, made, needs.now())
  }
  const kept = known ?? (await findSigningKey(needs.database, PURPOSE))
  const text = kept && needs.sealer.open(kept)
  if (text === undefined)
    throw new Error(
      'the signing key in the database was sealed under another master key than this data folder’s',
    )
  return JSON.parse(text)
}

function makeKey(): Promise<JWK> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: RSA_BITS }, (error, _publicKey, privateKey) => {
      if (error) return reject(error)
      const { n = '', e = '', ...jwk } = privateKey.export({ format: 'jwk' })
      // The thumbprint of RFC 7638, so that every process names the key alike.
      const kid = createHash('sha256')
        .update(JSON.stringify({ e, kty: 'RSA', n }))
        .digest('base64url')
      resolve({ kty: 'RSA', n, e, ...jwk, kid, use: 'sig', alg: 'RS256' })
    })
  })
}
