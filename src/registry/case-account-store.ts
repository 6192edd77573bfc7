import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

/** Keeps that a case made an account for whoever opened it. */
export async function insertCaseAccount(
  trx: Trx,
  made: { readonly case: RecordId; readonly account: string; readonly opener: string },
): Promise<void> {
  await sql`
    insert into registry.case_account (case_id, account, opener) values (${made.case}, ${made.account}, ${made.opener})
    on conflict do nothing
  `.execute(trx)
}

/** The accounts that a case made for this opener; none for anybody else. */
export async function listCaseAccounts(
  database: Database | Trx,
  found: RecordId,
  opener: string,
): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account from registry.case_account where case_id = ${found} and opener = ${opener} order by account
  `.execute(database)
  return rows.map(({ account }) => account)
}
