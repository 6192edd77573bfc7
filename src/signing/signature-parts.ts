/** What a signature in an envelope says of itself, with the canonical bytes that it is about. */
export type SignatureParts = {
  readonly signedInfo: Buffer
  readonly method: string
  readonly value: Buffer
  /** The first X509Certificate of KeyInfo, DER. */
  readonly certificate?: Buffer
  readonly references: readonly ReferenceParts[]
}

export type ReferenceParts = {
  readonly covers: 'document' | 'signature-object'
  readonly digestMethod: string
  readonly digest: Buffer
  readonly content: Buffer
}

/** Why no parts could be taken out. `unknown-…`: not a fault, but nothing that we can check. */
export type PartsProblem =
  | 'absent'
  | 'malformed'
  | 'doctype'
  | 'too-many-elements'
  | 'misplaced'
  | 'reference-not-root'
  | 'unknown-profile'
  | 'unknown-canonicalisation'
