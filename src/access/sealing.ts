import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync } from 'node:crypto'
import type { MasterKeys } from '#foundation/secrets'
import type { RandomBytes } from '#vocabulary/record-id'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals bytes so that they can be kept where others may read: AES-256-GCM under a key made for one purpose. */
export type Sealer = {
  readonly seal: (plain: string) => Buffer
  /** Undefined when the bytes were not sealed by us, or were changed. */
  readonly open: (sealed: Uint8Array) => string | undefined
}

/** The same while one secret takes the place of another: seals by the newest, opens by any. */
export type RotatingSealer = Sealer & {
  /** Whether the newest secret sealed it, not one that is being replaced. */
  readonly isNewest: (sealed: Uint8Array) => boolean
}

/** @param secret the installation's own, or those that may be met, the newest first; each purpose gets a key of its own */
export function makeSealer(
  secret: string | MasterKeys,
  purpose: string,
  random: RandomBytes,
): RotatingSealer {
  const ready = new Map<string, Buffer>()
  const keyOf = (one: string) => {
    const key =
      ready.get(one) ?? Buffer.from(hkdfSync('sha256', one, '', `mach/access/${purpose}`, 32))
    ready.set(one, key)
    return key
  }
  const secrets = (again = false) => (typeof secret === 'string' ? [secret] : secret(again))
  const openBy = (all: readonly string[], sealed: Uint8Array) => {
    for (const one of all) {
      const plain = openWith(keyOf(one), sealed)
      if (plain !== undefined) return plain
    }
    return undefined
  }
  return {
    seal: (plain) => {
      const [newest = ''] = secrets()
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyOf(newest), nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed) => openBy(secrets(), sealed) ?? openBy(secrets(true), sealed),
    isNewest: (sealed) => openBy(secrets().slice(0, 1), sealed) !== undefined,
  }
}

function openWith(key: Buffer, sealed: Uint8Array): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  return finish(() => Buffer.concat([body, decipher.final()]).toString('utf8'))
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
  return hash('sha256', token, 'buffer')
}

/** A new unguessable token of 256 bits for an address or a header. */
export function newToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** A value that only we can make from another: the CSRF token of a session, the secret of our own OpenID client. */
export function derivedToken(secret: string, purpose: string, of: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${of}`).digest('base64url')
}
