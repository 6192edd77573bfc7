import type { RandomBytes } from '#vocabulary/record-id'
import { tokenHash } from '../sealing.ts'

/** Letters and digits that are not taken for one another on paper: 32 of them, 5 bits each. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** 16 signs are 80 bits: too many to guess, so the hash needs no salt. */
const LENGTH = 16

/** A new code as it stands on paper: `7KQ2-M9XD-…`. */
export function newRecoveryCode(random: RandomBytes): string {
  const signs = Array.from(random(LENGTH), (byte) => SIGNS[byte % SIGNS.length] ?? '')
  return (signs.join('').match(/.{4}/g) ?? []).join('-')
}

/** What is kept of a code; undefined when what was typed cannot be one. */
export function recoveryCodeHash(typed: string): Buffer | undefined {
  const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return signs.length === LENGTH ? tokenHash(`recovery:${signs}`) : undefined
}
