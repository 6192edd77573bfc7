import type { Bilingual } from './bilingual.ts'

/**
 * One thing that a rule has to say about a message: where, what is wrong, on what ground, how to mend it.
 *
 * - `error`: the message contradicts a rule in force (Lỗi).
 * - `warning`: worth a look, or a rule whose source is uncertain (Cảnh báo); never refuses.
 * - `notice`: a check that could not be made, for instance because a list is not loaded for that date.
 */
export type Finding = {
  readonly rule: string
  readonly severity: FindingSeverity
  /** In the sender's own words: `XML2[3]/MA_THUOC`. Lines count from 1; `XML1/HO_TEN`; `XML4` for a whole table. */
  readonly at: string
  readonly message: Bilingual
  readonly remedy: Bilingual
  /** The instrument and article that the rule comes from. */
  readonly source: string
}

export type FindingSeverity = 'error' | 'warning' | 'notice'
