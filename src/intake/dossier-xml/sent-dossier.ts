import type { DossierTables } from '#vocabulary/dossier-tables'
import type { Finding } from '#vocabulary/finding'

/** One visit as it was sent. */
export type SentDossier = {
  readonly kind: 'dossier' | 'check-in'
  /** Whether it can be recorded at all; if not, `findings` say why and nothing else is to be relied on. */
  readonly readable: boolean
  /** MACSKCB of the envelope, as written. */
  readonly facility: string
  /** MA_LK, the sender's own key of the visit. */
  readonly linkCode: string
  readonly tables: DossierTables
  readonly unknownTables: readonly string[]
  /** What reading found, before any rule is asked. */
  readonly findings: readonly Finding[]
  readonly signed: boolean
  /** What is kept and delivered: the file as it came, or this dossier alone where several came in one file. */
  readonly bytes: Buffer
}

/** Longer than any MA_LK may be (100): what lies between is a finding, what lies beyond cannot be a key. */
export const LINK_CODE_LENGTH_MAX = 255
