import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  KeyObject,
  randomBytes,
} from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** 96 random bits per message: NIST SP 800-38D allows 2^32 messages under one key. */
const IV_BYTES = 12
const TAG_BYTES = 16

/** Bytes, or made ready by whoever uses it often. */
type CipherKey = KeyObject | Buffer

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES)
}

/** Encrypts and binds to `owner`: the same bytes under another owner do not open. */
export function seal(key: CipherKey, bytes: Uint8Array, owner: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, ready(key), iv)
  cipher.setAAD(Buffer.from(owner))
  const content = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), content])
}

/** Throws when the key or the owner is another, or a bit was changed. */
export function open(key: CipherKey, sealed: Uint8Array, owner: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decipher = createDecipheriv(CIPHER, ready(key), bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  decipher.setAAD(Buffer.from(owner))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

/** A cipher looks for 20 µs whether bytes are a key object after all; to make one of them first takes 3 µs. */
function ready(key: CipherKey): KeyObject {
  return key instanceof KeyObject ? key : createSecretKey(key)
}
