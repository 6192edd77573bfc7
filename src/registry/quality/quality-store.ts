import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { type Profile, readStatements, type SubjectKind } from '../profile.ts'
import type { Head } from '../profile-head.ts'
import type { Band } from './quality-score.ts'

/** What is kept of one file's quality. */
export type QualityRow = {
  readonly subject: RecordId
  readonly kind: SubjectKind
  readonly method: number
  readonly version: number
  readonly countedOn: string
  readonly authority: string
  readonly traditional: boolean
  /** Where it counts: its own code, or where the person is registered. */
  readonly facilities: readonly string[]
  readonly authorities: readonly string[]
  /** Hundredths of a point. */
  readonly score: number
  readonly parts: readonly number[]
  readonly band: Band
  readonly tally: readonly number[]
  readonly faults: readonly string[]
  readonly twin?: bigint | undefined
  readonly dueOn?: string | undefined
}

/** What of a former row its totals hold. */
export type FormerRow = Pick<
  QualityRow,
  'method' | 'authority' | 'traditional' | 'facilities' | 'band' | 'tally' | 'twin'
>

/** A file with what the counting asks of its head. */
export type Measurable = Pick<
  Head,
  | 'subject'
  | 'kind'
  | 'code'
  | 'authority'
  | 'traditional'
  | 'version'
  | 'publishedVersion'
  | 'dataState'
  | 'identityState'
  | 'changedAt'
> & { readonly profile: Profile; readonly former?: FormerRow }

type MeasurableRow = {
  subject: RecordId
  kind: SubjectKind
  code: string | null
  authority: string
  traditional: boolean
  version: number
  published_version: number | null
  data_state: Head['dataState']
  identity_state: Head['identityState']
  changed_at: Date
  body: unknown
  former: (Omit<FormerRow, 'twin'> & { readonly twin: string | null }) | null
}

/** The latest version of these files, each with the row that was kept of it, in the order of their keys. */
export async function listMeasurable(
  trx: Database | Trx,
  subjects: readonly RecordId[],
): Promise<Measurable[]> {
  const { rows } = await sql<MeasurableRow>`
    select profile.subject, profile.kind, profile.code, profile.authority, profile.traditional, profile.version,
      profile.published_version, profile.data_state, profile.identity_state, profile.changed_at, kept.body,
      case when held.subject is not null then jsonb_build_object('method', held.method, 'authority', held.authority,
        'traditional', held.traditional, 'facilities', held.facilities, 'band', held.band, 'tally', held.tally, 'twin', held.twin::text) end as former
    from registry.profile
    join registry.profile_version kept on kept.subject = profile.subject and kept.version = profile.version
    left join registry.quality held on held.subject = profile.subject
    where profile.subject = any(${subjects}::uuid[]) order by profile.subject
  `.execute(trx)
  return rows.map(({ code, published_version, former, body, ...row }) => ({
    subject: row.subject,
    kind: row.kind,
    authority: row.authority,
    traditional: row.traditional,
    version: row.version,
    dataState: row.data_state,
    identityState: row.identity_state,
    changedAt: row.changed_at,
    profile: { subject: row.subject, kind: row.kind, statements: readStatements(body) },
    ...(code === null ? {} : { code }),
    ...(published_version === null ? {} : { publishedVersion: published_version }),
    ...(former === null
      ? {}
      : { former: { ...former, twin: former.twin === null ? undefined : BigInt(former.twin) } }),
  }))
}

export type Disputed = { readonly holder: RecordId; readonly number: string }

/** The numbers of these files that somebody else claims, unsettled: scheme and value with a space between. */
export async function listDisputed(
  trx: Database | Trx,
  subjects: readonly RecordId[],
): Promise<Disputed[]> {
  const { rows } = await sql<Disputed>`
    select distinct holder, scheme || ' ' || value as number from registry.conflict
    where settled_at is null and holder = any(${subjects}::uuid[])
  `.execute(trx)
  return rows
}

export type WorkPlace = {
  readonly practitioner: RecordId
  readonly facility: string
  readonly authority: string
}

/** Where these people are registered on a day. */
export async function listWorkPlaces(
  trx: Database | Trx,
  practitioners: readonly RecordId[],
  day: string,
): Promise<WorkPlace[]> {
  const { rows } = await sql<WorkPlace>`
    select distinct practitioner, facility, authority from registry.registration
    where practitioner = any(${practitioners}::uuid[]) and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})
    order by practitioner, facility
  `.execute(trx)
  return rows
}

export type TwinRow = { readonly subject: RecordId; readonly twin: bigint }

/** Of one key so many files are looked at: more of one name and day are no question of two files any more. */
const TWINS_MAX = 50

