import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { makeVerifier, type NoteVerifier } from '#signing'
import type { Checkpoint } from './checkpoint.ts'
import type { EventRow } from './event-line.ts'
import { bytesToHashes, growingTiles, type Tile, type TilePlace } from './tiles.ts'

/** Any constant: two batchers take turns by it. */
const LOCK = 8_262_012

/** A place in the order of the log: eras follow one another, within one the transaction counts, within that the number. */
export type LogPlace = { readonly era: number; readonly xid: string; readonly number: number }

/** Where the events of an era begin: those with greater numbers. */
export type Era = { readonly number: number; readonly floor: number }

/** An event that the log has not taken yet. */
export type UnbatchedEvent = EventRow & { readonly xid: string }

/** Takes the turn until the transaction ends. False when another batcher is at it. */
export async function takeTurn(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK}::bigint) as taken
  `.execute(trx)
  return rows[0]?.taken ?? false
}

/** The place of the last event in the log; the very beginning for an empty one. */
export async function readLastPlace(database: Database | Trx): Promise<LogPlace> {
  const { rows } = await sql<LogPlace>`
    select era, last_xid::text as xid, last_number as number from audit.leaf_tile order by position desc limit 1
  `.execute(database)
  return rows[0] ?? { era: 0, xid: '0', number: 0 }
}

export async function listEras(database: Database | Trx): Promise<Era[]> {
  const { rows } = await sql<Era>`select number, floor from audit.era order by number`.execute(
    database,
  )
  return rows
}

/** The oldest transaction that still runs in this cluster. */
export async function readOldestRunning(trx: Database | Trx): Promise<string> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid
  `.execute(trx)
  return rows[0]?.xid ?? '0'
}

/** Begins an era above every event that the log holds. */
export async function beginEra(trx: Trx, number: number, at: Date): Promise<void> {
  await sql`
    insert into audit.era (number, floor, began_at)
    select ${number}::integer, coalesce(max(number), 0), ${at}::timestamptz
    from audit.leaf_tile, unnest(numbers) as taken (number)
  `.execute(trx)
}

/**
 * The events that follow a place, in the order of the log, each of a transaction that has ended.
 *
 * One statement sees one snapshot: what is below its oldest running transaction is committed and seen, or gone for good.
 *
 * @param restored the transactions are those of a former cluster: all have ended
 */
export async function listUnbatched(
  trx: Database | Trx,
  after: LogPlace,
  floor: number,
  limit: number,
  restored = false,
): Promise<UnbatchedEvent[]> {
  const { rows } = await sql<UnbatchedEvent>`
    select ${eventColumns}, xid::text as xid from audit.event
    where number > ${floor}::bigint
      and (xid, number) > (${after.xid}::text::xid8, ${after.number}::bigint)
      and (${restored}::boolean or xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by audit.event.xid, number
    limit ${limit}::integer
  `.execute(trx)
  return rows
}

/** Every column of an event as its leaf holds it. */
export const eventColumns = sql.raw(`
  number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, action, account, name, role,
  facility, address, what, person, visit, purpose, ground, detail::text as detail, salt`)

type StoredTile = { level: number; position: number; hashes: Buffer }

/** The tiles at places, in any order; one that is not there is left out. */
export async function findTiles(
  database: Database | Trx,
  places: readonly TilePlace[],
): Promise<Tile[]> {
  const { rows } = await sql<StoredTile>`
    with asked as (
      select * from unnest(${places.map(({ level }) => level)}::smallint[],
                           ${places.map(({ position }) => position)}::bigint[]) as a (level, position)
    )
    select 0 as level, t.position, t.hashes from asked a join audit.leaf_tile t on t.position = a.position where a.level = 0
    union all
    select t.level, t.position, t.hashes from asked a join audit.node_tile t using (level, position)
  `.execute(database)
  return rows.map(({ level, position, hashes }) => ({
    level,
    position,
    hashes: bytesToHashes(hashes),
  }))
}

/** The tiles at the right edge of a tree; throws when the database no longer holds them as they were when it was signed. */
export async function readGrowingTiles(trx: Trx, size: number): Promise<Tile[]> {
  const wanted = growingTiles(size)
  const found = await findTiles(trx, wanted)
  for (const { level, position, count } of wanted) {
    const tile = found.find((one) => one.level === level && one.position === position)
    if (tile?.hashes.length !== count)
      throw new Error(`audit log: tile ${level}/${position} does not hold its ${count} hashes`)
  }
  return found
}

export type LeafTile = Tile & { readonly numbers: readonly number[]; readonly last: LogPlace }

