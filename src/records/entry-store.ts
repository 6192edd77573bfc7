import { type RawBuilder, sql } from 'kysely'
import type { Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import { classNumber } from './class-numbers.ts'
import type { PackedEntry } from './packed-entry.ts'

/** A former current row that a new version takes the place of. */
export type Superseded = { readonly id: RecordId; readonly bucket: number }

export type VisitRows = {
  readonly entries: readonly PackedEntry[]
  /** The Patient, in an entry of its own; written only when its content changed. */
  readonly patient: { readonly entry: PackedEntry; readonly digest: Buffer } | undefined
  readonly superseded: readonly Superseded[]
  /** Ids that from now on are also in another bucket than their own. */
  readonly aliases: readonly Superseded[]
  /** The person whom the visit leaves. */
  readonly left: { readonly person: RecordId; readonly visit: RecordId } | undefined
}

/**
 * Writes entries, resource rows, former versions, aliases and the change log in one statement.
 *
 * Throws a unique violation when two writers give one resource the same version: the second starts its story again.
 */
export async function insertVisit(trx: Trx, rows: VisitRows): Promise<void> {
  const parts = [
    ...(rows.patient ? patientParts(rows.patient.entry, rows.patient.digest) : []),
    ...(rows.superseded.length > 0 ? supersedeParts(rows.superseded, rows.entries) : []),
    ...(rows.aliases.length > 0 ? [aliasPart(rows.aliases)] : []),
    ...(rows.entries.length > 0 ? entryParts(rows) : []),
  ]
  if (parts.length === 0) return
  await sql`with ${sql.join(parts)} select 1`.execute(trx)
}

function entryParts({ entries, left }: VisitRows): RawBuilder<unknown>[] {
  const changes = entries.map(
    ({ person, visit, id }) =>
      sql`(${bucketOf(person)}::smallint, 1::smallint, ${person}::uuid, ${visit ?? null}::uuid, ${id}::uuid)`,
  )
  if (left) {
    const { person, visit } = left
    changes.push(sql`(${bucketOf(person)}, 2, ${person}, ${visit}, null)`)
  }
  return [
    sql`entry as (
      insert into records.entry (visit_at, accepted_at, bucket, data_class, id, person, visit, submission, facility, rule_set, versions, in_error, body)
      values ${sql.join(entries.map(entryValues))}
    )`,
    ...entries.map(
      (entry, place) => sql`${sql.raw(`resource_${place}`)} as (${resourceInsert(entry)})`,
    ),
    sql`change as (
      insert into records.change (bucket, kind, person, visit, entry) values ${sql.join(changes)}
    )`,
  ]
}

function entryValues(entry: PackedEntry): RawBuilder<unknown> {
  return sql`(${entry.visitAt}::timestamptz, ${entry.acceptedAt}::timestamptz, ${bucketOf(entry.person)}::smallint,
    ${classNumber(entry.dataClass)}::smallint, ${entry.id}::uuid, ${entry.person}::uuid, ${entry.visit ?? null}::uuid,
    ${entry.submission}::uuid, ${entry.facility}::text, ${entry.ruleSet}::text, ${versionsOf(entry)}::smallint[],
    ${inErrorOf(entry)}::smallint[], ${entry.body}::bytea)`
}

function versionsOf({ versions }: PackedEntry): number[] | null {
  return versions.every(({ version }) => version === 1)
    ? null
    : versions.map(({ version }) => version)
}

function inErrorOf({ versions }: PackedEntry): number[] | null {
  const positions = [...versions.keys()].filter((position) => versions[position]?.inError)
  return positions.length === 0 ? null : positions
}

/** All rows of an entry in one unnest: columns travel as arrays, so the statement's text stays the same. */
function resourceInsert({ versions, types, codes, ...entry }: PackedEntry): RawBuilder<unknown> {
  return sql`
    insert into records.resource (at, bucket, type, version, position, data_class, in_error, id, entry, person, visit, facility, code)
    select r.at, ${bucketOf(entry.person)}::smallint, r.type, r.version, r.number - 1, ${classNumber(entry.dataClass)}::smallint,
      r.in_error, r.id, ${entry.id}::uuid, ${entry.person}::uuid, ${entry.visit ?? null}::uuid, ${entry.facility}::text, r.code
    from unnest(
      ${arrayOf(versions.map(({ at }) => at?.toISOString() ?? null))}::timestamptz[],
      ${arrayOf(types)}::smallint[],
      ${arrayOf(versions.map(({ version }) => version))}::smallint[],
      ${arrayOf(versions.map(({ inError }) => inError))}::boolean[],
      ${arrayOf(versions.map(({ resource }) => resource.id))}::uuid[],
      ${arrayOf(codes)}::text[]
    ) with ordinality as r (at, type, version, in_error, id, code, number)
    ${versions.every(({ version }) => version === 1) ? NOTHING_BEFORE : IN_PLACE_OF_FORMER}`
}

/** To look for former rows, and to hold each place until it is known to be free, costs a third of the statement. */
const NOTHING_BEFORE = sql.raw('')

const IN_PLACE_OF_FORMER = sql.raw(`on conflict (bucket, id) do update set
  at = excluded.at, version = excluded.version, position = excluded.position, data_class = excluded.data_class,
  in_error = excluded.in_error, entry = excluded.entry, person = excluded.person, visit = excluded.visit,
  facility = excluded.facility, code = excluded.code`)

/** An array as PostgreSQL reads it. The driver would look at every sign of every element, thousands for one visit. */
function arrayOf(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map(elementOf).join()}}`
}

function elementOf(value: string | number | boolean | null): string {
  if (value === null) return 'null'
  if (typeof value !== 'string') return String(value)
  return /["\\]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : `"${value}"`
}

/** Former current rows become history; those whose person is now in another bucket leave the old one. */
function supersedeParts(
  superseded: readonly Superseded[],
  entries: readonly PackedEntry[],
): RawBuilder<unknown>[] {
  const now = new Map(
    entries.flatMap((entry) =>
      entry.versions.map(({ resource }) => [resource.id, bucketOf(entry.person)] as const),
    ),
  )
  const gone = superseded.filter(({ id, bucket }) => now.get(id) !== bucket)
  const history = sql`history as (
    insert into records.version (bucket, version, position, id, entry)
    select r.bucket, r.version, r.position, r.id, r.entry
    from unnest(${superseded.map(({ bucket }) => bucket)}::smallint[], ${superseded.map(({ id }) => id)}::uuid[]) as s (bucket, id)
    join records.resource r on r.bucket = s.bucket and r.id = s.id
  )`
  if (gone.length === 0) return [history]
  return [
    history,
    sql`gone as (
      delete from records.resource r
      using unnest(${gone.map(({ bucket }) => bucket)}::smallint[], ${gone.map(({ id }) => id)}::uuid[]) as g (bucket, id)
      where r.bucket = g.bucket and r.id = g.id
    )`,
  ]
}

function aliasPart(aliases: readonly Superseded[]): RawBuilder<unknown> {
  return sql`alias as (
    insert into records.alias (id, bucket)
    select * from unnest(${aliases.map(({ id }) => id)}::uuid[], ${aliases.map(({ bucket }) => bucket)}::smallint[])
    on conflict do nothing
  )`
}

/** A Patient gets a version only when its JSON is another than the newest; writers of one Patient wait for each other. */
function patientParts(entry: PackedEntry, digest: Buffer): RawBuilder<unknown>[] {
  const { person } = entry
  const bucket = bucketOf(person)
  return [
    sql`seen as (
      select version, position, entry, digest from records.resource
      where bucket = ${bucket} and id = ${person} for update
    )`,
    sql`fresh as (
      select coalesce((select version from seen), 0) + 1 as version
      where not exists (select from seen where digest = ${digest}::bytea)
    )`,
    sql`patient_entry as (
      insert into records.entry (visit_at, accepted_at, bucket, data_class, id, person, visit, submission, facility, rule_set, versions, body)
      select ${entry.visitAt}::timestamptz, ${entry.acceptedAt}::timestamptz, ${bucket}, ${classNumber(entry.dataClass)},
             ${entry.id}::uuid, ${person}::uuid, null, ${entry.submission}::uuid, ${entry.facility}, ${entry.ruleSet},
             array[fresh.version], ${entry.body}::bytea
      from fresh
    )`,
    sql`patient_history as (
      insert into records.version (bucket, version, position, id, entry)
      select ${bucket}, seen.version, seen.position, ${person}::uuid, seen.entry from seen, fresh
    )`,
    sql`patient_row as (
      insert into records.resource (bucket, type, version, position, data_class, in_error, id, entry, person, facility, digest)
      select ${bucket}, ${entry.types[0] ?? 0}, fresh.version, 0, ${classNumber(entry.dataClass)}, false, ${person}::uuid,
             ${entry.id}::uuid, ${person}::uuid, ${entry.facility}, ${digest}::bytea
      from fresh
      on conflict (bucket, id) do update set version = resource.version + 1, entry = excluded.entry,
        facility = excluded.facility, digest = excluded.digest
    )`,
    sql`patient_change as (
      insert into records.change (bucket, kind, person, visit, entry)
      select ${bucket}, 1, ${person}::uuid, null, ${entry.id}::uuid from fresh
    )`,
  ]
}
