import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { RestrictedPurpose } from './restriction.ts'

/** What an approved request restricts, for every key of the person. A second call changes nothing. */
export async function insertRestriction(
  trx: Trx,
  persons: readonly RecordId[],
  made: {
    readonly case: RecordId
    readonly purpose: RestrictedPurpose
    readonly at: Date
    readonly account: string
  },
): Promise<void> {
  await sql`
    insert into access.restriction (person, case_id, effect, purpose, at, account)
    select person, ${made.case}::uuid, 'restrict', ${made.purpose}, ${made.at}::timestamptz, ${made.account}
    from unnest(${[...persons]}::uuid[]) as told (person) on conflict do nothing
  `.execute(trx)
}

/** Lifts what a request restricted, for every key that it named. A second call changes nothing. */
export async function insertLift(
  trx: Trx,
  lifted: { readonly case: RecordId; readonly at: Date; readonly account: string },
): Promise<void> {
  await sql`
    insert into access.restriction (person, case_id, effect, purpose, at, account)
    select person, case_id, 'lift', purpose, ${lifted.at}::timestamptz, ${lifted.account}
    from access.restriction where case_id = ${lifted.case}::uuid and effect = 'restrict' on conflict do nothing
  `.execute(trx)
}

/** The purposes for which the data of a person, under any of these keys, are not to be processed now. */
export async function findRestrictedPurposes(
  database: Database,
  persons: readonly RecordId[],
): Promise<RestrictedPurpose[]> {
  const { rows } = await inForce(database, persons, sql`true`)
  return rows.map(({ purpose }) => purpose)
}

/** Of many persons those whose data are restricted for one of these purposes. */
export async function findRestrictedPersons(
  database: Database,
  persons: readonly RecordId[],
  purposes: readonly RestrictedPurpose[],
): Promise<ReadonlySet<RecordId>> {
  const among = sql`told.purpose = any(${[...purposes]}::text[])`
  const { rows } = await inForce(database, persons, among)
  return new Set(rows.map(({ person }) => person))
}

function inForce(database: Database, persons: readonly RecordId[], among: RawBuilder<unknown>) {
  return sql<{ person: RecordId; purpose: RestrictedPurpose }>`
    select distinct told.person, told.purpose from access.restriction as told
    where told.person = any(${[...persons]}::uuid[]) and told.effect = 'restrict' and ${among}
      and not exists (select from access.restriction as lifted
        where lifted.person = told.person and lifted.case_id = told.case_id and lifted.effect = 'lift')
  `.execute(database)
}
