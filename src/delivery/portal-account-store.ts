import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'

export type PortalAccountRow = {
  readonly facility: FacilityCode
  readonly username: string
  readonly sealed: Buffer
  readonly set_at: Date
  readonly set_by: string
}

export async function savePortalAccount(trx: Trx, row: PortalAccountRow): Promise<void> {
  await sql`
    insert into delivery.portal_account (facility, username, sealed, set_at, set_by)
    values (${row.facility}, ${row.username}, ${row.sealed}, ${row.set_at}, ${row.set_by})
    on conflict (facility) do update
    set username = excluded.username, sealed = excluded.sealed, set_at = excluded.set_at, set_by = excluded.set_by
  `.execute(trx)
}

export async function findPortalAccount(
  database: Database,
  facility: FacilityCode,
): Promise<PortalAccountRow | undefined> {
  const { rows } = await sql<PortalAccountRow>`
    select facility, username, sealed, set_at, set_by from delivery.portal_account where facility = ${facility}
  `.execute(database)
  return rows[0]
}

/** Beyond this many facilities the list is cut: no province has as many. */
const ACCOUNTS_MAX = 5_000

export async function portalAccounts(
  database: Database,
): Promise<Omit<PortalAccountRow, 'sealed'>[]> {
  const { rows } = await sql<Omit<PortalAccountRow, 'sealed'>>`
    select facility, username, set_at, set_by from delivery.portal_account order by facility limit ${ACCOUNTS_MAX}
  `.execute(database)
  return rows
}

/** The facilities that have an account at the insurance portal: only they can send there. */
export async function facilitiesWithPortalAccount(database: Database | Trx): Promise<string[]> {
  const { rows } = await sql<{ facility: string }>`
    select facility from delivery.portal_account order by facility
  `.execute(database)
  return rows.map(({ facility }) => facility)
}
