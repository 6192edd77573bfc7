import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { FacilityFacts, FollowedTo, StaffCounts } from '#registry'

/** Writes what files say of facilities; a code that a facility gave up goes. A second call changes nothing. */
export async function writeFacilities(trx: Trx, facts: readonly FacilityFacts[]): Promise<void> {
  if (facts.length === 0) return
  const json = JSON.stringify(facts)
  await sql`
    delete from programmes.facility f
    using jsonb_to_recordset(${json}::jsonb) as told (subject uuid, code text)
    where f.subject = told.subject and f.code <> told.code
  `.execute(trx)
  await sql`
    insert into programmes.facility as known
      (code, subject, name, authority, province, commune, form, traditional, acting, opened, submitted, verified, emr_live, trained)
    select distinct on (code) code, subject, name, authority, province, commune, form, traditional,
      case when "actingFrom" >= "actingUntil" then 'empty'::daterange else daterange("actingFrom", "actingUntil") end,
      opened, submitted, verified, "emrLive",
      exists (select from programmes.attendance a where a.facility = code and a.passed)
    from jsonb_to_recordset(${json}::jsonb) as told (subject uuid, code text, name text, authority text, province text, commune text,
      form text, traditional boolean, "actingFrom" date, "actingUntil" date, opened boolean, submitted boolean, verified boolean, "emrLive" boolean)
    order by code, opened desc
    on conflict (code) do update set
      subject = excluded.subject, name = excluded.name, authority = excluded.authority, province = excluded.province, commune = excluded.commune,
      form = excluded.form, traditional = excluded.traditional, acting = excluded.acting, opened = excluded.opened, submitted = excluded.submitted,
      verified = excluded.verified, emr_live = excluded.emr_live, trained = excluded.trained
    where (known.subject, known.name, known.authority, known.province, known.commune, known.form, known.traditional, known.acting,
        known.opened, known.submitted, known.verified, known.emr_live, known.trained)
      is distinct from (excluded.subject, excluded.name, excluded.authority, excluded.province, excluded.commune, excluded.form,
        excluded.traditional, excluded.acting, excluded.opened, excluded.submitted, excluded.verified, excluded.emr_live, excluded.trained)
  `.execute(trx)
}

/** Writes the counts of the facilities named, of all when none are named; a facility without anybody counts none. */
export async function writeStaffCounts(
  trx: Trx,
  counts: readonly StaffCounts[],
  facilities?: readonly string[],
): Promise<void> {
  const json = JSON.stringify(counts)
  const which = facilities === undefined ? sql`true` : sql`f.code = any(${[...facilities]}::text[])`
  await sql`
    update programmes.facility f
    set practitioners = new.practitioners, declared = new.declared, confirmed = new.confirmed, sampled = new.sampled
    from (
      select f.code, coalesce(told.practitioners, 0) as practitioners, coalesce(told.declared, 0) as declared,
        coalesce(told.confirmed, 0) as confirmed, coalesce(told.sampled, 0) as sampled
      from programmes.facility f
      left join jsonb_to_recordset(${json}::jsonb) as told
        (facility text, practitioners integer, declared integer, confirmed integer, sampled integer) on told.facility = f.code
      where ${which}
    ) new
    where f.code = new.code and (f.practitioners, f.declared, f.confirmed, f.sampled)
      is distinct from (new.practitioners, new.declared, new.confirmed, new.sampled)
  `.execute(trx)
}

/** How far something was followed, and on which day all was counted last. */
export type Followed = FollowedTo & { readonly day?: string }

/** Before anything was followed. */
export const BEGINNING: Followed = {
  at: new Date(0),
  subject: '00000000-0000-0000-0000-000000000000',
}

/** Where the following of a kind of file stands; nobody else goes on with it until the transaction ends. */
export async function lockFollowed(trx: Trx, name: string): Promise<Followed> {
  await sql`
    insert into programmes.followed (name, at, subject) values (${name}, ${BEGINNING.at}, ${BEGINNING.subject}::uuid) on conflict do nothing
  `.execute(trx)
  const { rows } = await sql<{ at: Date; subject: string; day: string | null }>`
    select at, subject, day from programmes.followed where name = ${name} for update
  `.execute(trx)
  const [row] = rows
  if (row === undefined) return BEGINNING
  return { at: row.at, subject: row.subject, ...(row.day === null ? {} : { day: row.day }) }
}

export async function noteFollowed(trx: Trx, name: string, to: Followed): Promise<void> {
  await sql`
    update programmes.followed set at = ${to.at}, subject = ${to.subject}::uuid, day = ${to.day ?? null}::date where name = ${name}
  `.execute(trx)
}
