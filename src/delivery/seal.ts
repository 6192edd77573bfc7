import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { MasterKeys } from '#foundation/secrets'
import type { RandomBytes } from '#vocabulary/record-id'

/** The installation's own, or those that may be met while one takes the place of another, the newest first. */
export type MasterKey = string | MasterKeys

/** What a sealed thing is for: each purpose has a key of its own, derived from the master key. */
export type SealPurpose = 'portal-account' | 'card-answer' | 'card-question'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The first byte, so that another cipher can follow without guessing. */
const FORMAT = 1

/** AES-256-GCM. `bound` names what the content belongs to: it cannot be opened as another's. */
export function seal(
  masterKey: MasterKey,
  purpose: SealPurpose,
  bound: string,
  content: string,
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(newestOf(masterKey), purpose), nonce)
  cipher.setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body])
}

/** @throws when the master key is another, or the content was changed or belongs to something else */
export function openSealed(
  masterKey: MasterKey,
  purpose: SealPurpose,
  bound: string,
  sealed: Buffer,
): string {
  if (sealed[0] !== FORMAT) throw new Error(`sealed in an unknown format: ${sealed[0]}`)
  const plain =
    openByAny(keysOf(masterKey), purpose, bound, sealed) ??
    openByAny(keysOf(masterKey, true), purpose, bound, sealed)
  if (plain === undefined)
    throw new Error('sealed under another master key, changed, or of something else')
  return plain
}

/** Whether the newest master key sealed it. */
export function isSealedByNewest(
  masterKey: MasterKey,
  purpose: SealPurpose,
  bound: string,
  sealed: Buffer,
): boolean {
  return openByAny(keysOf(masterKey).slice(0, 1), purpose, bound, sealed) !== undefined
}

function keysOf(masterKey: MasterKey, again = false): readonly string[] {
  return typeof masterKey === 'string' ? [masterKey] : masterKey(again)
}

function newestOf(masterKey: MasterKey): string {
  return keysOf(masterKey)[0] ?? ''
}

function openByAny(
  keys: readonly string[],
  purpose: SealPurpose,
  bound: string,
  sealed: Buffer,
): string | undefined {
  for (const key of keys) {
    const plain = tryOpen(keyOf(key, purpose), bound, sealed)
    if (plain !== undefined) return plain
  }
  return undefined
}

/** The cipher tells that a key is another by throwing; here that is an answer. */
function tryOpen(key: Buffer, bound: string, sealed: Buffer): string | undefined {
  const bodyAt = 1 + NONCE_BYTES + TAG_BYTES
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES))
    decipher.setAAD(Buffer.from(bound))
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, bodyAt))
    const body = decipher.update(sealed.subarray(bodyAt))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** A fingerprint that only the holder of the master key can make: finds a thing without naming it. */
export function keyedHash(masterKey: MasterKey, purpose: SealPurpose, content: string): Buffer {
  return createHmac('sha256', keyOf(newestOf(masterKey), purpose))
    .update(content)
    .digest()
}

function keyOf(masterKey: string, purpose: SealPurpose): Buffer {
  const master = Buffer.from(masterKey, 'base64')
  if (master.length !== KEY_BYTES) throw new Error('the master key must be 32 bytes in base64')
  return Buffer.from(hkdfSync('sha256', master, '', `mach/delivery/${purpose}`, KEY_BYTES))
}
