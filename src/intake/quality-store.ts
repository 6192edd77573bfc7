import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { FindingSeverity } from '#vocabulary/finding'
import type { RecordId } from '#vocabulary/record-id'
import type { CountedBy } from './contract.ts'

/** Facilities and a period whose end is exclusive. */
export type Period = {
  readonly facilities: readonly FacilityCode[]
  readonly by: CountedBy
  readonly from: Date
  readonly to: Date
}

/** Submissions of one facility on one day. */
export type DayRow = {
  facility: FacilityCode
  day: string
  dossiers: number
  accepted: number
  with_errors: number
  refused: number
  with_warnings: number
  check_ins: number
}

/** Rows of one of the two tables in the period. */
function within({ facilities, by, from, to }: Period): RawBuilder<unknown> {
  const rows = sql`facility = any(${[...facilities]}::text[])`
  return by === 'received'
    ? sql`${rows} and received_at >= ${from} and received_at < ${to}`
    : sql`${rows} and counted_on >= ${dayOf(sql`${from}::timestamptz`)} and counted_on < ${dayOf(sql`${to}::timestamptz`)}`
}

function dayOf(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${instant} at time zone 'Asia/Ho_Chi_Minh')::date`
}

/** Submissions by facility and day in Vietnam; from an index alone. */
export async function countByDay(db: Database, period: Period): Promise<DayRow[]> {
  const day = period.by === 'received' ? dayOf(sql`received_at`) : sql`counted_on`
  const statement = sql<DayRow>`
    with counted as (
      select facility, ${day} as day, kind, status, warned, count(*) as count
      from intake.submission where ${within(period)}
      group by 1, 2, 3, 4, 5
    )
    select facility, day,
      coalesce(sum(count) filter (where kind = 'dossier'), 0)::int8 as dossiers,
      coalesce(sum(count) filter (where kind = 'dossier' and status = 'accepted'), 0)::int8 as accepted,
      coalesce(sum(count) filter (where kind = 'dossier' and status = 'with-errors'), 0)::int8 as with_errors,
      coalesce(sum(count) filter (where kind = 'dossier' and status = 'refused'), 0)::int8 as refused,
      coalesce(sum(count) filter (where kind = 'dossier' and warned), 0)::int8 as with_warnings,
      coalesce(sum(count) filter (where kind = 'check-in'), 0)::int8 as check_ins
    from counted group by 1, 2 order by 1, 2
  `
  const { rows } = await withScope(db, { facilities: period.facilities }, (trx) =>
    statement.execute(trx),
  )
  return rows
}

export type RuleRow = {
  facility: FacilityCode | null
  rule: string
  severity: FindingSeverity
  count: number
  dossiers: number
  /** In how many facilities. */
  facilities: number
}

/** The rules that spoke most often: of each facility, and, where facility is null, of all together. Notices do not count. */
export async function countRules(db: Database, period: Period, top: number): Promise<RuleRow[]> {
  const statement = sql<RuleRow>`
    with counted as materialized (
      select facility, rule, severity, sum(count) as count, count(*) filter (where leads) as dossiers
      from intake.finding where ${within(period)} and severity <> 'notice'
      group by 1, 2, 3
    ), summed as (
      select facility, rule, severity, count, dossiers, 1 as facilities from counted
      union all
      select null, rule, severity, sum(count), sum(dossiers), count(*) from counted group by rule, severity
    ), ranked as (
      select *, row_number() over (partition by facility order by severity, count desc, rule) as place from summed
    )
    select facility, rule, severity, count::int8, dossiers::int8, facilities::int8 from ranked where place <= ${top}
    order by facility nulls first, place
  `
  const { rows } = await withScope(db, { facilities: period.facilities }, (trx) =>
    statement.execute(trx),
  )
  return rows
}

/** How many visits have a refusal as their newest word, by facility. */
export async function countOpenRefusals(
  db: Database,
  facilities: readonly FacilityCode[],
  from: Date,
  to: Date,
): Promise<{ facility: FacilityCode; count: number }[]> {
  const statement = sql<{ facility: FacilityCode; count: number }>`
    select s.facility, count(*) as count from intake.submission s
    where s.facility = any(${[...facilities]}::text[]) and s.status = 'refused' and s.standing = 'current'
      and s.received_at >= ${from} and s.received_at < ${to}
    group by 1
  `
  const { rows } = await withScope(db, { facilities: facilities }, (trx) => statement.execute(trx))
  return rows
}

export async function countOpenWithdrawals(db: Database, facility: FacilityCode): Promise<number> {
  const statement = sql<{ count: number }>`
    select count(*) as count from intake.withdrawal w
    where w.facility = ${facility} and w.delivered and w.settled_at is null
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows[0]?.count ?? 0
}

export type VisitCountRow = {
  facility: FacilityCode | null
  visits: number
  persons: number
  uninsured: number
  within_day: number
}

/** Visits that ended in a period and stand in the health book: of each facility, and, where facility is null, of all. `to` is exclusive. */
export async function countVisits(
  db: Database,
  facilities: readonly FacilityCode[],
  from: Date,
  to: Date,
): Promise<VisitCountRow[]> {
  const statement = sql<VisitCountRow>`
    with visited as materialized (
      select v.facility, v.person, count(*) as visits, count(*) filter (where not v.insured) as uninsured,
        count(*) filter (where v.accepted_at <= v.visit_end + interval '24 hours') as within_day
      from intake.visit v
      where v.facility = any(${[...facilities]}::text[]) and v.visit_end >= ${from} and v.visit_end < ${to}
        and not v.withdrawn
      group by 1, 2
    )
    select facility, sum(visits)::int8 as visits, count(*) as persons, sum(uninsured)::int8 as uninsured,
      sum(within_day)::int8 as within_day
    from visited group by 1
    union all
    select null, sum(visits)::int8, (select count(*) from (select from visited group by person) person),
      sum(uninsured)::int8, sum(within_day)::int8
    from visited having count(*) > 0
  `
  const { rows } = await withScope(db, { facilities: facilities }, (trx) => statement.execute(trx))
  return rows
}

/** A submission whose findings are handed to wards. */
export type FaultyRow = {
  receipt: RecordId
  received_at: Date
  link_code: string
  patient_number: string
  person: RecordId | null
  visit_end: Date | null
  findings: Buffer | null
}

export type FaultyFilter = {
  readonly facility: FacilityCode
  readonly from: Date
  readonly to: Date
  readonly ward: string | undefined
  readonly doctor: string | undefined
  readonly severity: FindingSeverity | undefined
  readonly limit: number
}

/** The newest word on each visit that has findings, the oldest first. */
export async function findFaulty(db: Database, filter: FaultyFilter): Promise<FaultyRow[]> {
  const { facility, from, to, ward, doctor, severity, limit } = filter
  const statement = sql<FaultyRow>`
    select s.receipt, s.received_at, s.link_code, s.patient_number, s.person, s.visit_end, s.findings
    from intake.submission s
    where s.facility = ${facility} and s.received_at >= ${from} and s.received_at < ${to}
      and s.kind = 'dossier' and s.standing = 'current' and s.findings is not null
      and exists (select from intake.finding f
        where f.facility = s.facility and f.received_at = s.received_at and f.receipt = s.receipt
          and ${ward === undefined ? sql`true` : sql`f.ward = ${ward}`}
          and ${doctor === undefined ? sql`true` : sql`f.doctor = ${doctor}`}
          and ${severity === undefined ? sql`f.severity <> 'notice'` : sql`f.severity = ${severity}`})
    order by s.received_at, s.receipt limit ${limit}
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows
}
