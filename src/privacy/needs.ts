import type { CaseNeeds } from '#cases'
import type { DataKeys } from '#records'
import type { Registry } from '#registry'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import type { Outcome } from '#vocabulary/outcome'

/** A copy of one's own record, in one of its forms; made, and put on record as an export, by the health book. */
export type MakeCopy = (caller: Caller, form: 'pdf' | 'fhir') => Promise<Outcome<BytesAnswer>>

export type PrivacyNeeds = CaseNeeds & {
  readonly dataKeys: DataKeys
  readonly registry: Pick<Registry, 'findFacility'>
  readonly makeCopy: MakeCopy
  /** The secret of pseudonyms, kept apart from the keys of data. */
  readonly pseudonymKey: () => Promise<Uint8Array>
  /** Where browsers reach us. */
  readonly origin: string
}
