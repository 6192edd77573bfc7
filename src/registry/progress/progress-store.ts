import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { type FacilityFacts, factsOf, type FiledFacility } from './facility-facts.ts'

/** Where whoever follows the files stands: the last change that was seen. */
export type FollowedTo = { readonly at: Date; readonly subject: string }

/** What changed after a place: `seen` files were looked at, up to the limit, the last of them at `to`. */
type Followed<Value> = {
  readonly changed: readonly Value[]
  readonly seen: number
  readonly to: FollowedTo
}

/** The facilities whose files changed after a place, as they are on a day, so many at a time; the transaction is in the scope of our own work. */
export async function listChangedFacilities(
  trx: Trx,
  after: FollowedTo,
  day: string,
  limit: number,
): Promise<Followed<FacilityFacts>> {
  const { rows } = await sql<FiledFacility & { at: Date }>`
    select p.subject, p.code, p.name, p.authority, p.province, p.commune, p.form, p.traditional, p.data_state as "dataState",
      p.published_version is not null as published, p.changed_at as at,
      coalesce((select jsonb_agg(one) from jsonb_array_elements(v.body->'statements') one
        where one->>'section' in ('emr-state', 'operating-licence', 'operating-licence-event')), '[]') as statements
    from registry.profile p join registry.profile_version v on v.subject = p.subject and v.version = p.version
    where p.kind = 'facility' and (p.changed_at, p.subject) > (${after.at}::timestamptz, ${after.subject}::uuid)
    order by p.changed_at, p.subject limit ${limit}
  `.execute(trx)
  return {
    changed: rows.filter(({ code }) => code !== null).map((row) => factsOf(row, day)),
    seen: rows.length,
    to: lastOf(rows, after),
  }
}

/** Facilities of the list that have no file, as of a day; the transaction is in the scope of our own work. */
export async function listUnfiledFacilities(trx: Trx, day: string): Promise<FacilityFacts[]> {
  const { rows } = await sql<{
    code: string
    name: string
    province: string
    commune: string
    from: string
    to: string | null
  }>`
    select f.code, f.name, f.province, f.commune, f.valid_from as "from", (f.valid_to + 1) as "to"
    from registry.facility f
    where f.valid_from <= ${day}::date and (f.valid_to is null or f.valid_to >= ${day}::date)
      and not exists (select from registry.profile p where p.code = f.code and p.kind = 'facility')
  `.execute(trx)
  return rows.map(({ code, name, province, commune, from, to }) => ({
    code,
    name,
    authority: province,
    province,
    commune,
    form: '',
    traditional: false,
    actingFrom: from,
    ...(to === null ? {} : { actingUntil: to }),
    opened: false,
    submitted: false,
    verified: false,
    emrLive: false,
  }))
}

/** How many people are registered at a facility and how far their files are; each is counted at the one place of the first registration. */
export type StaffCounts = {
  readonly facility: string
  readonly practitioners: number
  readonly declared: number
  readonly confirmed: number
  readonly sampled: number
}

/** The facilities at which practitioners work whose files changed after a place, so many files at a time. */
export async function listFacilitiesOfChanged(
  trx: Trx,
  after: FollowedTo,
  limit: number,
): Promise<Followed<string>> {
  const { rows } = await sql<{ subject: RecordId; at: Date; facilities: string[] }>`
    select p.subject, p.changed_at as at,
      array(select r.facility from registry.registration r where r.practitioner = p.subject) as facilities
    from registry.profile p
    where p.kind = 'practitioner' and (p.changed_at, p.subject) > (${after.at}::timestamptz, ${after.subject}::uuid)
    order by p.changed_at, p.subject limit ${limit}
  `.execute(trx)
  return {
    changed: [...new Set(rows.flatMap(({ facilities }) => facilities))],
    seen: rows.length,
    to: lastOf(rows, after),
  }
}

/**
 * The counts of facilities on a day, of all when none are named. A person declared who took the file over and answered for it, is confirmed
 * once every facility did, and sampled once the authority drew the file. Source: KH 1642/KH-BYT 2025, II.3.
 */
export async function countStaff(
  trx: Trx,
  day: string,
  facilities?: readonly string[],
): Promise<StaffCounts[]> {
  // Each person counts where the first registration in force is; taken in one pass, as a million people are counted each morning.
  const narrowed =
    facilities === undefined ? sql`true` : sql`facility = any(${[...facilities]}::text[])`
  const people =
    facilities === undefined
      ? sql`true`
      : sql`practitioner in (select practitioner from registry.registration where ${narrowed})`
  const sampled =
    facilities === undefined
      ? sql`true`
      : sql`subject in (select practitioner from registry.registration where ${narrowed})`
  const { rows } = await sql<StaffCounts>`
    select r.facility, count(*)::integer as practitioners,
      (count(*) filter (where p.published_version is not null or p.data_state in ('declared', 'confirmed', 'verified', 'published')))::integer as declared,
      (count(*) filter (where p.published_version is not null or p.data_state in ('confirmed', 'verified', 'published')))::integer as confirmed,
      (count(*) filter (where t.subject is not null))::integer as sampled
    from (
      select distinct on (practitioner) practitioner, facility from registry.registration
      where ${people} and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
      order by practitioner, valid_from, facility, statement
    ) r
    join registry.profile p on p.subject = r.practitioner
    left join (select distinct subject from registry.transition
      where reason like 'practitioner-sample %' and ${sampled}) t on t.subject = r.practitioner
    where ${narrowed}
    group by r.facility
  `.execute(trx)
  return rows
}

function lastOf(
  rows: readonly { readonly at: Date; readonly subject: string }[],
  after: FollowedTo,
): FollowedTo {
  const last = rows.at(-1)
  return last === undefined ? after : { at: last.at, subject: last.subject }
}
