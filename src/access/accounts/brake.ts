import { createHash } from 'node:crypto'

/** How many attempts may fail before the next must wait, and for how long. The wait doubles with each further failure. */
export type Brake = {
  readonly failuresFree: number
  readonly waitSecondsFirst: number
  readonly waitSecondsMax: number
  /** After this long without an attempt the count begins anew. */
  readonly forgetSeconds: number
}

/** Five wrong passwords for one name, then 30 s, 1 min … 15 min. Source: TCVN 14423:2026, lock-out after failed sign-in. */
export const NAME_BRAKE: Brake = {
  failuresFree: 5,
  waitSecondsFirst: 30,
  waitSecondsMax: 900,
  forgetSeconds: 3_600,
}

/** A whole hospital may share one address, so it gets a hundred. */
export const ADDRESS_BRAKE: Brake = {
  failuresFree: 100,
  waitSecondsFirst: 30,
  waitSecondsMax: 900,
  forgetSeconds: 900,
}

/** Names are kept by digest: a mistyped one can be somebody's password. */
export function brakeKey(kind: 'name' | 'address' | 'wire' | 'factor', tried: string): string {
  return `${kind}:${createHash('sha256').update(tried).digest('hex')}`
}

/** Hospital software that sends a wrong password from one address; others of the hospital are not held up by it. */
export const WIRE_BRAKE: Brake = {
  failuresFree: 10,
  waitSecondsFirst: 10,
  waitSecondsMax: 300,
  forgetSeconds: 900,
}
