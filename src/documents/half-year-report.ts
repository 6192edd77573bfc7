/**
 * The half-year report of a health department on the electronic health book, as data.
 * Layout: Decree 30/2020/NĐ-CP, annex I (administrative documents).
 */
export type HalfYearReport = {
  readonly department: {
    /** "SỞ Y TẾ TỈNH QUẢNG NGÃI". */
    readonly name: string
    /** "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI". */
    readonly parent: string
    /** Where the document is signed: "Quảng Ngãi". */
    readonly place: string
    /** For the number of the document: "SYT". */
    readonly abbreviation: string
  }
  readonly year: number
  readonly half: 1 | 2
  /** The period counted, `yyyy-mm-dd`; `to` lies in it. */
  readonly from: string
  readonly to: string
  /** The day on the document; absent leaves the dotted line for the clerk. */
  readonly issuedOn?: string
  readonly number?: string
  readonly totals: HalfYearTotals
  readonly byMonth: readonly HalfYearMonth[]
  readonly byFacility: readonly HalfYearFacility[]
  readonly topFindings: readonly {
    readonly rule: string
    readonly text: string
    readonly count: number
    readonly facilities: number
  }[]
  readonly difficulties: readonly string[]
  readonly proposals: readonly string[]
  /** "Nơi nhận", one line each; a default is printed when empty. */
  readonly recipients: readonly string[]
  readonly signer?: { readonly title: string; readonly name?: string }
}

export type HalfYearTotals = {
  readonly facilities: number
  readonly facilitiesSending: number
  readonly received: number
  readonly accepted: number
  /** Recorded and delivered with errors, marked "còn lỗi"; contained in `accepted`. */
  readonly acceptedWithErrors: number
  readonly refused: number
  readonly persons: number
  readonly uninsuredVisits: number
  readonly delivered: number
  readonly waiting: number
  readonly late: number
}

export type HalfYearMonth = {
  /** `yyyy-mm`. */
  readonly month: string
  readonly received: number
  readonly accepted: number
  readonly refused: number
}

export type HalfYearFacility = {
  readonly code: string
  readonly name: string
  readonly received: number
  readonly accepted: number
  readonly acceptedWithErrors: number
  readonly refused: number
  readonly persons: number
  readonly waiting: number
}
