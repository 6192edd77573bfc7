import type { FindingSeverity } from '#vocabulary/finding'

/** Everything that a facility has to mend, sorted so that each ward gets its own sheet. */
export type FindingsByWard = {
  readonly facility: { readonly code: string; readonly name: string }
  /** Days of the visits' end, `yyyy-mm-dd`. */
  readonly from: string
  readonly to: string
  readonly wards: readonly WardFindings[]
}

export type WardFindings = {
  readonly code: string
  readonly name: string
  readonly doctors: readonly DoctorFindings[]
}

export type DoctorFindings = {
  /** Licence number (GPHN/CCHN); empty when the dossier names nobody. */
  readonly licence: string
  readonly name?: string
  readonly dossiers: readonly DossierFindings[]
}

export type DossierFindings = {
  readonly linkCode: string
  readonly receipt?: string
  readonly patientName: string
  readonly patientNumber?: string
  /** The end of the visit, `yyyy-mm-dd`. */
  readonly leftOn?: string
  readonly findings: readonly {
    readonly severity: FindingSeverity
    readonly at: string
    readonly message: string
    readonly remedy: string
    readonly rule: string
  }[]
}
