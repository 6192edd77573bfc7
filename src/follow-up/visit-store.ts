import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import type { NotedVisit } from './noted-visit.ts'

/**
 * Notes what a visit asks of those who come after it, in the transaction that records the visit.
 * A correction notes the visit anew: the newest word stands, also on whose visit it is.
 */
export async function noteVisit(trx: Trx, noted: NotedVisit): Promise<void> {
  enterScope(trx, { work: 'filing' })
  await sql`
    insert into follow_up.visit (bucket, visit, person, facility, arrived_at, left_at, referred_to,
                                 discharged_at, commune, re_examination_on)
    values (${bucketOf(noted.visit)}::smallint, ${noted.visit}::uuid, ${noted.person}::uuid, ${noted.facility},
            ${noted.arrivedAt}::timestamptz, ${noted.leftAt ?? null}::timestamptz, ${noted.referralTo ?? null},
            ${noted.dischargedAt ?? null}::timestamptz, ${noted.communeOfResidence ?? null},
            ${noted.reExaminationOn ?? null}::date)
    on conflict (bucket, visit) do update set
      person = excluded.person, facility = excluded.facility, arrived_at = excluded.arrived_at,
      left_at = excluded.left_at, referred_to = excluded.referred_to, discharged_at = excluded.discharged_at,
      commune = excluded.commune, re_examination_on = excluded.re_examination_on
  `.execute(trx)
}

/** Takes back what a withdrawn visit asked for. A second call changes nothing. */
export async function removeVisit(trx: Trx, visit: RecordId): Promise<void> {
  enterScope(trx, { work: 'filing' })
  await sql`
    delete from follow_up.visit where bucket = ${bucketOf(visit)}::smallint and visit = ${visit}::uuid
  `.execute(trx)
}

type ReferredRow = {
  visit: RecordId
  person: RecordId
  facility: FacilityCode
  at: Date
}

/** The newest referrals to a facility since an instant. */
export async function listReferred(
  database: Database,
  facility: FacilityCode,
  since: Date,
  limit: number,
): Promise<ReferredRow[]> {
  const { rows } = await sql<ReferredRow>`
    select visit, person, facility, left_at as at
    from follow_up.visit
    where referred_to = ${facility} and left_at >= ${since}::timestamptz
    order by left_at desc limit ${limit}
  `.execute(database)
  return rows
}

type DischargedRow = {
  visit: RecordId
  person: RecordId
  facility: FacilityCode
  at: Date
  reExaminationOn: string | null
}

/** Who went home to a commune since an instant, newest first. */
export async function listDischarged(
  database: Database,
  commune: string,
  since: Date,
  limit: number,
): Promise<DischargedRow[]> {
  const { rows } = await sql<DischargedRow>`
    select visit, person, facility, discharged_at as at, re_examination_on as "reExaminationOn"
    from follow_up.visit
    where commune = ${commune} and discharged_at >= ${since}::timestamptz
    order by discharged_at desc limit ${limit}
  `.execute(database)
  return rows
}

export type AppointmentRow = {
  visit: RecordId
  person: RecordId
  on: string
  gaveAt: Date
}

/** The appointments that a facility gave for the days from `from` to `to`, both included, latest day first. */
export async function listAppointments(
  database: Database,
  facility: FacilityCode,
  from: string,
  to: string,
  limit: number,
): Promise<AppointmentRow[]> {
  const { rows } = await sql<AppointmentRow>`
    select visit, person, re_examination_on as on, coalesce(left_at, arrived_at) as "gaveAt"
    from follow_up.visit
    where facility = ${facility}
      and re_examination_on between ${from}::date and ${to}::date
    order by re_examination_on desc, visit limit ${limit}
  `.execute(database)
  return rows
}

type ArrivalRow = { person: RecordId; visit: RecordId; arrivedAt: Date }

/** When these persons came to a facility since an instant. */
export async function listArrivals(
  database: Database,
  facility: FacilityCode,
  persons: readonly RecordId[],
  since: Date,
): Promise<ArrivalRow[]> {
  if (persons.length === 0) return []
  const { rows } = await sql<ArrivalRow>`
    select person, visit, arrived_at as "arrivedAt"
    from follow_up.visit
    where facility = ${facility} and person = any(${[...persons]}::uuid[])
      and arrived_at >= ${since}::timestamptz
  `.execute(database)
  return rows
}
