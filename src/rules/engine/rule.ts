import type { Bilingual } from '#vocabulary/bilingual'

/** A calendar day of the law, `yyyy-mm-dd`. Days in this form compare as text. */
export type Day = string

/**
 * One dated, cited rule about a subject (a visit dossier, a check-in file, …).
 *
 * A rule says only *that* and *where* something is wrong; who may refuse on it is decided elsewhere.
 */
export type Rule<Subject> = {
  /** Stable, `family.what-is-wrong`: `totals.drugs`. */
  readonly id: string
  /** Instrument and article, in the words of the law: `QĐ 130/QĐ-BYT, bảng 1, T_THUOC`. */
  readonly instrument: string
  /** In force on days from here … */
  readonly validFrom?: Day
  /** … to here, both included. */
  readonly validTo?: Day
  readonly severity: 'error' | 'warning'
  /**
   * - `certain`: an official text says so, or structure and arithmetic.
   * - `practice`: what checkers of hospitals and of the insurance do.
   * - `uncertain`: reported by one source only; an operator may switch it.
   */
  readonly confidence: 'certain' | 'practice' | 'uncertain'
  /** Not judged unless a setting switches it on. */
  readonly off?: true
  /** `{value}` and the like are filled by the check. */
  readonly message: Bilingual
  readonly remedy: Bilingual
  /** One case that passes and one that fails: the proof of the rule, and its documentation. */
  readonly examples: { readonly passes: Example; readonly fails: Example }
  readonly check: (subject: Subject, report: Report) => void
}

/**
 * Says that the rule is broken at a place.
 *
 * A check may soften its own finding to a warning, for instance when only a starter list is loaded.
 */
export type Report = (at: string, values?: RuleValues, soften?: 'warning') => void

export type RuleValues = Readonly<Record<string, string | number>>

/** A case as changes to a named base: place to new value; null removes the field, the row or the table. */
export type Example = {
  readonly base: string
  readonly changes: Readonly<Record<string, string | null>>
}
