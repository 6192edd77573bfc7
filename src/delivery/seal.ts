import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { RandomBytes } from '#vocabulary/record-id'

/** What a sealed thing is for: each purpose has a key of its own, derived from the master key. */
export type SealPurpose = 'portal-account' | 'card-answer' | 'card-question'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The first byte, so that another cipher can follow without guessing. */
const FORMAT = 1

/** AES-256-GCM. `bound` names what the content belongs to: it cannot be opened as another's. */
export function seal(
  masterKey: string,
  purpose: SealPurpose,
  bound: string,
  content: string,
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(masterKey, purpose), nonce)
  cipher.setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body])
}

/** @throws when the master key is another, or the content was changed or belongs to something else */
export function openSealed(
  masterKey: string,
  purpose: SealPurpose,
  bound: string,
  sealed: Buffer,
): string {
  if (sealed[0] !== FORMAT) throw new Error(`sealed in an unknown format: ${sealed[0]}`)
  const bodyAt = 1 + NONCE_BYTES + TAG_BYTES
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(masterKey, purpose), nonce)
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, bodyAt))
  return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]).toString(
    'utf8',
  )
}

/** A fingerprint that only the holder of the master key can make: finds a thing without naming it. */
export function keyedHash(masterKey: string, purpose: SealPurpose, content: string): Buffer {
  return createHmac('sha256', keyOf(masterKey, purpose)).update(content).digest()
}

function keyOf(masterKey: string, purpose: SealPurpose): Buffer {
  const master = Buffer.from(masterKey, 'base64')
  if (master.length !== KEY_BYTES) throw new Error('the master key must be 32 bytes in base64')
  return Buffer.from(hkdfSync('sha256', master, '', `mach/delivery/${purpose}`, KEY_BYTES))
}
