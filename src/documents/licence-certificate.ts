/** A practice licence as the public may see it, as data. Days are `yyyy-mm-dd`. */
export type LicenceCertificate = {
  /** GPHN of since 2024, CCHN of before. */
  readonly documentType: string
  readonly number: string
  readonly name: string
  /** "Bác sĩ". */
  readonly title?: string | undefined
  readonly scopes: readonly string[]
  /** Scopes that are suspended now. */
  readonly without: readonly string[]
  readonly issuer?: string | undefined
  readonly issuedOn?: string | undefined
  readonly validTo?: string | undefined
  /** The signed text that the code holds. */
  readonly signedText: string
  /** Where anybody verifies it: an address. */
  readonly verifyAt: string
}
