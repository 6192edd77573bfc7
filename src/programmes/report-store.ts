import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

export type Report = {
  readonly id: RecordId
  readonly milestone: string
  readonly authority: string
  readonly day: string
  readonly numerator: number
  readonly denominator: number
  readonly source: string
  readonly account: string
  readonly name: string
  readonly at: Date
}

/** Keeps a report. Appended: a correction is a newer one. */
export async function insertReport(trx: Trx, one: Report): Promise<void> {
  await sql`
    insert into programmes.report (id, milestone, authority, day, numerator, denominator, source, account, name, at)
    values (${one.id}::uuid, ${one.milestone}, ${one.authority}, ${one.day}::date, ${one.numerator}, ${one.denominator}, ${one.source},
      ${one.account}, ${one.name}, ${one.at})
  `.execute(trx)
}

/** What stood reported on a day: the newest of each milestone and authority, within the scope of the transaction. */
export async function listReports(
  database: Database | Trx,
  day: string,
  authority: string | undefined,
): Promise<Omit<Report, 'id' | 'at' | 'account'>[]> {
  const { rows } = await sql<Omit<Report, 'id' | 'at' | 'account'>>`
    select distinct on (milestone, authority) milestone, authority, day, numerator, denominator, source, name
    from programmes.report
    where day <= ${day}::date and (${authority ?? null}::text is null or authority = ${authority ?? null})
    order by milestone, authority, day desc, at desc
  `.execute(database)
  return rows
}
