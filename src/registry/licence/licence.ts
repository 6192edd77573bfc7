import type { LICENCE_EVENT_KINDS, DOCUMENT_TYPES } from '../practice/practice-rules.ts'

/** A minute in Vietnam, `yyyy-mm-ddTHH:MM`: compares as text. */
export type LocalMinute = string

export type LicenceEventKind = (typeof LICENCE_EVENT_KINDS)[number]
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** Something that happened to somebody's licence, from a minute on. Days are `yyyy-mm-dd`. */
export type LicenceEvent = {
  /** The statement that says so. */
  readonly statement: string
  readonly kind: LicenceEventKind
  readonly at: LocalMinute
  /** As printed: of an issue, and of a reissue when it gave another. */
  readonly number?: string | undefined
  readonly documentType?: DocumentType | undefined
  readonly title?: string | undefined
  /** The last day: of the licence, or of a suspension. */
  readonly until?: string | undefined
  /** Of a suspension; absent: whole. */
  readonly extent?: 'whole' | 'part' | undefined
  readonly scopesAffected?: readonly string[] | undefined
  readonly ground?: string | undefined
  /** Of a revocation: the first day on which a new licence may be issued. */
  readonly reissueFrom?: string | undefined
}

export type LicenceState = 'valid' | 'suspended' | 'suspended-partial' | 'expired' | 'revoked'

/** How somebody's licence stood from one minute until another, which is no longer part of it. */
export type LicencePeriod = {
  readonly from: LocalMinute
  readonly until?: LocalMinute
  readonly state: LicenceState
  readonly number: string
  readonly documentType: DocumentType
  readonly title?: string
  readonly scopesAffected?: readonly string[]
  /** The last day of the licence; absent: no term, or not known. */
  readonly expiresOn?: string
  /** The last day of a suspension, where the decision names one. */
  readonly suspendedUntil?: string
  readonly reissueFrom?: string
  /** What the period rests on: the event that began it. */
  readonly statement: string
}

/** The beginning of a calendar day. */
export function dayBegins(day: string): LocalMinute {
  return `${day}T00:00`
}

/** The calendar day that many days later; earlier when below zero. */
export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/**
 * The day of the same number that many months later, or the last of a shorter month.
 * Source: Civil Code 91/2015/QH13, art. 148 (a term by months or years ends on the same day of the last month).
 */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}
