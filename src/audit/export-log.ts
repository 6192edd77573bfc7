import type { Database } from '#foundation/database'
import { HASH_BYTES } from '#signing'
import { type EventRow, eventToLine } from './event-line.ts'
import {
  findPlaceBefore,
  listEventsBetween,
  listLeafTiles,
  listPending,
  type StoredLeafTile,
} from './export-store.ts'
import { listEras, readLastPlace } from './log-store.ts'
import { TILE_SIZE } from './tiles.ts'

/** Leaves of one page: some 5 MB of lines. */
export const PAGE_LEAVES_MAX: number = 32 * TILE_SIZE

/** Events that wait for their leaf beyond this say that the batcher stands still. */
const PENDING_MAX = 10_000

const NO_HASH = Buffer.alloc(HASH_BYTES)

/**
 * The events of leaves `from` to `to` as lines, in the order of the leaves, as the database holds them now.
 *
 * For leaves whose rows are not there a line says so: `{"gone":{"from":12,"to":14}}`. A row that stands between them
 * without a leaf is given too: `{"stray":{…}}`. Nothing is judged here; `verifyLog` does.
 *
 * @param from a multiple of 256
 */
export async function exportEvents(database: Database, from: number, to: number): Promise<string> {
  const tiles = await listLeafTiles(database, from, to)
  const last = tiles.at(-1)?.last
  const rows =
    last === undefined
      ? []
      : await listEventsBetween(
          database,
          await findPlaceBefore(database, Math.floor(from / TILE_SIZE)),
          last,
          await listEras(database),
        )
  return rowsToLines(rows, numbersOf(tiles), from, to)
}

function numbersOf(tiles: readonly StoredLeafTile[]): Map<number, number> {
  const leafOf = new Map<number, number>()
  for (const { position, numbers } of tiles)
    for (const [place, number] of numbers.entries())
      leafOf.set(number, position * TILE_SIZE + place)
  return leafOf
}

function rowsToLines(
  rows: readonly EventRow[],
  leafOf: ReadonlyMap<number, number>,
  from: number,
  to: number,
): string {
  const rowOf = new Map<number, EventRow>()
  const strays: EventRow[] = []
  for (const row of rows) {
    const leaf = leafOf.get(row.number)
    if (leaf === undefined || rowOf.has(leaf)) strays.push(row)
    else rowOf.set(leaf, row)
  }
  const lines: string[] = []
  let goneFrom: number | undefined
  for (let leaf = from; leaf <= to; leaf += 1) {
    const row = leaf < to ? rowOf.get(leaf) : undefined
    if (row === undefined && leaf < to) {
      goneFrom ??= leaf
      continue
    }
    if (goneFrom !== undefined) lines.push(`{"gone":{"from":${goneFrom},"to":${leaf}}}\n`)
    goneFrom = undefined
    if (row !== undefined) lines.push(`${eventToLine(row)}\n`)
  }
  for (const stray of strays) lines.push(`{"stray":${eventToLine(stray)}}\n`)
  return lines.join('')
}

/** The hashes of leaves `from` to `to`, 32 bytes each; zeros where the tree has none. */
export async function exportLeaves(database: Database, from: number, to: number): Promise<Buffer> {
  const tiles = new Map(
    (await listLeafTiles(database, from, to)).map((tile) => [tile.position, tile.hashes]),
  )
  const hashes: Buffer[] = []
  for (let leaf = from; leaf < to; leaf += 1)
    hashes.push(tiles.get(Math.floor(leaf / TILE_SIZE))?.[leaf % TILE_SIZE] ?? NO_HASH)
  return Buffer.concat(hashes)
}

/** The events that have no leaf yet, as lines; at most 10,000. */
export async function exportPending(database: Database): Promise<string> {
  const last = await readLastPlace(database)
  const eras = await listEras(database)
  const newest = eras.at(-1) ?? { number: 0, floor: 0 }
  const after = newest.number === last.era ? last : { xid: '0', number: 0, era: newest.number }
  const rows = await listPending(database, after, newest.floor, PENDING_MAX)
  return rows.map((row) => `${eventToLine(row)}\n`).join('')
}
