import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'

export type Seeing = {
  readonly number: CitizenNumber
  readonly account: string
  readonly facility: FacilityCode
  readonly at: Date
}

/**
 * Whether somebody else of the facility saw the same citizen since a time; then the seeings of the citizen end. Otherwise this one is kept,
 * and waits. Two at once wait for one another: one of them is the second.
 */
export async function isSeenTwice(trx: Trx, seeing: Seeing, since: Date): Promise<boolean> {
  const { number, account, facility, at } = seeing
  await sql`select pg_advisory_xact_lock(hashtextextended(${`counter:${number}`}, 0))`.execute(trx)
  await sql`delete from access.counter_seeing where seen_at < ${since}`.execute(trx)
  const { numAffectedRows } = await sql`
    delete from access.counter_seeing where citizen_number = ${number} and exists (
      select from access.counter_seeing as other
      where other.citizen_number = ${number} and other.account <> ${account} and other.facility = ${facility})
  `.execute(trx)
  if ((numAffectedRows ?? 0n) > 0n) return true
  await sql`
    insert into access.counter_seeing (citizen_number, account, facility, seen_at)
    values (${number}, ${account}, ${facility}, ${at})
    on conflict (citizen_number, account) do update set facility = excluded.facility, seen_at = excluded.seen_at
  `.execute(trx)
  return false
}
