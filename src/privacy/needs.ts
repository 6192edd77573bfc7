import type { CaseNeeds } from '#cases'
import type { DataKeys } from '#records'
import type { Registry } from '#registry'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import type { Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'

/** A copy of a person's record, in one of its forms; decided on, made, and put on record as an export, by the health book. */
export type MakeCopy = (
  caller: Caller,
  person: RecordId,
  form: 'pdf' | 'fhir',
) => Promise<Outcome<BytesAnswer>>

export type PrivacyNeeds = CaseNeeds & {
  readonly dataKeys: DataKeys
  readonly registry: Pick<Registry, 'findFacility'>
  readonly makeCopy: MakeCopy
  /** The secret of pseudonyms, kept apart from the keys of data. */
  readonly pseudonymKey: () => Promise<Uint8Array>
  /** Where browsers reach us. */
  readonly origin: string
}
