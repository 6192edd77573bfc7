import { hash } from 'node:crypto'
import type { FhirResource } from '#fhir'
import type { DataClass } from '#vocabulary/data-class'
import { newRecordId, bucketOf, type RecordId } from '#vocabulary/record-id'
import { classNumber } from './class-numbers.ts'
import type { DataKeys } from './data-keys.ts'
import { pack } from './pack.ts'
import { resourceTypeNumber } from './resource-types.ts'
import { seal } from './seal.ts'

/** One version of a resource on its way into an entry. */
export type VersionToWrite = {
  readonly resource: FhirResource
  readonly json: string
  readonly at?: Date
  readonly code?: string
  readonly version: number
  readonly inError: boolean
}

/** Who an entry is about, and where it comes from. */
export type EntryHead = {
  readonly person: RecordId
  readonly visit: RecordId | undefined
  readonly facility: string
  readonly submission: RecordId
  readonly ruleSet: string
  readonly visitAt: Date
  readonly acceptedAt: Date
}

/** An entry as its row, and the rows of its resources. */
export type PackedEntry = EntryHead & {
  readonly id: RecordId
  readonly dataClass: DataClass
  readonly body: Buffer
  readonly versions: readonly VersionToWrite[]
  /** By position; hashed where sensitive. */
  readonly codes: readonly (string | null)[]
  readonly types: readonly number[]
}

const FORMAT_PLAIN = 1
const FORMAT_SEALED = 2

/** Chance for the entry's own id comes from its place: submission and class name one entry. */
export function packEntry(
  head: EntryHead,
  dataClass: DataClass,
  versions: readonly VersionToWrite[],
  keys: DataKeys,
  key: Buffer | undefined,
): PackedEntry {
  const id = entryId(head, dataClass)
  const packed = pack(versions.map((version) => version.json))
  const sensitive = dataClass !== 'ordinary'
  if (sensitive && !key) throw new Error('a sensitive entry needs the data key of its class')
  const body = key
    ? Buffer.concat([Uint8Array.of(FORMAT_SEALED), seal(key, packed, id)])
    : Buffer.concat([Uint8Array.of(FORMAT_PLAIN), packed])
  return {
    ...head,
    id,
    dataClass,
    body,
    versions,
    codes: versions.map(({ code }) => codeFor(keys, dataClass, code)),
    types: versions.map(({ resource }) => resourceTypeNumber(resource.resourceType)),
  }
}

/** What may stand in the clear beside an entry of this class, to be searched by. */
function codeFor(keys: DataKeys, dataClass: DataClass, code: string | undefined): string | null {
  if (code === undefined || code === '') return null
  return dataClass === 'ordinary' ? code : keys.hashCode(dataClass, code)
}

function entryId(head: EntryHead, dataClass: DataClass): RecordId {
  const owner = `${head.person} ${head.visit ?? ''} ${head.submission} ${classNumber(dataClass)}`
  const digest = hash('sha256', owner, 'buffer')
  return newRecordId(head.acceptedAt, bucketOf(head.person), (count) => digest.subarray(0, count))
}

export function digestOf(json: string): Buffer {
  return hash('sha256', json, 'buffer')
}

export { FORMAT_PLAIN, FORMAT_SEALED }
