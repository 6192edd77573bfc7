import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { isSignedBy, parseNote, provesConsistency, provesInclusion } from '#signing'
import { parseCheckpoint } from './checkpoint.ts'
import { lineToLeaf } from './event-line.ts'
import { proveEvent } from './prove-event.ts'
import { proveConsistency, proveInclusion } from './prove-log.ts'
import { carryOff } from './testing/exported-log.ts'
import { logWorld } from './testing/log-world.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

describe('a proof', () => {
  test('of inclusion holds for leaves on every side of the tiles’ edges, in every tree that was signed', async () => {
    await using world = await logWorld()
    const { database } = world.temporary
    expect(await proveInclusion(database, 0)).toMatchObject({
      ok: false,
      problems: [{ code: 'audit.no-checkpoint' }],
    })
    for (const count of [1, 254, 2, 300]) {
      await world.write(count)
      await world.settle()
    }
    for (const size of [1, 255, 256, 257, 512, 557])
      for (const index of [0, 1, 128, 254, 255, 256, 511, 512, 556].filter((one) => one < size)) {
        const proof = await proveInclusion(database, index, size)
        if (!proof.ok) throw new Error(`${index} in ${size}`)
        const { leaf, root, path } = proof.value
        expect(
          provesInclusion({
            index,
            size,
            leaf: bytes(leaf),
            root: bytes(root),
            path: path.map(bytes),
          }),
        ).toBe(true)
      }
    expect(await proveInclusion(database, 557)).toMatchObject({
      problems: [{ code: 'audit.no-such-leaf' }],
    })
    expect(await proveInclusion(database, 0, 558)).toMatchObject({ ok: false })
  })

  test('of consistency holds between all checkpoints that were signed', async () => {
    await using world = await logWorld()
    const { database } = world.temporary
    for (const count of [3, 253, 1, 255, 45]) {
      await world.write(count)
      await world.settle()
    }
    const roots = new Map<number, Buffer>()
    for (const note of (await carryOff(world)).checkpoints) {
      const parsed = parseNote(note)
      const checkpoint = parsed.ok ? parseCheckpoint(parsed.value) : parsed
      if (checkpoint.ok) roots.set(checkpoint.value.size, checkpoint.value.root)
    }
    for (const [former, formerRoot] of roots)
      for (const [size, root] of roots) {
        const proof = await proveConsistency(database, former, size)
        expect(proof.ok).toBe(former <= size)
        if (!proof.ok) continue
        const path = proof.value.path.map(bytes)
        expect(provesConsistency({ former, formerRoot, size, root, path })).toBe(true)
      }
  })

  test('of one event leads from its line to the signed checkpoint, and fails when the row was altered', async () => {
    await using world = await logWorld()
    const { database, owner } = world.temporary
    await world.write(40)
    await world.settle()
    const proof = await proveEvent(database, 17)
    const note = parseNote(proof?.checkpoint ?? '')
    const checkpoint = note.ok ? parseCheckpoint(note.value) : note
    if (!proof?.inclusion || !note.ok || !checkpoint.ok) throw new Error('no proof')
    expect(isSignedBy(note.value, world.signer.verifier)).toBe(true)
    const { index, size, path } = proof.inclusion
    expect(index).toBe(16)
    const leaf = lineToLeaf(Buffer.from(proof.line)) ?? Buffer.alloc(32)
    const { root } = checkpoint.value
    expect(provesInclusion({ index, size, leaf, root, path: path.map(bytes) })).toBe(true)

    await sql`update audit.event set name = 'Ai đó' where number = 17`.execute(owner)
    expect(await proveEvent(database, 17)).toMatchObject({ isUnaltered: false })
    expect(await proveEvent(database, 999)).toBeUndefined()
    await world.write(1)
    const waiting = await proveEvent(database, 41)
    expect(waiting?.isUnaltered).toBe(true)
    expect(waiting?.inclusion).toBeUndefined()
  })
})