/** Writes changed tiles: the one at the edge over its former self. */
export async function putTiles(
  trx: Trx,
  leafTiles: readonly LeafTile[],
  nodeTiles: readonly Tile[],
): Promise<void> {
  for (const { position, numbers, hashes, last } of leafTiles)
    await sql`
      insert into audit.leaf_tile (position, numbers, hashes, era, last_xid, last_number)
      values (${position}, ${[...numbers]}::bigint[], ${Buffer.concat(hashes)}, ${last.era}, ${last.xid}::text::xid8, ${last.number})
      on conflict (position) do update set numbers = excluded.numbers, hashes = excluded.hashes,
        era = excluded.era, last_xid = excluded.last_xid, last_number = excluded.last_number
    `.execute(trx)
  for (const { level, position, hashes } of nodeTiles)
    await sql`
      insert into audit.node_tile (level, position, hashes) values (${level}, ${position}, ${Buffer.concat(hashes)})
      on conflict (level, position) do update set hashes = excluded.hashes
    `.execute(trx)
}

/** The events' numbers of a leaf tile; none when it is not there. */
export async function listTileNumbers(trx: Database | Trx, position: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select n.number from audit.leaf_tile t, unnest(t.numbers) with ordinality as n (number, place)
    where t.position = ${position}::bigint order by n.place
  `.execute(trx)
  return rows.map(({ number }) => number)
}

/** A checkpoint as it is stored: with the key that signed it, and its signature. */
export type StoredCheckpoint = Checkpoint & {
  readonly key: NoteVerifier
  readonly keyNumber: number
  readonly signature: Buffer
}

/** @param next the key to which it hands the log over, where it does */
export async function insertCheckpoint(
  trx: Trx,
  checkpoint: Pick<StoredCheckpoint, 'size' | 'root' | 'at' | 'former' | 'keyNumber' | 'signature'>,
  next?: number,
): Promise<void> {
  const { size, root, at, former, keyNumber, signature } = checkpoint
  await sql`
    insert into audit.checkpoint (size, root, at, former, key, signature, next)
    values (${size}, ${root}, ${at}, ${former}, ${keyNumber}, ${signature}, ${next ?? null})
  `.execute(trx)
}

type CheckpointRow = Pick<
  StoredCheckpoint,
  'size' | 'root' | 'at' | 'former' | 'signature' | 'keyNumber'
> & {
  readonly name: string
  readonly publicKey: Buffer
  readonly nextKey: Buffer | null
}

const checkpoints = sql.raw(`
  select c.size, c.root, c.at, c.former, c.signature, c.key as "keyNumber", k.name, k.public_key as "publicKey",
    n.public_key as "nextKey"
  from audit.checkpoint c join audit.log_key k on k.number = c.key left join audit.log_key n on n.number = c.next`)

function rowToCheckpoint({ name, publicKey, nextKey, ...row }: CheckpointRow): StoredCheckpoint {
  const key = makeVerifier(name, publicKey)
  return {
    ...row,
    origin: name,
    key,
    ...(nextKey === null ? {} : { handOver: { from: key, to: makeVerifier(name, nextKey) } }),
  }
}

export async function findLastCheckpoint(
  database: Database | Trx,
): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<CheckpointRow>`
    ${checkpoints} order by c.size desc limit 1
  `.execute(database)
  return rows.map(rowToCheckpoint)[0]
}

/** The checkpoint that gave the log to a key; undefined for the first key. */
export async function findHandOver(
  database: Database | Trx,
  keyNumber: number,
): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<CheckpointRow>`
    ${checkpoints} where c.next = ${keyNumber}::smallint order by c.size limit 1
  `.execute(database)
  return rows.map(rowToCheckpoint)[0]
}

/** Checkpoints beyond a size, smallest first. */
export async function listCheckpoints(
  database: Database,
  after: number,
  upTo: number,
  limit: number,
): Promise<StoredCheckpoint[]> {
  const { rows } = await sql<CheckpointRow>`
    ${checkpoints} where c.size > ${after}::bigint and c.size <= ${upTo}::bigint order by c.size limit ${limit}::integer
  `.execute(database)
  return rows.map(rowToCheckpoint)
}

/** The newest checkpoints, newest first. */
export async function listNewestCheckpoints(
  database: Database,
  limit: number,
): Promise<StoredCheckpoint[]> {
  const { rows } = await sql<CheckpointRow>`
    ${checkpoints} order by c.size desc limit ${limit}::integer
  `.execute(database)
  return rows.map(rowToCheckpoint)
}

/** Every statement of removal, oldest first: one for each month whose time is over, and the rare erasure. At most 10,000. */
export async function listRemovalNotes(database: Database): Promise<string[]> {
  const { rows } = await sql<{ note: string }>`
    select note from audit.removal order by number limit 10000
  `.execute(database)
  return rows.map(({ note }) => note)
}

/** Makes the partition of a day's month. A second call does nothing. */
export async function addMonth(database: Database, day: string): Promise<void> {
  await sql`select audit.add_month(${day}::date)`.execute(database)
}
