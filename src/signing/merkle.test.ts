import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  consistencyParts,
  EMPTY_ROOT,
  foldSubtrees,
  growTree,
  inclusionParts,
  leafHash,
  type LeafRange,
  nodeHash,
  provesConsistency,
  provesInclusion,
  sha256,
  subtreesOf,
} from './merkle.ts'

const SIZE_MAX = 260
const leaves = Array.from({ length: SIZE_MAX }, (_, index) =>
  leafHash(Buffer.from(`leaf ${index}`)),
)

/** The definition, word for word (RFC 9162, 2.1.1): slow and plain. */
function naiveRoot([from, to]: LeafRange): Buffer {
  if (to === from) return sha256(Buffer.alloc(0))
  if (to - from === 1) return leaves[from] ?? EMPTY_ROOT
  let split = 1
  while (split * 2 < to - from) split *= 2
  return nodeHash(naiveRoot([from, from + split]), naiveRoot([from + split, to]))
}

const memory = new Map<string, Buffer>()
function rootOf(range: LeafRange): Buffer {
  const key = range.join('-')
  const known = memory.get(key) ?? naiveRoot(range)
  memory.set(key, known)
  return known
}

describe('a Merkle tree', () => {
  test('has the hashes of RFC 6962 for its known test vectors', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ]
    const tree = growTree()
    for (const input of inputs) tree.append(leafHash(Buffer.from(input, 'hex')))
    expect(tree.root().toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    )
  })

  test('grown leaf by leaf or put together from perfect subtrees has the root of the definition, at every size', () => {
    const tree = growTree()
    for (let size = 0; size <= SIZE_MAX; size += 1) {
      expect(tree.root()).toEqual(rootOf([0, size]))
      const parts = subtreesOf([0, size]).map(({ level, place }) =>
        rootOf([place * 2 ** level, (place + 1) * 2 ** level]),
      )
      expect(foldSubtrees(parts)).toEqual(tree.root())
      const leaf = leaves[size]
      if (leaf) tree.append(leaf)
    }
  })

  test('proves every leaf at every size, and nothing else by the same proof', () => {
    for (let size = 1; size <= SIZE_MAX; size += 1)
      for (let index = 0; index < size; index += size > 64 ? 7 : 1) {
        const leaf = leaves[index] ?? EMPTY_ROOT
        const path = inclusionParts(index, size).map(rootOf)
        const proof = { leaf, index, size, path, root: rootOf([0, size]) }
        expect(provesInclusion(proof)).toBe(true)
        if (size === 1) continue
        expect(provesInclusion({ ...proof, index: (index + 1) % size })).toBe(false)
        expect(provesInclusion({ ...proof, leaf: leafHash(Buffer.from('other')) })).toBe(false)
        expect(provesInclusion({ ...proof, root: rootOf([0, size - 1]) })).toBe(false)
        expect(provesInclusion({ ...proof, path: path.slice(1) })).toBe(false)
        expect(provesInclusion({ ...proof, path: [...path, path[0] ?? leaf] })).toBe(false)
      }
  })

  test('proves every former tree to be its beginning, and no other', () => {
    for (let size = 1; size <= SIZE_MAX; size += size > 70 ? 5 : 1)
      for (let former = 1; former <= size; former += 1) {
        const path = consistencyParts(former, size).map(rootOf)
        const formerRoot = rootOf([0, former])
        const proof = { former, formerRoot, size, root: rootOf([0, size]), path }
        expect(provesConsistency(proof), `${former} in ${size}`).toBe(true)
        const otherRoot = randomBytes(32)
        expect(provesConsistency({ ...proof, formerRoot: otherRoot })).toBe(false)
        expect(provesConsistency({ ...proof, root: otherRoot })).toBe(false)
        if (path.length === 0) continue
        expect(provesConsistency({ ...proof, path: path.slice(1) })).toBe(false)
        expect(provesConsistency({ ...proof, path: [otherRoot, ...path.slice(1)] })).toBe(false)
      }
  })

  test('takes no index and no size that are none', () => {
    const leaf = leaves[0] ?? EMPTY_ROOT
    const whole = { leaf, path: [], root: leaf }
    for (const [index, size] of [
      [0, 0],
      [-1, 1],
      [1, 1],
      [0.5, 1],
      [Number.NaN, 1],
    ] as const)
      expect(provesInclusion({ ...whole, index, size })).toBe(false)
    expect(
      provesConsistency({ former: 0, formerRoot: EMPTY_ROOT, size: 1, root: leaf, path: [] }),
    ).toBe(false)
    expect(() => inclusionParts(3, 3)).toThrow(RangeError)
    expect(() => consistencyParts(4, 3)).toThrow(RangeError)
  })
})
