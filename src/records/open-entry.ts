import type { FhirResource } from '#fhir'
import type { RecordId } from '#vocabulary/record-id'
import type { DataKeys } from './data-keys.ts'
import { keyOwner } from './key-store.ts'
import { unpack } from './pack.ts'
import { FORMAT_SEALED } from './packed-entry.ts'
import { open } from './seal.ts'

type Sealed = {
  readonly id: RecordId
  readonly person: RecordId
  readonly data_class: number
  readonly body: Buffer
  readonly wrapped: Buffer | null
}

/** The JSON of an entry's resources; undefined when it is sealed and its key was erased. Throws when a bit was changed. */
export function openEntry(
  keys: DataKeys,
  entry: Sealed,
  wanted?: (position: number, beginning: string) => boolean,
): string[] | undefined {
  const { body, wrapped, person, data_class: classNumber } = entry
  if (body[0] !== FORMAT_SEALED) return unpack(body.subarray(1), wanted)
  if (!wrapped) return undefined
  const key = keys.unwrap(wrapped, keyOwner(person, classNumber))
  return unpack(open(key, body.subarray(1), entry.id), wanted)
}

/** The store's own JSON: it was a resource when it was written. */
export function parseResource(json: string): FhirResource {
  return JSON.parse(json) as FhirResource
}
