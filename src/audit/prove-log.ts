import type { Database } from '#foundation/database'
import {
  consistencyParts,
  foldSubtrees,
  inclusionParts,
  type LeafRange,
  provesInclusion,
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

/**
 * Whether the hashes of the tile that begins with a leaf lead to a root: the path of its first leaf is made of all its others.
 * No, also where a tile on the way is not there or too short.
 */
export async function isTileUnder(
  database: Database,
  index: number,
  { size, root }: { readonly size: number; readonly root: Buffer },
): Promise<boolean> {
  const [leaf, ...path] = await findRanges(database, [
    [index, index + 1],
    ...inclusionParts(index, size),
  ])
  const whole = path.filter((hash) => hash !== undefined)
  if (leaf === undefined || whole.length < path.length) return false
  return provesInclusion({ leaf, index, size, path: whole, root })
}

async function readRanges(database: Database, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  const found = await findRanges(database, ranges)
  return found.map((hash, place) => {
    if (hash === undefined)
      throw new Error(
        `audit log: the hashes of leaves ${ranges[place]?.join(' to ')} are not there`,
      )
    return hash
  })
}

/** The hash over each range, from at most some sixty tiles, whatever the size; undefined where a tile does not hold its hashes. */
async function findRanges(
  database: Database,
  ranges: readonly LeafRange[],
): Promise<(Buffer | undefined)[]> {
  const subtrees = ranges.flatMap(subtreesOf)
  const places = new Map(
    subtrees
      .map(tileOf)
      .map(({ level, position }) => [`${level}/${position}`, { level, position }]),
  )
  const found = await findTiles(database, [...places.values()])
  const tiles = new Map(found.map((tile) => [`${tile.level}/${tile.position}`, tile]))
  return ranges.map((range) => {
    const parts = subtreesOf(range)
    const hashes = parts.map((one) => findHash(one, tiles)).filter((hash) => hash !== undefined)
    return hashes.length < parts.length ? undefined : foldSubtrees(hashes)
  })
}

function findHash(subtree: Subtree, tiles: ReadonlyMap<string, Tile>): Buffer | undefined {
  const { level, position, from, to } = tileOf(subtree)
  const hashes = tiles.get(`${level}/${position}`)?.hashes.slice(from, to) ?? []
  return hashes.length === to - from ? foldPerfect(hashes) : undefined
}
