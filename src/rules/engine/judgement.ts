import type { Finding } from '#vocabulary/finding'

/** What the rules have to say about one message. */
export type Judgement = {
  /** In the order of the message; at most `FINDINGS_LIMIT`. */
  readonly findings: readonly Finding[]
  /** Of all findings, those beyond the limit included. */
  readonly counts: { readonly error: number; readonly warning: number; readonly notice: number }
  /** Whether findings beyond the limit were counted and left out. */
  readonly truncated: boolean
  /** The dictionary, pack and settings it was judged by: `visit-dossier/1931/2026-11-20`. */
  readonly ruleSet: string
  /** The moment that chose dictionary and lists, where the message tells it. */
  readonly endOfVisit?: Date
}
