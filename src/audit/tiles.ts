import { foldSubtrees, HASH_BYTES, nodeHash, type Subtree, subtreesOf } from '#signing'

/** Hashes of one tile: 2^8. A tile of level 0 holds leaves; one of level n the hashes over full tiles of level n - 1. */
export const TILE_SIZE = 256
const TILE_LEVELS = 8

/** A tile of some level, full or at the right edge. */
export type Tile = {
  readonly level: number
  readonly position: number
  readonly hashes: readonly Buffer[]
}

/** Where a tile lies. */
export type TilePlace = Pick<Tile, 'level' | 'position'>

/** The tiles that still grow in a tree of so many leaves, with how many hashes each holds by now; an empty one is left out. */
export function growingTiles(size: number): (TilePlace & { readonly count: number })[] {
  const found: (TilePlace & { count: number })[] = []
  for (
    let level = 0, hashes = size;
    hashes > 0;
    level += 1, hashes = Math.floor(hashes / TILE_SIZE)
  )
    if (hashes % TILE_SIZE > 0)
      found.push({ level, position: Math.floor(hashes / TILE_SIZE), count: hashes % TILE_SIZE })
  return found
}

/**
 * Adds leaves to a tree of which only the growing tiles are known.
 *
 * @param size leaves so far
 * @param growing the tiles of `growingTiles(size)`
 * @returns every tile that was changed or made, and the root of the larger tree
 */
export function appendLeaves(
  size: number,
  growing: readonly Tile[],
  leaves: readonly Buffer[],
): { readonly tiles: readonly Tile[]; readonly root: Buffer } {
  const edge: Buffer[][] = []
  for (const { level, hashes } of growing) edge[level] = [...hashes]
  const full: Tile[] = []
  const counts: number[] = []
  const push = (level: number, hash: Buffer) => {
    const tile = (edge[level] ??= [])
    tile.push(hash)
    counts[level] ??= Math.floor(size / TILE_SIZE ** level)
    const count = (counts[level] += 1)
    if (count % TILE_SIZE !== 0) return
    full.push({ level, position: count / TILE_SIZE - 1, hashes: tile })
    edge[level] = []
    push(level + 1, foldPerfect(tile))
  }
  for (const leaf of leaves) push(0, leaf)

  const grown = growingTiles(size + leaves.length).map(
    ({ level, position }): Tile => ({ level, position, hashes: edge[level] ?? [] }),
  )
  const touched = grown.filter(({ level }) => counts[level] !== undefined)
  return { tiles: [...full, ...touched], root: rootOf(grown) }
}

/** The root over the growing tiles: the subtrees of the highest level stand leftmost. */
function rootOf(grown: readonly Tile[]): Buffer {
  const peaks = grown.toReversed().flatMap(({ hashes }) =>
    subtreesOf([0, hashes.length]).map(({ level, place }) => {
      const from = place * 2 ** level
      return foldPerfect(hashes.slice(from, from + 2 ** level))
    }),
  )
  return foldSubtrees(peaks)
}

/** Which tile holds what a subtree is made of, and which of its hashes. */
export function tileOf({ level, place }: Subtree): TilePlace & {
  readonly from: number
  readonly to: number
} {
  const tileLevel = Math.floor(level / TILE_LEVELS)
  const width = 2 ** (level % TILE_LEVELS)
  const first = place * width
  const position = Math.floor(first / TILE_SIZE)
  const from = first - position * TILE_SIZE
  return { level: tileLevel, position, from, to: from + width }
}

/** The hash over a power of two of neighbours. */
export function foldPerfect(hashes: readonly Buffer[]): Buffer {
  let row = hashes
  while (row.length > 1) row = pairsOf(row)
  const [root] = row
  if (root === undefined) throw new RangeError('a tile without hashes has no root')
  return root
}

function pairsOf(row: readonly Buffer[]): Buffer[] {
  const made: Buffer[] = []
  for (let at = 0; at < row.length; at += 2) {
    const left = row[at]
    const right = row[at + 1]
    if (left === undefined || right === undefined) throw new RangeError('no power of two')
    made.push(nodeHash(left, right))
  }
  return made
}

/** The hashes in the bytes of a stored tile. */
export function bytesToHashes(bytes: Buffer): Buffer[] {
  const hashes: Buffer[] = []
  for (let at = 0; at < bytes.length; at += HASH_BYTES)
    hashes.push(bytes.subarray(at, at + HASH_BYTES))
  return hashes
}
