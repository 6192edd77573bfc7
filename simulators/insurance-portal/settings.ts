import type { RandomBytes } from '#vocabulary/record-id'

export type PortalSettings = {
  readonly port: number
  /** The VNeID book, which gets every accepted dossier. */
  readonly book?: URL
  /** How long after reception a dossier is judged. */
  readonly judgeAfterMs: number
  readonly tokenSeconds: number
  readonly now: () => Date
  readonly random: RandomBytes
}
