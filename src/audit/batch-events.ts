import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { SignedNote } from '#signing'
import { accept } from '#vocabulary/outcome'
import {
  type Checkpoint,
  checkpointHash,
  type HandOver,
  NO_FORMER,
  signCheckpoint,
} from './checkpoint.ts'
import { eventToLeaf } from './event-line.ts'
import {
  beginEra,
  findLastCheckpoint,
  insertCheckpoint,
  type LeafTile,
  listEras,
  listTileNumbers,
  listUnbatched,
  type LogPlace,
  putTiles,
  readGrowingTiles,
  readLastPlace,
  readOldestRunning,
  takeTurn,
  type UnbatchedEvent,
} from './log-store.ts'
import { type KeySealer, openSigners } from './open-log-key.ts'
import { appendLeaves, type Tile, TILE_SIZE } from './tiles.ts'

/** Events of one batch: what is read, hashed and written in some 100 ms. */
const BATCH_MAX = 4_096

export type BatchNeeds = {
  readonly database: Database
  readonly now: () => Date
  /** Opens the key of the log. */
  readonly sealer: KeySealer
  /** Events of one batch; 4,096 when absent. */
  readonly batchMax?: number
}

export type Batch = {
  readonly checkpoint: Checkpoint
  readonly note: SignedNote
  readonly isFull: boolean
}

/**
 * Takes the events that were committed since, gives them the next leaves, and signs the larger tree: one transaction,
 * so that a crash at any step leaves either nothing or a whole batch. Writers of events wait for nothing here.
 *
 * Where another key waits, this checkpoint hands the log over to it, signed by the key before (`rotateLogKey`).
 *
 * Undefined when there is nothing to take, or when another batcher is at it: a second call is always safe.
 * Throws when the tiles at the edge are no longer what was signed.
 */
export async function batchEvents(needs: BatchNeeds): Promise<Batch | undefined> {
  const outcome = await inTransaction(needs.database, async (trx) =>
    accept((await takeTurn(trx)) ? await takeBatch(trx, needs) : undefined),
  )
  return outcome.ok ? outcome.value : undefined
}

async function takeBatch(trx: Trx, needs: BatchNeeds): Promise<Batch | undefined> {
  const last = await readLastPlace(trx)
  const { events, era } = await listNext(trx, last, needs)
  if (events.length === 0) return undefined

  const { signer, next } = await openSigners(trx, needs.sealer)
  const handOver: HandOver | undefined = next && { from: signer.verifier, to: next.verifier }
  const former = await findLastCheckpoint(trx)
  const size = former?.size ?? 0
  const growing = await readGrowingTiles(trx, size)
  const { tiles, root } = appendLeaves(size, growing, events.map(eventToLeaf))
  await putTiles(
    trx,
    await withNumbers(trx, size, tiles, events, era),
    tiles.filter(({ level }) => level > 0),
  )
  const now = needs.now()
  const checkpoint: Checkpoint = {
    origin: signer.verifier.name,
    size: size + events.length,
    root,
    // A clock that was set back does not make a later checkpoint earlier.
    at: former !== undefined && former.at > now ? former.at : now,
    former: former === undefined ? NO_FORMER : checkpointHash(former),
    ...(handOver === undefined ? {} : { handOver }),
  }
  const note = signCheckpoint(checkpoint, signer)
  const [signature] = note.signatures
  if (signature === undefined) throw new Error('a signed checkpoint has a signature')
  const { keyNumber } = signer
  const stored = { ...checkpoint, keyNumber, signature: signature.value }
  await insertCheckpoint(trx, stored, next?.keyNumber)
  return { checkpoint, note, isFull: events.length === (needs.batchMax ?? BATCH_MAX) }
}

/**
 * What comes next, and in which era. When the oldest running transaction stands below what the log holds already, the
 * database was restored into a new cluster: what the former one left is taken first, then a new era begins.
 */
async function listNext(
  trx: Trx,
  last: LogPlace,
  { now, batchMax = BATCH_MAX }: BatchNeeds,
): Promise<{ readonly events: UnbatchedEvent[]; readonly era: number }> {
  const eras = await listEras(trx)
  const { number: era, floor } = eras.at(-1) ?? { number: 0, floor: 0 }
  const after = era === last.era ? last : { era, xid: '0', number: 0 }
  const isRestored = BigInt(await readOldestRunning(trx)) <= BigInt(after.xid)
  const events = await listUnbatched(trx, after, floor, batchMax, isRestored)
  if (events.length > 0 || !isRestored) return { events, era }

  await beginEra(trx, era + 1, now())
  return { events: [], era: era + 1 }
}

/** The leaf tiles with the numbers of their events and the place of their last. */
async function withNumbers(
  trx: Trx,
  size: number,
  tiles: readonly Tile[],
  events: readonly UnbatchedEvent[],
  era: number,
): Promise<LeafTile[]> {
  const first = Math.floor(size / TILE_SIZE)
  const known = size % TILE_SIZE === 0 ? [] : await listTileNumbers(trx, first)
  const numbers = [...known, ...events.map(({ number }) => number)]
  return tiles
    .filter(({ level }) => level === 0)
    .map((tile) => {
      const from = (tile.position - first) * TILE_SIZE
      const end = from + tile.hashes.length
      const event = events[end - known.length - 1]
      if (event === undefined) throw new Error(`tile ${tile.position} took no event`)
      const last = { era, xid: event.xid, number: event.number }
      return { ...tile, numbers: numbers.slice(from, end), last }
    })
}
