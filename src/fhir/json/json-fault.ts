/** Why a text is no JSON that the platform takes. */
export type JsonFault = {
  readonly why:
    | 'not-json'
    | 'duplicate-key'
    | 'too-deep'
    | 'too-many-values'
    | 'lone-surrogate'
    | 'number-too-large'
    | 'forbidden-key'
  /** Where it was noticed, in UTF-16 units from the beginning of the text. */
  readonly at: number
  /** The key in question, for what concerns a key. */
  readonly key?: string
}

/** What one text may hold at most. */
export type JsonLimits = {
  /** Objects and arrays within one another. */
  readonly depth: number
  /** Values of any kind in all. */
  readonly values: number
}

/** Thrown inside the scanner only; never leaves it. */
export class Stopped extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault) {
    super(fault.why)
    this.fault = fault
  }
}
