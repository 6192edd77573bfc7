import { sql } from 'kysely'
import type { Database } from '#foundation/database'

/** A place in the order of writing, and what was written there, as far as a watchman looks. */
export type WrittenEvent = {
  readonly xid: string
  readonly number: number
  readonly at: Date
  readonly action: string
  readonly account: string
  readonly role: string
  readonly address: string
  readonly facility: string | null
  readonly person: string | null
  readonly purpose: string | null
}

/** Events in the order of writing after a place; stops below the oldest running transaction, so that none is skipped. */
export async function listWritten(
  db: Database,
  after: { readonly xid: string; readonly number: number },
  limit: number,
): Promise<WrittenEvent[]> {
  const { rows } = await sql<WrittenEvent>`
    select e.xid::text as xid, number, at, action, account, role, address, facility, person, purpose
    from audit.event e
    where (e.xid, number) > (${after.xid}::text::xid8, ${after.number}::bigint)
      and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, number
    limit ${limit}
  `.execute(db)
  return rows
}

/**
 * The place before the first event since a time; the newest place when there was none. Never ahead of the transactions of
 * this cluster: after a restore the former numbers may be far greater.
 */
export async function findPlaceAt(
  db: Database,
  since: Date,
): Promise<{ readonly xid: string; readonly number: number }> {
  const { rows } = await sql<{ xid: string; number: number }>`
    with first as (
      select e.xid, number - 1 as number from audit.event e where at >= ${since} order by at, number limit 1
    ),
    newest as (
      select e.xid, number from audit.event e order by e.xid desc, number desc limit 1
    )
    select least(xid, pg_snapshot_xmin(pg_current_snapshot()))::text as xid, number
    from (select * from first union all select * from newest where not exists (select from first)) as place
  `.execute(db)
  return rows[0] ?? { xid: '0', number: 0 }
}
