import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { EventRow } from './event-line.ts'
import { type Era, eventColumns, type LogPlace } from './log-store.ts'
import { bytesToHashes, TILE_SIZE } from './tiles.ts'

/** A leaf tile as it stands: with gaps where somebody cut it. */
export type StoredLeafTile = {
  readonly position: number
  readonly numbers: readonly number[]
  readonly hashes: readonly Buffer[]
  readonly last: LogPlace
}

/** The leaf tiles that hold leaves `from` to `to`; one that is not there is left out. */
export async function listLeafTiles(
  database: Database,
  from: number,
  to: number,
): Promise<StoredLeafTile[]> {
  const { rows } = await sql<{
    position: number
    numbers: string[]
    hashes: Buffer
    era: number
    xid: string
    number: number
  }>`
    select position, numbers, hashes, era, last_xid::text as xid, last_number as number from audit.leaf_tile
    where position >= ${Math.floor(from / TILE_SIZE)}::bigint and position < ${Math.ceil(to / TILE_SIZE)}::bigint
    order by position
  `.execute(database)
  return rows.map(({ position, numbers, hashes, era, xid, number }) => ({
    position,
    numbers: numbers.map(Number),
    hashes: bytesToHashes(hashes),
    last: { era, xid, number },
  }))
}

/** The place of the last event before a tile; the very beginning for the first tile. */
export async function findPlaceBefore(database: Database, position: number): Promise<LogPlace> {
  const { rows } = await sql<LogPlace>`
    select era, last_xid::text as xid, last_number as number from audit.leaf_tile
    where position < ${position}::bigint order by position desc limit 1
  `.execute(database)
  return rows[0] ?? { era: 0, xid: '0', number: 0 }
}

/** Every event between two places of the log, the first excluded, the last included: also one that no tile knows. */
export async function listEventsBetween(
  database: Database,
  after: LogPlace,
  last: LogPlace,
  eras: readonly Era[],
): Promise<EventRow[]> {
  const rows: EventRow[] = []
  for (const [place, era] of eras.entries()) {
    if (era.number < after.era || era.number > last.era) continue
    const ceiling = eras[place + 1]?.floor ?? Number.MAX_SAFE_INTEGER
    const from = era.number === after.era ? after : { xid: '0', number: 0 }
    const to = era.number === last.era ? last : END
    const found = await sql<EventRow>`
      select ${eventColumns} from audit.event
      where number > ${era.floor}::bigint and number <= ${ceiling}::bigint
        and (xid, number) > (${from.xid}::text::xid8, ${from.number}::bigint)
        and (xid, number) <= (${to.xid}::text::xid8, ${to.number}::bigint)
      order by audit.event.xid, number
    `.execute(database)
    rows.push(...found.rows)
  }
  return rows
}

const END = { xid: '18446744073709551615', number: Number.MAX_SAFE_INTEGER }

/** Events behind a place, whether or not their time to be batched has come. */
export async function listPending(
  database: Database,
  after: LogPlace,
  floor: number,
  limit: number,
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from audit.event
    where number > ${floor}::bigint and (xid, number) > (${after.xid}::text::xid8, ${after.number}::bigint)
    order by audit.event.xid, number limit ${limit}::integer
  `.execute(database)
  return rows
}

/** The tile, the leaf and the place of an event's row; undefined while the log has not taken it. */
export async function findLeafOf(
  database: Database,
  number: number,
): Promise<{ readonly index: number } | undefined> {
  const { rows } = await sql<{ index: number }>`
    select t.position * ${TILE_SIZE}::bigint + n.place - 1 as index
    from audit.event e
    cross join lateral (
      select position, numbers from audit.leaf_tile
      where (era, last_xid, last_number) >= (
        (select max(era.number) from audit.era where era.floor < e.number), e.xid, e.number)
      order by era, last_xid, last_number limit 1
    ) t
    cross join lateral unnest(t.numbers) with ordinality as n (number, place)
    where e.number = ${number}::bigint and n.number = e.number
  `.execute(database)
  return rows[0]
}

/** The row of one event, as its leaf holds it; undefined when there is none. */
export async function findEventRow(
  database: Database,
  number: number,
): Promise<EventRow | undefined> {
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from audit.event where number = ${number}::bigint limit 1
  `.execute(database)
  return rows[0]
}
