import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { MasterKeys } from '#foundation/secrets'
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

/** The same while one master key takes the place of another. */
export type RotatingKeys = DataKeys & {
  /** Whether the newest master key wraps it, not one that is being replaced. */
  readonly isNewest: (wrapped: Uint8Array, owner: string) => boolean
}

/**
 * Throws when the master key is not 32 bytes: nothing could be opened later.
 *
 * @param wrapping the keys that wrap, while one takes the place of another; the master key alone when not given
 * @param codeHashKeyBase64 what hashes codes, where it was set apart: what is indexed by it must be found again after a rotation
 */
export function makeDataKeys(
  masterKeyBase64: string,
  wrapping: MasterKeys = () => [masterKeyBase64],
  codeHashKeyBase64: string = codeHashKeyOf(masterKeyBase64),
): RotatingKeys {
  const codeKey = createSecretKey(readMasterKey(codeHashKeyBase64))
  const ready = new Map<string, KeyObject>()
  const wrapKey = (master: string) => {
    const known = ready.get(master) ?? derive(readMasterKey(master), 'wrap data keys')
    ready.set(master, known)
    return known
  }
  const newest = () => {
    const [master = masterKeyBase64] = wrapping()
    return wrapKey(master)
  }
  return {
    make: newKey,
    wrap: (key, owner) => seal(newest(), key, owner),
    unwrap: (wrapped, owner) => {
      const [master = masterKeyBase64, ...former] = wrapping()
      for (const one of [master, ...former]) {
        const key = tryOpen(wrapKey(one), wrapped, owner)
        if (key !== undefined) return key
      }
      const fresh = wrapping(true).find((one) => tryOpen(wrapKey(one), wrapped, owner))
      return open(wrapKey(fresh ?? master), wrapped, owner)
    },
    isNewest: (wrapped, owner) => tryOpen(newest(), wrapped, owner) !== undefined,
    hashCode: (dataClass, code) =>
      createHmac('sha256', codeKey)
        .update(`${dataClass}|${code}`)
        .digest('base64url')
        .slice(0, CODE_HASH_CHARACTERS),
  }
}

/** What hashes codes, followed from the first master key of an installation; the way back to that key there is not. */
export function codeHashKeyOf(masterKeyBase64: string): string {
  return derive(readMasterKey(masterKeyBase64), 'hash sensitive codes').export().toString('base64')
}

function readMasterKey(base64: string): Buffer {
  const master = Buffer.from(base64, 'base64')
  if (master.length !== MASTER_KEY_BYTES)
    throw new RangeError(`the master key must be ${MASTER_KEY_BYTES} bytes of base64`)
  return master
}

/** The cipher tells that a key is another by throwing; here that is an answer. */
function tryOpen(key: KeyObject, wrapped: Uint8Array, owner: string): Buffer | undefined {
  try {
    return open(key, wrapped, owner)
  } catch {
    return undefined
  }
}

/** Made ready once: a cipher that is given bytes makes a key of them each time, which takes longer than encrypting. */
function derive(master: Buffer, use: string): KeyObject {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', master, '', `mach ${use}`, MASTER_KEY_BYTES)),
  )
}
