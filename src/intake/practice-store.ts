import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** Days of visits, both included, at some facilities. */
export type WarnedPeriod = {
  readonly facilities: readonly FacilityCode[]
  readonly rules: readonly string[]
  readonly from: string
  readonly to: string
}

/** How often one rule spoke of one practitioner at one facility on one day. */
export type WarnedRow = {
  facility: FacilityCode
  doctor: string
  rule: string
  day: string
  dossiers: number
}

/** Counts of the newest word on each visit, by facility, practitioner, rule and day. */
export async function countWarned(
  db: Database,
  { facilities, rules, from, to }: WarnedPeriod,
  limit: number,
): Promise<WarnedRow[]> {
  const statement = sql<WarnedRow>`
    select f.facility, f.doctor, f.rule, f.counted_on as day, count(distinct f.receipt)::int8 as dossiers
    from intake.finding f join intake.submission s on s.facility = f.facility and s.receipt = f.receipt
    where f.facility = any(${[...facilities]}::text[]) and f.counted_on between ${from} and ${to}
      and f.rule = any(${[...rules]}::text[]) and f.severity <> 'notice' and s.standing = 'current'
    group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4 limit ${limit}
  `
  const { rows } = await withScope(db, { facilities }, (trx) => statement.execute(trx))
  return rows
}

/** One dossier in which a practitioner was warned of. */
export type WarnedDossier = {
  doctor: string
  rule: string
  receipt: RecordId
  link_code: string
  day: string
}

/** The dossiers of one facility behind the counts, the latest first; so many of each practitioner. */
export async function listWarned(
  db: Database,
  { facilities, rules, from, to }: WarnedPeriod,
  each: number,
): Promise<WarnedDossier[]> {
  const statement = sql<WarnedDossier>`
    select doctor, rule, receipt, link_code, day from (
      select f.doctor, f.rule, f.receipt, s.link_code, f.counted_on as day,
        dense_rank() over (partition by f.doctor order by f.received_at desc, f.receipt) as place
      from intake.finding f join intake.submission s on s.facility = f.facility and s.receipt = f.receipt
      where f.facility = any(${[...facilities]}::text[]) and f.counted_on between ${from} and ${to}
        and f.rule = any(${[...rules]}::text[]) and f.severity <> 'notice' and s.standing = 'current'
    ) warned where place <= ${each} order by doctor, place, rule
  `
  const { rows } = await withScope(db, { facilities }, (trx) => statement.execute(trx))
  return rows
}
