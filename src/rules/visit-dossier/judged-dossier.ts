import type { DossierTables } from '#vocabulary/dossier-tables'
import type { FacilityCode } from '#vocabulary/facility-code'

/** One visit dossier as it reaches the rules: read, bounded, nothing judged. */
export type JudgedDossier = {
  /** The facility that sent it. */
  readonly facility: FacilityCode
  readonly tables: DossierTables
  /** Names of tables in the envelope that no dictionary knows. */
  readonly unknownTables: readonly string[]
  readonly receivedAt: Date
  readonly signature: SignatureState
}

export type SignatureState = 'absent' | 'valid' | 'invalid' | 'unchecked'

/** A check-in file: the row or rows of one send. */
export type JudgedCheckIn = {
  readonly facility: FacilityCode
  readonly tables: DossierTables
  readonly receivedAt: Date
  readonly signature: SignatureState
}
