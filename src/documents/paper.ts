/**
 * What the papers of a visit say, as plain data: the words of the sender, ready to be set.
 *
 * Days are `yyyy-mm-dd` (a birth may be `yyyy` or `yyyy-mm`); instants are `Date`.
 * Codes have been turned into words before they come here; what is unknown is absent and is printed as a dotted line.
 */
export type Paper =
  | DischargePaper
  | ReferralPaper
  | ReExaminationPaper
  | RecordSummaryPaper
  | VisitPaper
  | BookPaper

export type PaperKind = Paper['kind']

export type FacilityOnPaper = {
  readonly code: string
  readonly name: string
  /** The body above the facility, as the form's first line wants it: "SỞ Y TẾ TỈNH QUẢNG NGÃI". A private facility has none. */
  readonly owner?: string
  readonly address?: string
}

export type PersonOnPaper = {
  readonly name: string
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly citizenNumber?: string
  readonly insuranceCards: readonly string[]
  readonly cardValidTo?: string
  readonly ethnicGroup?: string
  readonly nationality?: string
  readonly occupation?: string
  readonly workplace?: string
  readonly address?: string
  /** Parents or guardian, for a child or a person without capacity. */
  readonly parents?: readonly string[]
}

export type SignerOnPaper = {
  readonly name?: string | undefined
  readonly licence?: string | undefined
}

export type CodeOnPaper = { readonly code: string; readonly name: string }

/** What every paper issued by a facility carries. */
type IssuedPaper = {
  readonly facility: FacilityOnPaper
  readonly person: PersonOnPaper
  /** The visit's number between facility and insurance (MA_LK). */
  readonly linkCode: string
  /** The day on which the facility issued the original. */
  readonly issuedOn?: string
  readonly arrivedAt?: Date
  readonly admittedAt?: Date
  readonly leftAt?: Date
  readonly diagnosis: string
  readonly codes: readonly CodeOnPaper[]
  readonly doctor?: SignerOnPaper
  readonly head?: SignerOnPaper
}

/** Giấy ra viện. Source: Circular 25/2025/TT-BYT, annex II, form 02; data XML7. */
export type DischargePaper = IssuedPaper & {
  readonly kind: 'discharge'
  readonly archiveNumber?: string
  readonly patientNumber?: string
  readonly ward?: string
  readonly treatment?: string
  readonly note?: string
  readonly rest?: { readonly days: number; readonly from: string; readonly to: string }
  readonly pregnancyEnded?: {
    readonly reason?: string
    readonly at?: Date
    readonly weeks?: number
  }
}

/** Phiếu chuyển cơ sở khám bệnh, chữa bệnh. Source: Circular 01/2025/TT-BYT, annex VI; data XML13. */
export type ReferralPaper = IssuedPaper & {
  readonly kind: 'referral'
  readonly fileNumber?: string
  readonly bookNumber?: string
  readonly number?: string
  readonly to: FacilityOnPaper
  readonly earlierFacilities: readonly string[]
  readonly signs?: string
  readonly course?: string
  readonly results?: string
  readonly treatment?: string
  readonly state?: string
  /** 1 meets the conditions of referral, 2 beyond the facility's ability, 3 asked for by the patient. */
  readonly reason?: '1' | '2' | '3'
  readonly plan?: string
  readonly transport?: string
  readonly escort?: string
}

/** Phiếu hẹn khám lại. Source: Circular 01/2025/TT-BYT, annex V; data XML14. */
export type ReExaminationPaper = IssuedPaper & {
  readonly kind: 're-examination'
  readonly number?: string
  readonly on: string
}

/** Tóm tắt hồ sơ bệnh án. Source: Circular 25/2025/TT-BYT, annex II, form 03; data XML8. */
export type RecordSummaryPaper = IssuedPaper & {
  readonly kind: 'record-summary'
  readonly admissionDiagnosis?: string
  readonly course?: string
  readonly results?: string
  readonly treatment?: string
  readonly outcome?: string
  readonly plan?: string
  readonly note?: string
}

export type MedicineOnPaper = {
  readonly name: string
  readonly strength?: string | undefined
  readonly quantity?: string | undefined
  readonly dose?: string | undefined
  readonly suppliedOn?: string | undefined
  readonly days?: number | undefined
}

export type ResultOnPaper = {
  readonly name: string
  readonly value: string
  readonly unit?: string | undefined
  readonly range?: string | undefined
  readonly flag?: 'low' | 'high'
  readonly at?: Date
}

export type CostsOnPaper = {
  readonly total: number
  readonly insurance: number
  readonly copayment: number
  readonly self: number
  readonly other: number
}

/** One visit as the book shows it. Source: QĐ 31/QĐ-BYT 2026, art. 3: a PDF per visit. */
export type VisitPaper = IssuedPaper & {
  readonly kind: 'visit'
  readonly formOfCare?: string
  readonly reason?: string
  readonly plainWords?: string
  readonly admissionDiagnosis?: string
  readonly wards: readonly string[]
  readonly treatment?: string
  readonly outcome?: string
  readonly discharge?: string
  readonly procedures: readonly { readonly name: string; readonly on?: string | undefined }[]
  readonly medicines: readonly MedicineOnPaper[]
  readonly results: readonly {
    readonly title: string
    readonly lines: readonly ResultOnPaper[]
    readonly text?: string
  }[]
  /** Lines that the visit has beyond those given here. */
  readonly leftOut?: {
    readonly medicines: number
    readonly results: number
    readonly procedures: number
  }
  readonly advice?: string
  readonly reExaminationOn?: string
  readonly costs?: CostsOnPaper
}

/** The whole book on a few pages, for somebody who meets the person for the first time. */
export type BookPaper = {
  readonly kind: 'book'
  readonly person: PersonOnPaper
  readonly bloodGroup?: string
  /** Absent information about allergies is printed as absent, never as "none". */
  readonly allergies: readonly string[]
  readonly conditions: readonly {
    readonly code: string
    readonly name: string
    readonly firstOn?: string | undefined
    readonly lastOn?: string | undefined
    readonly visits: number
  }[]
  readonly vitals: readonly ResultOnPaper[]
  readonly medicines: readonly (MedicineOnPaper & { readonly facility: string })[]
  readonly visits: readonly {
    readonly on: string
    readonly to?: string
    readonly facility: string
    readonly formOfCare?: string
    readonly diagnosis: string
  }[]
}

/** How a paper is to be set. */
export type PrintOptions = {
  /** When the copy was made: printed on it. */
  readonly printedAt: Date
  /** For weak eyes: a third larger. */
  readonly largePrint?: boolean
}
