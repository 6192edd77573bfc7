import type { Bilingual } from './bilingual.ts'

/**
 * The answer of a call that may be refused.
 *
 * A refusal is for the caller to read: a wrong code, a stale version, a missing right.
 * An exception is for us to read: a bug or a lost connection. Nothing catches one to decide what to do.
 */
export type Outcome<Value> = Accepted<Value> | Refusal

export type Accepted<Value> = { readonly ok: true; readonly value: Value }
export type Refusal = { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] }

export type ProblemKind =
  | 'incorrect'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'unavailable'
  | 'too-many'

export type Problem = {
  readonly kind: ProblemKind
  /** Stable, for machines and for message catalogues: 'citizen-number.not-12-digits'. */
  readonly code: string
  /** Where in the input, in the words of the sender: 'XML1/SO_CCCD'. */
  readonly at?: string
  /** What exactly, where a text that fits every case does not say it: with which hours a registration clashes. Nothing secret. */
  readonly detail?: Bilingual
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value }
}

export function refuse(kind: ProblemKind, code: string, at?: string): Refusal {
  return { ok: false, problems: [at === undefined ? { kind, code } : { kind, code, at }] }
}