/** Files that are kept under any of these keys. */
export async function listTwins(trx: Database | Trx, twins: readonly bigint[]): Promise<TwinRow[]> {
  if (twins.length === 0) return []
  const { rows } = await sql<{ subject: RecordId; twin: string }>`
    select found.subject, found.twin::text as twin
    from unnest(${twins.map(String)}::bigint[]) as asked (twin)
    cross join lateral (
      select subject, held.twin from registry.quality held where held.twin = asked.twin order by subject limit ${TWINS_MAX}) as found
  `.execute(trx)
  return rows.map(({ subject, twin }) => ({ subject, twin: BigInt(twin) }))
}

/** Keeps these rows in place of what was kept of their files. */
export async function writeQuality(trx: Trx, rows: readonly QualityRow[]): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(
    rows.map(({ countedOn, dueOn, twin, ...row }) => ({
      ...row,
      counted_on: countedOn,
      due_on: dueOn ?? null,
      twin: twin === undefined ? null : String(twin),
    })),
  )
  await sql`
    insert into registry.quality (subject, kind, method, version, counted_on, authority, traditional, facilities, authorities, score, parts,
      band, tally, faults, twin, due_on)
    select subject, kind, method, version, counted_on, authority, traditional, facilities, authorities, score, parts, band, tally, faults,
      twin::bigint, due_on
    from jsonb_to_recordset(${json}::jsonb) as asked (subject uuid, kind text, method integer, version integer, counted_on date,
      authority text, traditional boolean, facilities text[], authorities text[], score smallint, parts smallint[], band text,
      tally integer[], faults text[], twin text, due_on date)
    on conflict (subject) do update set
      method = excluded.method, version = excluded.version, counted_on = excluded.counted_on, authority = excluded.authority,
      traditional = excluded.traditional, facilities = excluded.facilities, authorities = excluded.authorities, score = excluded.score,
      parts = excluded.parts, band = excluded.band, tally = excluded.tally, faults = excluded.faults, twin = excluded.twin,
      due_on = excluded.due_on
  `.execute(trx)
}

/** What fails in the files of a facility's staff on a day, by rule and place, over all of them. */
export type StaffFault = {
  readonly fault: string
  readonly people: number
  /** How many things fail. */
  readonly count: number
}

/** The staff of a facility, as far as their quality is kept; one row for each person. */
const STAFF = sql`
  select distinct r.practitioner from registry.registration r`

/** What fails how often, the most frequent first, within the scope of the transaction. */
export async function listStaffFaults(
  trx: Trx,
  asked: { readonly facility: string; readonly day: string; readonly limit: number },
): Promise<StaffFault[]> {
  const { facility, day, limit } = asked
  const { rows } = await sql<StaffFault>`
    select failing.rule || '|' || failing.section || '|' || failing.field as fault, count(*)::integer as people, sum(failing.count)::integer as count
    from (${STAFF} where r.facility = ${facility} and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})) as staff
    join registry.quality held on held.subject = staff.practitioner
    cross join lateral (
      select split_part(one, '|', 1) as rule, split_part(one, '|', 2) as section, split_part(one, '|', 3) as field,
        split_part(one, '|', 4)::integer as count
      from unnest(held.faults) as one) as failing
    group by failing.rule, failing.section, failing.field order by people desc, fault limit ${limit}
  `.execute(trx)
  return rows
}

/** Somebody on the staff whose file is to be mended. */
export type StaffToMend = {
  readonly subject: RecordId
  readonly name: string
  readonly score: number
  readonly parts: readonly number[]
  readonly band: Band
  readonly faults: readonly string[]
}

/** The staff of a facility, the worst file first; only those in whom something fails at a place when one is given. */
export async function listStaffWorst(
  trx: Trx,
  asked: {
    readonly facility: string
    readonly day: string
    readonly section?: string | undefined
    readonly field?: string | undefined
    readonly after?: { readonly score: number; readonly subject: string } | undefined
    readonly limit: number
  },
): Promise<StaffToMend[]> {
  const { facility, day, section, field, after, limit } = asked
  const place = section === undefined ? null : `%|${section}|${field ?? ''}|%`
  const { rows } = await sql<StaffToMend>`
    select held.subject, profile.name, held.score, held.parts, held.band, held.faults
    from (${STAFF} where r.facility = ${facility} and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})) as staff
    join registry.quality held on held.subject = staff.practitioner
    join registry.profile on profile.subject = held.subject
    where (${place}::text is null or exists (select from unnest(held.faults) as one where one like ${place}))
      and (${after?.subject ?? null}::uuid is null or (held.score, held.subject) > (${after?.score ?? null}::smallint, ${after?.subject ?? null}::uuid))
    order by held.score, held.subject limit ${limit}
  `.execute(trx)
  return rows
}
