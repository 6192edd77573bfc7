import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkProof } from './check-proof.ts'

const sha256 = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const nodeOf = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right)

const lineOf = (number: number) =>
  `{"public":{"number":${number}},"personal":{"salt":"x","name":"BS. Đinh Thị Hà"}}`
const leafOf = (number: number) =>
  sha256(
    Buffer.of(0),
    Buffer.from(`{"number":${number}}\n`),
    sha256(Buffer.from('{"salt":"x","name":"BS. Đinh Thị Hà"}')),
  )

/** Five leaves: the tree is not perfect, so the last one stands alone on the right. */
const leaves = [0, 1, 2, 3, 4].map(leafOf)
const [a, b, c, d, e] = leaves as [Buffer, Buffer, Buffer, Buffer, Buffer]
const left = nodeOf(nodeOf(a, b), nodeOf(c, d))
const checkpoint = `mach/audit/x\n5\n${nodeOf(left, e).toString('base64')}\ntime 2026-11-21T08:00:00.000Z\nformer x\n\n— x x\n`

const PATHS = [
  [b, nodeOf(c, d), e],
  [a, nodeOf(c, d), e],
  [d, nodeOf(a, b), e],
  [c, nodeOf(a, b), e],
  [left],
].map((path) => path.map((hash) => hash.toString('hex')))

describe('the browser reckons for itself', () => {
  test.each([0, 1, 2, 3, 4])('that entry %d stands in the log', async (index) => {
    const inclusion = { index, size: 5, path: PATHS[index] ?? [] }
    expect(await checkProof({ line: lineOf(index), inclusion, checkpoint })).toMatchObject({
      state: 'whole',
      index,
      size: 5,
      at: '2026-11-21T08:00:00.000Z',
    })
    const altered = lineOf(index).replace('Hà', 'Há')
    expect(await checkProof({ line: altered, inclusion, checkpoint })).toEqual({ state: 'broken' })
  })

  test('that there is nothing to prove yet', async () => {
    expect(await checkProof({ line: lineOf(0) })).toEqual({ state: 'waiting' })
  })
})
