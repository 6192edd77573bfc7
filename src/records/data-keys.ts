import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { newKey, open, seal } from './seal.ts'

/** Wraps and unwraps the data keys of persons, and hashes sensitive codes. Holds the master key; never logged. */
export type DataKeys = {
  readonly make: () => Buffer
  readonly wrap: (key: Uint8Array, owner: string) => Buffer
  readonly unwrap: (wrapped: Uint8Array, owner: string) => Buffer
  /** The same code of the same class always gives the same hash: findable, not readable. */
  readonly hashCode: (dataClass: string, code: string) => string
}

const MASTER_KEY_BYTES = 32

/** 72 bits: no two codes of a list meet. */
const CODE_HASH_CHARACTERS = 12

/** Throws when the master key is not 32 bytes: nothing could be opened later. */
export function makeDataKeys(masterKeyBase64: string): DataKeys {
  const master = Buffer.from(masterKeyBase64, 'base64')
  if (master.length !== MASTER_KEY_BYTES)
    throw new RangeError(`the master key must be ${MASTER_KEY_BYTES} bytes of base64`)
  const wrapKey = derive(master, 'wrap data keys')
  const codeKey = derive(master, 'hash sensitive codes')
  return {
    make: newKey,
    wrap: (key, owner) => seal(wrapKey, key, owner),
    unwrap: (wrapped, owner) => open(wrapKey, wrapped, owner),
    hashCode: (dataClass, code) =>
      createHmac('sha256', codeKey)
        .update(`${dataClass}|${code}`)
        .digest('base64url')
        .slice(0, CODE_HASH_CHARACTERS),
  }
}

/** Made ready once: a cipher that is given bytes makes a key of them each time, which takes longer than encrypting. */
function derive(master: Buffer, use: string): KeyObject {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', master, '', `mach ${use}`, MASTER_KEY_BYTES)),
  )
}
