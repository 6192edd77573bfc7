import { setImmediate } from 'node:timers/promises'
import { insistOnPermit, maySee, maySeeResource, type PermittedRecord } from '#access'
import type { FhirResource, ResourceType } from '#fhir'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { classOfNumber } from './class-numbers.ts'
import type { DataKeys } from './data-keys.ts'
import { openEntry, parseResource } from './open-entry.ts'
import {
  type Bounds,
  type EntryRow,
  findChanges,
  findCurrent,
  findEntries,
  findVersions,
  hasVisit,
  type VersionRow,
} from './read-store.ts'

/** Resources accepted together, of one person, one visit, one data class, as they stand now; what was taken back is not among them. */
export type StoredEntry = {
  readonly person: RecordId
  /** Absent for what belongs to the person and to no visit: the Patient. */
  readonly visit?: RecordId
  readonly dataClass: DataClass
  readonly facility: FacilityCode
  readonly acceptedAt: Date
  readonly submission: RecordId
  readonly ruleSet: string
  readonly resources: readonly FhirResource[]
  /** How many resources of a type stand in the entry and were left unread. */
  readonly unread?: ReadonlyMap<string, number>
}

/** What a reader needs of a record; the rest is counted and left unread. */
export type Reading = {
  /** Absent: all types. */
  readonly types?: readonly ResourceType[]
  /** Of one type, no more than so many in an entry. */
  readonly perEntry: number
  /** Of one type, no more than so many in the record. */
  readonly perRecord: number
}

const EVERYTHING: Reading = { perEntry: Infinity, perRecord: Infinity }

/** Entries as they lie in the store, fetched under a permit and not yet opened. */
export type ClosedEntries = {
  readonly permit: PermittedRecord
  readonly rows: readonly EntryRow[]
}

/** One version of one resource. */
export type StoredVersion = StoredEntry & {
  readonly version: number
  /** This version takes the resource back. */
  readonly inError: boolean
}

/** One visit of the person whom the permit names, after the Patient; only the Patient when they have no such visit. */
export async function readVisit(
  db: Database | Trx,
  keys: DataKeys,
  permit: PermittedRecord,
  visit: RecordId,
): Promise<StoredEntry[]> {
  return openEntries(keys, await fetchEntries(db, permit, { visit }))
}

/**
 * Fetches what the permit shows, without opening: a huge record is opened after the snapshot is let go.
 * Throws for a permit that the policy did not make.
 */
export async function fetchEntries(
  db: Database | Trx,
  permit: PermittedRecord,
  bounds: Bounds,
): Promise<ClosedEntries> {
  insistOnPermit(permit)
  const rows = await withScope(db, scopeOf(permit), (trx) => findEntries(trx, permit, bounds))
  return { permit, rows }
}

/** The database keeps to the same persons as the permit. */
function scopeOf({ persons }: PermittedRecord) {
  return { persons }
}

/** Whether a visit stands in the record of a person, under any of the keys, seen or hidden: yes or no, and nothing of it. */
export function isVisitOf(
  db: Database | Trx,
  persons: readonly RecordId[],
  visit: RecordId,
): Promise<boolean> {
  return withScope(db, { persons }, (trx) => hasVisit(trx, persons, visit))
}

/** The whole record, Patient first, then the newest visit first. `from` and `to` (exclusive) bound the beginning of the visit. */
export async function readRecord(
  db: Database | Trx,
  keys: DataKeys,
  permit: PermittedRecord,
  period: Pick<Bounds, 'from' | 'to'> = {},
): Promise<StoredEntry[]> {
  return openEntries(keys, await fetchEntries(db, permit, period))
}

/** The newest version of one resource, also one that was taken back; undefined when there is none or it may not be seen. */
export async function readResource(
  db: Database | Trx,
  keys: DataKeys,
  permit: PermittedRecord,
  id: RecordId,
): Promise<StoredVersion | undefined> {
  insistOnPermit(permit)
  const row = await withScope(db, scopeOf(permit), (trx) => findCurrent(trx, id))
  return row && showVersion(keys, permit, row)
}

/**
 * Every version of one resource that may be seen, the newest first. What is known to be sensitive today was sensitive
 * before it was known: whoever may not see the newest version sees none.
 */
