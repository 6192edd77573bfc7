import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { TILE_SIZE } from './tiles.ts'

/** A month whose events lie in a partition of their own: `2026-11`. */
export type StoredMonth = { readonly month: string; readonly table: string }

/** The months that have their partition, oldest first. */
export async function listMonths(owner: Database): Promise<StoredMonth[]> {
  const { rows } = await sql<StoredMonth>`
    select replace(substring(c.relname from 7), '_', '-') as month, c.relname as table
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit.event'::regclass and c.relname ~ '^event_[0-9]{4}_[0-9]{2}$'
    order by c.relname
  `.execute(owner)
  return rows
}

/** Nobody writes into the month from here to the end of the transaction. */
export async function lockMonth(trx: Trx, { table }: StoredMonth): Promise<void> {
  await sql`lock table ${sql.table(`audit.${table}`)} in exclusive mode`.execute(trx)
}

/** How many events the month holds. */
export async function countMonth(trx: Trx, { table }: StoredMonth): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select count(*) as events from ${sql.table(`audit.${table}`)}
  `.execute(trx)
  return rows[0]?.events ?? 0
}

/** The leaves of a month's events as ranges, from inclusive to exclusive, ascending. */
export async function listLeafRanges(
  trx: Trx,
  { table }: StoredMonth,
): Promise<(readonly [from: number, to: number])[]> {
  const { rows } = await sql<{ from: number; to: number }>`
    with leaf as (
      select t.position * ${TILE_SIZE}::bigint + n.place - 1 as index
      from audit.leaf_tile t
      cross join lateral unnest(t.numbers) with ordinality as n (number, place)
      join ${sql.table(`audit.${table}`)} e on e.number = n.number
    ), grouped as (
      select index, index - row_number() over (order by index) as island from leaf
    )
    select min(index) as from, max(index) + 1 as to from grouped group by island order by 1
  `.execute(trx)
  return rows.map(({ from, to }) => [from, to])
}

export async function insertRemoval(trx: Trx, at: Date, note: string): Promise<void> {
  await sql`insert into audit.removal (at, note) values (${at}, ${note})`.execute(trx)
}

/** The rows go with their salts; the leaf hashes stay. */
export async function dropMonth(trx: Trx, { table }: StoredMonth): Promise<void> {
  await sql`drop table ${sql.table(`audit.${table}`)}`.execute(trx)
}
