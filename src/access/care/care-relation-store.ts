import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { CareKind } from './care-kind.ts'

/** That a facility may look at a person's record, from when to when, and what that rests on: the id of a visit, a referral, a pass. */
export type CareRelation = {
  readonly person: RecordId
  readonly facility: FacilityCode
  readonly kind: CareKind
  readonly from: Date
  readonly until?: Date
  readonly source: string
}

/**
 * Writes relations in one statement. One that stands already (same person, facility, kind and source)
 * takes the new times, so a corrected message may simply be told again.
 */
export async function addCareRelations(
  trx: Trx,
  relations: readonly CareRelation[],
): Promise<void> {
  if (relations.length === 0) return
  const rows = relations.map(({ from, until, ...relation }) => ({
    ...relation,
    from_at: from,
    until_at: until,
  }))
  await sql`
    insert into access.care_relation (person, facility, kind, source, from_at, until_at)
    select distinct on (person, facility, kind, source) person, facility, kind, source, from_at, until_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as relation
      (person uuid, facility text, kind text, source text, from_at timestamptz, until_at timestamptz)
    on conflict (person, facility, kind, source)
    do update set from_at = excluded.from_at, until_at = excluded.until_at
  `.execute(trx)
}

/** Ends at once whatever rests on a source: a visit that was withdrawn, or filed under the wrong person. A second call changes nothing. */
export async function endCareRelations(
  trx: Trx,
  person: RecordId,
  source: string,
  at: Date,
): Promise<void> {
  await sql`
    update access.care_relation set until_at = ${at}
    where person = ${person} and source = ${source} and (until_at is null or until_at > ${at})
  `.execute(trx)
}

/** The kinds of relation between a facility and a person that hold at one moment. */
export async function findCareKinds(
  database: Database,
  facility: FacilityCode,
  persons: readonly RecordId[],
  now: Date,
): Promise<CareKind[]> {
  const { rows } = await sql<{ kind: CareKind }>`
    select distinct kind from access.care_relation
    where person = any(${[...persons]}::uuid[]) and facility = ${facility}
      and from_at <= ${now} and (until_at is null or until_at > ${now})
  `.execute(database)
  return rows.map((row) => row.kind)
}

/** Whether a facility treats or treated somebody. */
export async function isTreatedAt(
  database: Database,
  person: RecordId,
  facility: FacilityCode,
): Promise<boolean> {
  const { rows } = await sql`
    select from access.care_relation where person = ${person} and facility = ${facility} limit 1
  `.execute(database)
  return rows.length > 0
}
