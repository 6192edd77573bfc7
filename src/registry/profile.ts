/** What a profile is about. */
export type SubjectKind = 'facility' | 'practitioner'

/**
 * Weekly hours of one span: `days` count 1 (Monday) to 7 (Sunday), times are `HH:MM` in Vietnam. An end at or before the beginning is of
 * the next day. `24:00` ends a day.
 */
export type Slot = { readonly days: readonly number[]; readonly from: string; readonly to: string }

/** What a field holds. Days are `yyyy-mm-dd`. */
export type FieldValue = string | number | boolean | readonly string[] | readonly Slot[]

/** Who vouches for a value: the person or facility itself, a decision, the population database, a list that was brought in, our own trial data. */
export type ValueSource =
  | 'practitioner'
  | 'facility'
  | 'authority'
  | 'population-database'
  | 'import'
  | 'synthetic'

/** Where a value comes from and until when it counts as confirmed. Instants are ISO 8601 in UTC, `nextReview` is a day. */
export type Provenance = {
  readonly source: ValueSource
  readonly enteredBy: string
  readonly enteredAt: string
  readonly verifiedBy?: string
  readonly verifiedAt?: string
  readonly nextReview?: string
}

/**
 * One thing said of a subject, in force from one day to another: an address, a licence, a registration. Both days count. An absent first day
 * is the beginning, an absent last day is open.
 */
export type Statement = {
  readonly id: string
  readonly section: string
  readonly from?: string
  readonly to?: string
  readonly values: Readonly<Record<string, FieldValue>>
  /** By field; `*` is of every field that does not stand for itself. */
  readonly provenance: Readonly<Record<string, Provenance>>
  /** Digests (SHA-256, hex) of the papers that prove it. */
  readonly attached?: readonly string[]
}

/** The whole file of a facility or a practitioner, as it was believed when this version was written. */
export type Profile = {
  /** The key of the subject, for good; codes and numbers change, it does not. */
  readonly subject: string
  readonly kind: SubjectKind
  readonly statements: readonly Statement[]
}

/** Whether a statement is in force on a day, `yyyy-mm-dd`. */
export function isInForce({ from, to }: Pick<Statement, 'from' | 'to'>, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to)
}

/** The profile with those statements alone that are in force on a day. */
export function asOf(profile: Profile, day: string): Profile {
  return { ...profile, statements: profile.statements.filter((one) => isInForce(one, day)) }
}

/** The statements of a section, in force on a day when one is given; the latest first. */
export function statementsOf(profile: Profile, section: string, day?: string): Statement[] {
  return profile.statements
    .filter((one) => one.section === section && (day === undefined || isInForce(one, day)))
    .toSorted((one, other) => (other.from ?? '').localeCompare(one.from ?? ''))
}

/** Where a value comes from. Undefined when the statement says nothing of it. */
export function provenanceOf(statement: Statement, field: string): Provenance | undefined {
  if (statement.values[field] === undefined) return undefined
  return statement.provenance[field] ?? statement.provenance['*']
}

/** A value that must be text; undefined when it is absent or something else. */
export function textOf(statement: Statement | undefined, field: string): string | undefined {
  const value = statement?.values[field]
  return typeof value === 'string' ? value : undefined
}

/** Weekly hours; none when the field is absent, which is not the same as hours that are known to be none. */
export function slotsOf(statement: Statement | undefined, field: string): readonly Slot[] {
  const value = statement?.values[field]
  return Array.isArray(value) ? value.filter(isSlot) : []
}

/** Codes of a field that holds several. */
export function codesOf(statement: Statement | undefined, field: string): readonly string[] {
  const value = statement?.values[field]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function isSlot(value: unknown): value is Slot {
  return typeof value === 'object' && value !== null && 'days' in value
}

/** The statements of a kept document. They were judged when they were written, so that their shape is believed. */
export function readStatements(body: unknown): readonly Statement[] {
  const { statements } = body as { readonly statements: readonly Statement[] }
  return statements
}
