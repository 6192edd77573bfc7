import { hash } from 'node:crypto'

/**
 * A Merkle tree over an append-only list, as RFC 6962 and RFC 9162 (section 2.1) define it, with SHA-256. Pure.
 *
 * A part of the tree is named by the leaves it covers, from inclusive to exclusive. A perfect subtree of 2^level leaves
 * is named by its level and its place among those of its level. Sizes stay below 2^53.
 */
export type LeafRange = readonly [from: number, to: number]

/** The perfect subtree over the leaves `place * 2^level` to `(place + 1) * 2^level`. */
export type Subtree = { readonly level: number; readonly place: number }

export const HASH_BYTES = 32

const LEAF = Buffer.of(0)
/** Where two hashes are put together, again and again: one for each node made. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** The root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0))

/** By way of a string: a digest as a buffer of its own costs Node five times as much (measured: 1.4 µs against 0.3). */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')
}

/** The prefix keeps a leaf from being taken for a node: a second preimage would be easy without. */
export function leafHash(...content: readonly Uint8Array[]): Buffer {
  return sha256(Buffer.concat([LEAF, ...content]))
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('no hash')
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return sha256(node)
}

/** The perfect subtrees of a range, the largest first, as the tree is cut. The range begins where a subtree of its size may. */
export function subtreesOf([from, to]: LeafRange): Subtree[] {
  const found: Subtree[] = []
  let at = from
  while (at < to) {
    const level = Math.floor(Math.log2(to - at))
    found.push({ level, place: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The hash over neighbouring subtrees, the largest first: each is joined to what stands right of it. */
export function foldSubtrees(hashes: readonly Buffer[]): Buffer {
  const [last, ...others] = hashes.toReversed()
  if (last === undefined) return EMPTY_ROOT
  return others.reduce((right, left) => nodeHash(left, right), last)
}

/** Which parts prove that leaf `index` stands in the tree of `size`: from the leaf upwards (RFC 9162, 2.1.3.1). */
export function inclusionParts(index: number, size: number): LeafRange[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} of ${size}`)
  return pathParts(index, [0, size])
}

function pathParts(index: number, [from, to]: LeafRange): LeafRange[] {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...pathParts(index, [from, middle]), [middle, to]]
    : [...pathParts(index, [middle, to]), [from, middle]]
}

/** Which parts prove that the tree of `former` is the beginning of the tree of `size` (RFC 9162, 2.1.4.1). */
export function consistencyParts(former: number, size: number): LeafRange[] {
  if (!(former > 0 && former <= size)) throw new RangeError(`tree of ${former} in ${size}`)
  return prefixParts(former, [0, size], true)
}

function prefixParts(former: number, [from, to]: LeafRange, isWhole: boolean): LeafRange[] {
  if (former === to) return isWhole ? [] : [[from, to]]
  const middle = from + splitOf(to - from)
  return former <= middle
    ? [...prefixParts(former, [from, middle], isWhole), [middle, to]]
    : [...prefixParts(former, [middle, to], false), [from, middle]]
}

/** The largest power of two below a size. */
function splitOf(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1)
}

/** Whether a path proves that a leaf stands at its index under a root (RFC 9162, 2.1.3.2). */
export function provesInclusion(proof: {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}): boolean {
  const { index, size, path } = proof
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return false
  const parts = inclusionParts(index, size)
  if (parts.length !== path.length) return false
  const made = parts.reduce<Uint8Array>((hashed, [from], step) => {
    const other = path[step] ?? EMPTY_ROOT
    return from > index ? nodeHash(hashed, other) : nodeHash(other, hashed)
  }, proof.leaf)
  return Buffer.from(made).equals(proof.root)
}

/** Whether a path proves that the tree under `formerRoot` is the beginning of the tree under `root` (RFC 9162, 2.1.4.2). */
export function provesConsistency(proof: {
  readonly former: number
  readonly formerRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}): boolean {
  const { former, formerRoot, size, root, path } = proof
  if (!(Number.isSafeInteger(former) && former > 0 && former <= size)) return false
  if (former === size) return path.length === 0 && Buffer.from(root).equals(formerRoot)
  const parts = consistencyParts(former, size)
  if (parts.length !== path.length) return false
  // When the former tree is itself a subtree of the new one, the proof leaves it out: its root is known.
  const [first] = parts
  const startsInside = first !== undefined && first[0] < former
  const start: Uint8Array = startsInside ? (path[0] ?? EMPTY_ROOT) : formerRoot
  let ofFormer = start
  let ofNew = start
  parts.forEach(([from], step) => {
    if (startsInside && step === 0) return
    const other = path[step] ?? EMPTY_ROOT
    if (from < former) ofFormer = nodeHash(other, ofFormer)
    ofNew = from < former ? nodeHash(other, ofNew) : nodeHash(ofNew, other)
  })
  return Buffer.from(ofFormer).equals(formerRoot) && Buffer.from(ofNew).equals(root)
}

/** A tree that only grows and remembers only the roots of its perfect subtrees: some 20 hashes for a million leaves. */
export type GrowingTree = {
  readonly append: (leaf: Buffer) => void
  readonly size: () => number
  readonly root: () => Buffer
}

export function growTree(): GrowingTree {
  const peaks: Buffer[] = []
  let size = 0
  return {
    append: (leaf) => {
      let made = leaf
      // As many peaks are joined as the size ends in ones.
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        const left = peaks.pop()
        if (left !== undefined) made = nodeHash(left, made)
      }
      peaks.push(made)
      size += 1
    },
    size: () => size,
    root: () => foldSubtrees(peaks),
  }
}
