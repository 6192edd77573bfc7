import type { Database } from '#foundation/database'
import { HASH_BYTES, isSignedBy, parseNote } from '#signing'
import { lineToLeaf } from './event-line.ts'
import { exportEvents, exportLeaves } from './export-log.ts'
import {
  findHandOver,
  findLastCheckpoint,
  listRemovalNotes,
  readLastPlace,
  readOldestRunning,
  type StoredCheckpoint,
} from './log-store.ts'
import { storedToNote } from './prove-event.ts'
import { isTileUnder } from './prove-log.ts'
import { gatherRemovals, parseRemoval } from './removal.ts'
import { TILE_SIZE } from './tiles.ts'
import {
  findWatchPlace,
  insertFaults,
  putWatchPlace,
  type WatchFault,
  type WatchPlace,
} from './watch-log-store.ts'

/** The newest leaves are looked at in each round: what is altered soon after it was written is seen within one. */
const TAIL_LEAVES = 8 * TILE_SIZE

/** Further leaves of one round, which walk over the whole log in turn: some 5 MB of rows. */
const WALK_LEAVES = 32 * TILE_SIZE

/** Faults of one round that are kept: where there are more, the first of them say enough. */
const FAULTS_MAX = 100

export type WatchLogNeeds = {
  readonly database: Database
  readonly now: () => Date
}

export type WatchRound = {
  readonly faults: readonly WatchFault[]
  readonly size: number
  /** Whether the walk reached the end of the log: the next round begins anew. */
  readonly isAtEnd: boolean
}

/**
 * One round of the watchman: holds rows and hashes of a part of the log against its newest signed checkpoint, where they lie.
 * Looks at the newest 2,048 leaves and at 8,192 further ones, from where the last round ended; keeps its place and what it
 * found. A second call goes on. An empty log has nothing to be found.
 *
 * It sees what stands in the database; that nobody replaced the whole log, its key included, only a checkpoint that was
 * carried off can tell (`mach audit verify --checkpoint`).
 */
export async function watchLog(
  needs: WatchLogNeeds,
  { tailLeaves, walkLeaves } = { tailLeaves: TAIL_LEAVES, walkLeaves: WALK_LEAVES },
): Promise<WatchRound> {
  const { database, now } = needs
  const newest = await findLastCheckpoint(database)
  const former = await findWatchPlace(database)
  const size = newest?.size ?? 0
  const known = former?.size ?? 0
  const found: WatchFault[] = []
  // A log that is shorter than it was: its tail was cut, the checkpoints with it.
  if (size < known) found.push({ kind: 'missing', leaf: size })
  if (newest !== undefined && !(await isLawful(database, newest)))
    found.push({ kind: 'signature', leaf: size })
  const from = former !== undefined && former.next < size ? former.next : 0
  const to = Math.min(from + walkLeaves, size)
  const tail = Math.max(to, tileOf(size - tailLeaves))
  if (newest !== undefined) {
    found.push(...(await checkPart(needs, newest, from, to)))
    found.push(...(await checkPart(needs, newest, tail, size)))
  }
  const faults = found.slice(0, FAULTS_MAX)
  const at = now()
  const isAtEnd = to >= size
  if (faults.length > 0) await insertFaults(database, faults, at)
  const place: WatchPlace = {
    next: isAtEnd ? 0 : to,
    size: Math.max(size, known),
    at,
    wholeAt: isAtEnd ? at : (former?.wholeAt ?? null),
  }
  await putWatchPlace(database, place)
  return { faults, size, isAtEnd }
}

/** Whether its key signed it, and had the log from the key before: back to the first. */
async function isLawful(database: Database, newest: StoredCheckpoint): Promise<boolean> {
  let one: StoredCheckpoint | undefined = newest
  while (one !== undefined) {
    if (!isSigned(one)) return false
    const { key, keyNumber }: StoredCheckpoint = one
    if (keyNumber === FIRST_KEY) return true
    one = await findHandOver(database, keyNumber)
    const isFrom = one !== undefined && one.keyNumber < keyNumber
    if (!isFrom || one?.handOver?.to.publicKey.equals(key.publicKey) !== true) return false
  }
  return false
}

const FIRST_KEY = 1

function isSigned(stored: StoredCheckpoint): boolean {
  const note = parseNote(storedToNote(stored))
  return note.ok && isSignedBy(note.value, stored.key)
}

/** @param from a multiple of 256 */
async function checkPart(
  needs: WatchLogNeeds,
  newest: StoredCheckpoint,
  from: number,
  to: number,
): Promise<WatchFault[]> {
  if (to <= from) return []
  const { database } = needs
  const isBetween = await isBetweenEras(database)
  const lines = (await exportEvents(database, from, to)).split('\n').slice(0, -1)
  const leaves = await exportLeaves(database, from, to)
  const faults = compareRows(lines, leaves, from)
  const isMissing = faults.some(({ kind }) => kind === 'missing')
  // Read behind the rows: a month that was removed lawfully meanwhile has its statement by now.
  const removals = isMissing ? await readRemovals(database, newest) : undefined
  const unlawful = faults.filter(
    ({ kind, leaf }) =>
      (kind !== 'missing' || removals?.covers(leaf) !== true) &&
      (kind !== 'inserted' || !isBetween),
  )
  // What is wrong with the tree itself comes first: where a whole tile is gone, its rows would fill the list.
  return [...(await checkTiles(database, newest, from, to)), ...unlawful]
}

/**
 * Whether the cluster counts its transactions anew, after a restore, and the log has not begun its new era: for a moment what
 * is written then seems to stand between former events.
 */
async function isBetweenEras(database: Database): Promise<boolean> {
  const { xid } = await readLastPlace(database)
  return BigInt(await readOldestRunning(database)) <= BigInt(xid)
}

/** Which rows have not the leaf of their place. Each is judged alone: two that changed places are two altered ones. */
function compareRows(lines: readonly string[], leaves: Buffer, from: number): WatchFault[] {
  const faults: WatchFault[] = []
  let index = from
  for (const line of lines) {
    const [, , gone] = /^\{"gone":\{"from":(\d+),"to":(\d+)\}\}$/.exec(line) ?? []
    if (gone !== undefined) {
      for (; index < Number(gone); index += 1) faults.push({ kind: 'missing', leaf: index })
      continue
    }
    if (line.startsWith('{"stray":')) {
      faults.push({ kind: 'inserted', leaf: index })
      continue
    }
    const at = (index - from) * HASH_BYTES
    const leaf = lineToLeaf(Buffer.from(line))
    if (leaf?.equals(leaves.subarray(at, at + HASH_BYTES)) !== true)
      faults.push({ kind: 'altered', leaf: index })
    index += 1
  }
  return faults
}

/** Which tiles do not lead to the signed root. */
async function checkTiles(
  database: Database,
  newest: StoredCheckpoint,
  from: number,
  to: number,
): Promise<WatchFault[]> {
  const faults: WatchFault[] = []
  for (let index = from; index < to; index += TILE_SIZE)
    if (!(await isTileUnder(database, index, newest))) faults.push({ kind: 'root', leaf: index })
  return faults
}

async function readRemovals(database: Database, { key }: StoredCheckpoint) {
  const notes = await listRemovalNotes(database)
  return gatherRemovals(
    notes.map((note) => parseRemoval(note, key)).flatMap((read) => (read.ok ? [read.value] : [])),
  )
}

function tileOf(leaf: number): number {
  return Math.max(0, Math.floor(leaf / TILE_SIZE) * TILE_SIZE)
}
