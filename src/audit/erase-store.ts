import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import { TILE_SIZE } from './tiles.ts'

/** An event that is there, and its leaf; null while the log has not taken it. */
export type EventLeaf = { readonly number: number; readonly leaf: number | null }

/** The leaves of events, ascending by number; what is not there is left out. Holds the rows until the transaction ends. */
export async function listLeavesOf(trx: Trx, numbers: readonly number[]): Promise<EventLeaf[]> {
  const { rows } = await sql<EventLeaf>`
    with held as (
      select number, xid from audit.event where number = any(${[...numbers]}::bigint[]) order by number for update
    )
    select held.number, found.leaf
    from held
    left join lateral (
      select t.position * ${TILE_SIZE}::bigint + n.place - 1 as leaf
      from (
        select position, numbers from audit.leaf_tile
        where (era, last_xid, last_number) >= (
          (select max(era.number) from audit.era where era.floor < held.number), held.xid, held.number)
        order by era, last_xid, last_number limit 1
      ) t
      cross join lateral unnest(t.numbers) with ordinality as n (number, place)
      where n.number = held.number
    ) found on true
    order by held.number
  `.execute(trx)
  return rows
}

/** The rows go with their salts; the leaf hashes stay. Only the owner may. */
export async function deleteEvents(trx: Trx, numbers: readonly number[]): Promise<void> {
  await sql`delete from audit.event where number = any(${[...numbers]}::bigint[])`.execute(trx)
}
