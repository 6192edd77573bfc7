import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import type { RandomBytes } from '#vocabulary/record-id'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals bytes so that they can be kept where others may read: AES-256-GCM under a key made for one purpose. */
export type Sealer = {
  readonly seal: (plain: string) => Buffer
  /** Undefined when the bytes were not sealed by us, or were changed. */
  readonly open: (sealed: Uint8Array) => string | undefined
}

/** @param secret the installation's own; each purpose gets a key of its own from it */
export function makeSealer(secret: string, purpose: string, random: RandomBytes): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `mach/access/${purpose}`, 32))
  return {
    seal: (plain) => {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
      return finish(() => Buffer.concat([body, decipher.final()]).toString('utf8'))
    },
  }
}

/** The cipher tells of a changed text by throwing; here that is an answer. */
function finish(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** What is kept of a token, cookie or code: enough to know it again, of no use to who reads it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A new unguessable token of 256 bits for an address or a header. */
export function newToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** A value that only we can make from another: the CSRF token of a session, the secret of our own OpenID client. */
export function derivedToken(secret: string, purpose: string, of: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${of}`).digest('base64url')
}
