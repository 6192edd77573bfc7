type Slot = { readonly days: readonly number[]; readonly from: string; readonly to: string }

/** What a field of a synthetic file holds; the registry knows the same shapes, and judges them. */
export type FieldValue = string | number | boolean | readonly string[] | readonly Slot[]

/** One thing said of somebody, from one day to another. */
export type Statement = {
  readonly id: string
  readonly section: string
  readonly from?: string
  readonly to?: string
  readonly values: Readonly<Record<string, FieldValue>>
  readonly provenance: Readonly<
    Record<
      string,
      {
        readonly source: 'synthetic'
        readonly enteredBy: string
        readonly enteredAt: string
        readonly verifiedBy: string
        readonly verifiedAt: string
      }
    >
  >
}

/** The file of a facility or of a practitioner, as it is handed to the registry. */
export type SyntheticFile = {
  readonly kind: 'facility' | 'practitioner'
  readonly province: string
  readonly dataState:
    | 'draft'
    | 'submitted'
    | 'returned'
    | 'published'
    | 'confirmed'
    | 'declared'
    | 'claimed'
    | 'unclaimed'
  readonly isPublished: boolean
  readonly isListed?: boolean
  readonly account?: string
  readonly statements: readonly Statement[]
}