export async function readVersions(
  db: Database | Trx,
  keys: DataKeys,
  permit: PermittedRecord,
  id: RecordId,
): Promise<StoredVersion[]> {
  insistOnPermit(permit)
  const rows = await withScope(db, scopeOf(permit), (trx) => findVersions(trx, id))
  const [newest] = rows
  if (!newest || !maySee(permit, describe(newest))) return []
  return rows.flatMap((row) => showVersion(keys, permit, row) ?? [])
}

export type RecordChange = {
  readonly transaction: string
  readonly ordinal: number
  readonly kind: 'written' | 'visit-left'
  readonly person: RecordId
  readonly visit?: RecordId
  readonly entry?: RecordId
}

/** What changed after a position, in order within each bucket; nothing is ever skipped. Begin with transaction '0', ordinal 0. */
export async function readChanges(
  db: Database,
  after: { readonly transaction: string; readonly ordinal: number },
  limit: number,
): Promise<RecordChange[]> {
  const rows = await withScope(db, { work: 'changes' }, (trx) => findChanges(trx, after, limit))
  return rows.map(({ transaction, ordinal, kind, person, visit, entry }) => ({
    transaction,
    ordinal,
    kind: kind === 1 ? 'written' : 'visit-left',
    person,
    ...(visit && { visit }),
    ...(entry && { entry }),
  }))
}

/**
 * Opens what may be seen, entry by entry; between two entries others get their turn.
 * An entry that may not be seen is never decrypted.
 */
export async function openEntries(
  keys: DataKeys,
  { permit, rows }: ClosedEntries,
  reading: Reading = EVERYTHING,
): Promise<StoredEntry[]> {
  const shown: StoredEntry[] = []
  const read = new Map<string, number>()
  for (const row of rows) {
    const entry = describe(row)
    if (!maySee(permit, entry)) continue
    const opened = openWanted(keys, permit, row, reading, read)
    if (opened.resources.length > 0 || opened.unread.size > 0) shown.push({ ...entry, ...opened })
    await setImmediate()
  }
  return shown
}

function openWanted(
  keys: DataKeys,
  permit: PermittedRecord,
  row: EntryRow,
  { types, perEntry, perRecord }: Reading,
  read: Map<string, number>,
) {
  const gone = new Set([...(row.superseded ?? []), ...(row.in_error ?? [])])
  const here = new Map<string, number>()
  const unread = new Map<string, number>()
  const wanted = (position: number, beginning: string) => {
    if (gone.has(position)) return false
    const type = TYPE.exec(beginning)?.[1] ?? ''
    const [inEntry, inRecord] = [here.get(type) ?? 0, read.get(type) ?? 0]
    const isAsked = types === undefined || types.some((one) => one === type)
    if (!isAsked || inEntry >= perEntry || inRecord >= perRecord) {
      unread.set(type, (unread.get(type) ?? 0) + 1)
      return false
    }
    here.set(type, inEntry + 1)
    read.set(type, inRecord + 1)
    return true
  }
  const resources = (openEntry(keys, row, wanted) ?? [])
    .map(parseResource)
    .filter((resource) => maySeeResource(permit, resource))
  // What scopes leave out is not counted either.
  return { resources, unread: permit.scopes === undefined ? unread : new Map<string, number>() }
}

/** Every resource is written with its type first. */
const TYPE = /^\{"resourceType":"([A-Za-z]+)"/

function showVersion(
  keys: DataKeys,
  permit: PermittedRecord,
  row: VersionRow,
): StoredVersion | undefined {
  const entry = describe(row)
  if (!maySee(permit, entry)) return undefined
  const [json] = openEntry(keys, row, (position) => position === row.position) ?? []
  if (json === undefined) return undefined
  const resource = parseResource(json)
  if (!maySeeResource(permit, resource)) return undefined
  const { version, is_in_error: inError } = row
  return { ...entry, resources: [resource], version, inError }
}

function describe(row: EntryRow): Omit<StoredEntry, 'resources'> {
  return {
    person: row.person,
    dataClass: classOfNumber(row.data_class),
    facility: row.facility,
    acceptedAt: row.accepted_at,
    submission: row.submission,
    ruleSet: row.rule_set,
    ...(row.visit && { visit: row.visit }),
  }
}
