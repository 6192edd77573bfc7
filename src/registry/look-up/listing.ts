import { createHash } from 'node:crypto'
import type { LicencePeriod } from '../licence/licence.ts'
import type { FieldValue, Statement, SubjectKind } from '../profile.ts'
import type { ProfileDefinition } from '../profile-definition.ts'
import type { Position } from './spot.ts'
import type { WeekSpan } from './terms.ts'

/** A statement with its public fields alone. */
export type PublicStatement = Pick<Statement, 'section' | 'from' | 'to'> & {
  readonly values: Readonly<Record<string, FieldValue>>
}

/** How a licence stands over a span of days, as far as the public is told: no ground, no decision behind it. */
export type PublicPeriod = Pick<
  LicencePeriod,
  'from' | 'until' | 'state' | 'number' | 'documentType' | 'title' | 'scopesAffected' | 'expiresOn'
>

/** What the public may know of a subject. */
export type PublicFacts = {
  readonly statements: readonly PublicStatement[]
  /** Of a practitioner: what is not yet over of the licence's life. */
  readonly periods: readonly PublicPeriod[]
  /** Of a practitioner: the code of the first place of work. */
  readonly main?: string
}

/** Days from one to another, the last no longer part of it; absent: open. */
export type DaySpan = { readonly from?: string; readonly until?: string }

/** One subject as the public finds it. */
export type Listing = {
  readonly subject: string
  readonly kind: SubjectKind
  readonly code?: string
  readonly name: string
  readonly terms: readonly string[]
  readonly listed: readonly DaySpan[]
  readonly open: readonly WeekSpan[]
  readonly position?: Position
  readonly facts: PublicFacts
}

/** Kept for what the licence is read from; of others what is over is not told. */
const KEPT_WHEN_OVER = new Set(['licence', 'operating-licence'])

/** Decisions and confirmations are told as the state that follows from them, never one by one: what was lifted is not held against anybody. */
const NEVER_TOLD = new Set(['licence-event', 'operating-licence-event', 'confirmation'])

/** The statements of a published file without any field that its definition does not call public, and without what is over. */
export function publicStatements(
  definition: ProfileDefinition,
  statements: readonly Statement[],
  today: string,
): PublicStatement[] {
  return statements.flatMap(({ section, from, to, values }): PublicStatement[] => {
    if (NEVER_TOLD.has(section)) return []
    if (to !== undefined && to < today && !KEPT_WHEN_OVER.has(section)) return []
    const fields = definition.sections[section]?.fields ?? {}
    const told = Object.entries(values).filter(([name]) => fields[name]?.sensitivity === 'public')
    if (told.length === 0) return []
    const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    return [{ section, ...days, values: Object.fromEntries(told) }]
  })
}

/** The place of a subject in the order of results: by chance, but always the same. A whole number of 52 bits. */
export function shuffleOf(subject: string): number {
  return createHash('sha256').update(subject).digest().readUIntBE(0, 6)
}

/** The key of a facility that has no file yet. It follows from the code. */
export function keyOfCode(code: string): string {
  const hex = createHash('sha256').update(`facility ${code}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
