import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomBytes } from '#vocabulary/record-id'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts bytes (AES-256-GCM); `place` binds them to where they lie. */
export function sealBytes(
  key: Uint8Array,
  bytes: Uint8Array,
  place: string,
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The bytes again. Throws when a bit was changed or they were moved to another place. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, place: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([body, decipher.final()])
}
