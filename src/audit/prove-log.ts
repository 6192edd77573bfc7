import type { Database } from '#foundation/database'
import {
  consistencyParts,
  foldSubtrees,
  inclusionParts,
  type LeafRange,
  type Subtree,
  subtreesOf,
} from '#signing'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { findLastCheckpoint, findTiles } from './log-store.ts'
import { foldPerfect, type Tile, tileOf } from './tiles.ts'

/** That a leaf stands in the tree of `size`: hashes in hexadecimal, from the leaf upwards. */
export type InclusionProof = {
  readonly index: number
  readonly size: number
  readonly leaf: string
  readonly root: string
  readonly path: readonly string[]
}

/** That the tree of `former` is the beginning of the tree of `size`. */
export type ConsistencyProof = {
  readonly former: number
  readonly size: number
  readonly path: readonly string[]
}

/**
 * Proves that a leaf stands in the log (RFC 9162, 2.1.3).
 *
 * @param size the tree in which; that of the newest checkpoint when absent
 * Refuses `audit.no-checkpoint`, `audit.no-such-leaf`.
 */
export async function proveInclusion(
  database: Database,
  index: number,
  size?: number,
): Promise<Outcome<InclusionProof>> {
  const newest = await findLastCheckpoint(database)
  if (!newest) return refuse('not-found', 'audit.no-checkpoint')
  const whole = size ?? newest.size
  if (whole > newest.size || index >= whole) return refuse('not-found', 'audit.no-such-leaf')
  const hashes = await readRanges(database, [
    [index, index + 1],
    [0, whole],
    ...inclusionParts(index, whole),
  ])
  const [leaf = '', root = '', ...path] = hashes.map((hash) => hash.toString('hex'))
  return accept({ index, size: whole, leaf, root, path })
}

/**
 * Proves that the log only grew between two sizes (RFC 9162, 2.1.4).
 *
 * Refuses `audit.no-checkpoint`, `audit.no-such-leaf`.
 */
export async function proveConsistency(
  database: Database,
  former: number,
  size?: number,
): Promise<Outcome<ConsistencyProof>> {
  const newest = await findLastCheckpoint(database)
  if (!newest) return refuse('not-found', 'audit.no-checkpoint')
  const whole = size ?? newest.size
  if (whole > newest.size || former > whole) return refuse('not-found', 'audit.no-such-leaf')
  const hashes = await readRanges(database, consistencyParts(former, whole))
  return accept({ former, size: whole, path: hashes.map((hash) => hash.toString('hex')) })
}

/** The hash over each range, from at most some sixty tiles, whatever the size. */
async function readRanges(database: Database, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  const subtrees = ranges.flatMap(subtreesOf)
  const places = new Map(
    subtrees
      .map(tileOf)
      .map(({ level, position }) => [`${level}/${position}`, { level, position }]),
  )
  const found = await findTiles(database, [...places.values()])
  const tiles = new Map(found.map((tile) => [`${tile.level}/${tile.position}`, tile]))
  return ranges.map((range) =>
    foldSubtrees(subtreesOf(range).map((subtree) => hashOf(subtree, tiles))),
  )
}

function hashOf(subtree: Subtree, tiles: ReadonlyMap<string, Tile>): Buffer {
  const { level, position, from, to } = tileOf(subtree)
  const hashes = tiles.get(`${level}/${position}`)?.hashes.slice(from, to) ?? []
  if (hashes.length !== to - from)
    throw new Error(`audit log: tile ${level}/${position} does not hold its hashes`)
  return foldPerfect(hashes)
}
