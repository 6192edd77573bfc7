import { createHash } from 'node:crypto'
import type { RandomBytes } from '#vocabulary/record-id'

/** A pass is good for 15 minutes: from the waiting room to the desk. */
export const PASS_MINUTES = 15

/** A facility that took a pass may look at the record for 4 hours: one consultation with its tests. */
export const PASS_OPENS_HOURS = 4

/** Letters and digits that are not mistaken for one another when read aloud (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16

/** A new code of 80 random bits, in four groups for the eye: `7K2M-XQ0B-…`. */
export function newPassCode(random: RandomBytes): string {
  const letters = Array.from(random(CODE_LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length))
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What is kept of a code. Groups, case and the letters that look like digits do not matter. */
export function passHash(code: string): Buffer {
  const letters = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return createHash('sha256').update(letters).digest()
}
