import { type RawBuilder, sql } from 'kysely'
import type { PermittedRecord } from '#access'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import { visibleEntries } from './visible-store.ts'

/** An entry as it lies in the store, and which of its positions are no longer current. */
export type EntryRow = {
  readonly id: RecordId
  readonly person: RecordId
  readonly visit: RecordId | null
  readonly data_class: number
  readonly facility: FacilityCode
  readonly visit_at: Date
  readonly accepted_at: Date
  readonly submission: RecordId
  readonly rule_set: string
  readonly in_error: number[] | null
  readonly superseded: number[] | null
  readonly body: Buffer
  readonly wrapped: Buffer | null
}

const COLUMNS = sql`e.id, e.person, e.visit, e.data_class, e.facility, e.visit_at, e.accepted_at, e.submission,
  e.rule_set, e.in_error, e.body,
  case when x.erased_at is null or e.accepted_at > x.erased_at then k.wrapped end as wrapped`

/** A key made after an erasure opens nothing of before. */
const KEY = sql`left join records.data_key k
  on k.bucket = e.bucket and k.subject = e.person and k.data_class = e.data_class
  left join foundation.erased_key x
  on x.bucket = e.bucket and x.subject = e.person and x.data_class = e.data_class`

export type Bounds = {
  readonly visit?: RecordId
  /** `from` and `to` (exclusive) bound the beginning of the visit. */
  readonly from?: Date
  readonly to?: Date
  /** No more than so many visits, the newest. */
  readonly visits?: number
}

/** A visit stands while its Encounter, which has its id, is this person's and was not taken back. */
const STANDS = sql`and exists (
             select from records.resource n
             where n.bucket = e.bucket and n.id = e.visit and n.person = e.person and not n.in_error)`

/**
 * Entries of persons in the order of a book: the Patient, then the newest visit first. One range scan per key.
 * Of a visit that was taken back as a whole there is none: what stays true of it, as its Provenance, is in the history.
 * What the permit does not show is not fetched, and takes no place among the newest visits.
 */
export async function findEntries(
  db: Database | Trx,
  permit: PermittedRecord,
  bounds: Bounds,
): Promise<EntryRow[]> {
  const { persons } = permit
  const { rows } = await sql<EntryRow>`
    select ${COLUMNS},
      (select array_agg(v.position) from records.version v where v.bucket = e.bucket and v.entry = e.id) as superseded
    from unnest(${persons.map(bucketOf)}::smallint[], ${[...persons]}::uuid[]) as asked (bucket, person)
    join records.entry e on e.bucket = asked.bucket and e.person = asked.person
    ${KEY}
    where ${visibleEntries(permit)} and ((e.visit is null and exists (
             select from records.resource p
             where p.bucket = e.bucket and p.id = e.person and p.entry = e.id))
       or (e.visit is not null ${STANDS} ${within(bounds)} ${newest(permit, bounds.visits)}))
    order by e.visit is null desc, e.visit_at desc, e.visit, e.accepted_at, e.data_class
  `.execute(db)
  return rows
}

function newest(permit: PermittedRecord, visits: number | undefined): RawBuilder<unknown> {
  if (visits === undefined) return sql``
  const { persons } = permit
  return sql`and e.visit in (
    select e.visit from unnest(${persons.map(bucketOf)}::smallint[], ${[...persons]}::uuid[]) as mine (bucket, person)
    join records.entry e on e.bucket = mine.bucket and e.person = mine.person
    where e.visit is not null and ${visibleEntries(permit)}
    group by e.visit
    order by max(e.visit_at) desc
    limit ${visits})`
}

function within(bounds: Bounds): RawBuilder<unknown> {
  const parts = [
    ...(bounds.visit === undefined ? [] : [sql`and e.visit = ${bounds.visit}`]),
    ...(bounds.from === undefined ? [] : [sql`and e.visit_at >= ${bounds.from}`]),
    ...(bounds.to === undefined ? [] : [sql`and e.visit_at < ${bounds.to}`]),
  ]
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `)
}

/** Whether some entry of a person is of a visit. */
export async function hasVisit(
  db: Database | Trx,
  persons: readonly RecordId[],
  visit: RecordId,
): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${persons.map(bucketOf)}::smallint[], ${[...persons]}::uuid[]) as asked (bucket, person)
    join records.entry e on e.bucket = asked.bucket and e.person = asked.person
    where e.visit = ${visit} limit 1
  `.execute(db)
  return rows.length > 0
}

export type VersionRow = EntryRow & {
  readonly resource_id: RecordId
  readonly version: number
  readonly position: number
  readonly is_in_error: boolean
}

/** The newest version of a resource, in whatever bucket it is by now. */
export async function findCurrent(
  db: Database | Trx,
  id: RecordId,
): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select ${COLUMNS}, null as superseded, r.id as resource_id, r.version, r.position, r.in_error as is_in_error
    from records.resource r
    join records.entry e on e.bucket = r.bucket and e.id = r.entry
    ${KEY}
    where r.id = ${id} and r.bucket in (select ${bucketOf(id)}::smallint union all select bucket from records.alias where id = ${id})
    limit 1
  `.execute(db)
  return rows[0]
}

/** Every version of a resource, the newest first. */
export async function findVersions(db: Database | Trx, id: RecordId): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    with place as (
      select ${bucketOf(id)}::smallint as bucket union select bucket from records.alias where id = ${id}
    ),
    all_versions as (
      select r.bucket, r.id, r.version, r.position, r.entry from place join records.resource r on r.bucket = place.bucket and r.id = ${id}
      union all
      select v.bucket, v.id, v.version, v.position, v.entry from place join records.version v on v.bucket = place.bucket and v.id = ${id}
    )
    select ${COLUMNS}, null as superseded, a.id as resource_id, a.version, a.position,
           coalesce(a.position = any(e.in_error), false) as is_in_error
    from all_versions a
    join records.entry e on e.bucket = a.bucket and e.id = a.entry
    ${KEY}
    order by a.version desc
  `.execute(db)
  return rows
}

/** Corrections of one visit take turns until the transaction ends. */
export async function lockVisit(trx: Trx, visit: RecordId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${visit}::text, 50))`.execute(trx)
}

/** The current versions of one visit of a person, also those that were taken back. */
export async function findVisitVersions(
  trx: Trx,
  person: RecordId,
  visit: RecordId,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select ${COLUMNS}, null as superseded, r.id as resource_id, r.version, r.position, r.in_error as is_in_error
    from records.resource r
    join records.entry e on e.bucket = r.bucket and e.id = r.entry
    ${KEY}
    where r.bucket = ${bucketOf(person)} and r.person = ${person} and r.visit = ${visit}
    order by r.entry, r.position
  `.execute(trx)
  return rows
}

export type ChangeRow = {
  readonly transaction: string
  readonly ordinal: number
  readonly kind: number
  readonly person: RecordId
  readonly visit: RecordId | null
  readonly entry: RecordId | null
}

/** Changes after a position. Stops below the oldest running transaction: what it will write would come before. */
export async function findChanges(
  db: Database,
  after: { readonly transaction: string; readonly ordinal: number },
  limit: number,
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select transaction::text, ordinal, kind, person, visit, entry from records.change
    where (transaction, ordinal) > (${after.transaction}::xid8, ${after.ordinal}::bigint)
      and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction, ordinal
    limit ${limit}
  `.execute(db)
  return rows
}
