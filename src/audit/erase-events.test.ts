import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { eraseEvents } from './erase-events.ts'
import { findEvent, searchEvents } from './event-store.ts'
import { proveEvent } from './prove-event.ts'
import { carryOff, verifyCarried } from './testing/exported-log.ts'
import { logWorld, type LogWorld, plainSealer } from './testing/log-world.ts'
import { watchLog } from './watch-log.ts'

const DECISION = 'Quyết định 12/QĐ-SYT ngày 03/11/2026'

const needsOf = ({ temporary, now }: LogWorld) => ({
  owner: temporary.owner,
  now,
  sealer: plainSealer,
})

async function filled(world: LogWorld, count = 300): Promise<void> {
  await world.write(count)
  await world.settle()
}

/** Batches what is left, however many rows went. */
async function carriedAt(world: LogWorld, size: number) {
  await expect
    .poll(
      async () => {
        await world.batch()
        const { rows } = await sql<{ size: number }>`
          select max(size) as size from audit.checkpoint
        `.execute(world.temporary.owner)
        return rows[0]?.size
      },
      { timeout: 25_000 },
    )
    .toBe(size)
  return carryOff(world)
}

describe('an event that a decision asks to be erased', () => {
  test('goes with its salt, and the log still verifies by the signed statement, which names the decision', async () => {
    await using world = await logWorld()
    await filled(world)
    const gone = await findEvent(world.temporary.database, 120)
    expect(await eraseEvents(needsOf(world), [121, 120, 7, 7], DECISION)).toMatchObject({
      ok: true,
      value: { events: 3 },
    })
    const log = await carriedAt(world, 301)
    const key = world.signer.verifier
    expect(await verifyCarried(log, key)).toMatchObject({ isWhole: true, report: { removed: 3 } })
    expect(log.removals.join('')).toContain(`ground erasure ${DECISION}\nleaves 6-7,119-121\n`)
    expect(log.lines.join('\n')).not.toContain(gone?.person)
    expect(await findEvent(world.temporary.database, 120)).toBeUndefined()
    expect(await proveEvent(world.temporary.database, 120)).toBeUndefined()
    expect((await proveEvent(world.temporary.database, 119))?.isUnaltered).toBe(true)
    const watched = await watchLog({ database: world.temporary.database, now: world.now })
    expect(watched.faults).toEqual([])
  })

  test('leaves an event that tells of the decision and how many, and of nobody', async () => {
    await using world = await logWorld()
    await filled(world, 20)
    await eraseEvents(needsOf(world), [4, 5], DECISION)
    const [told] = await searchEvents(
      world.temporary.database,
      { from: new Date(0), to: new Date('2030-01-01T00:00:00Z'), action: 'delete' },
      1,
    )
    expect(told).toMatchObject({
      what: 'audit-event',
      caller: { account: 'owner', role: 'system' },
      detail: { events: 2, decision: DECISION },
    })
    expect(told?.person).toBeUndefined()
  })

  test('is missing to whoever verifies when the statement is left out, widened or moved', async () => {
    await using world = await logWorld()
    await filled(world, 60)
    await eraseEvents(needsOf(world), [20, 21], DECISION)
    const log = await carriedAt(world, 61)
    const key = world.signer.verifier
    for (const removals of [
      [],
      log.removals.map((note) => note.replace('19-21', '19-22')),
      log.removals.map((note) => note.replace('19-21', '19-20')),
    ])
      expect(await verifyCarried({ ...log, removals }, key)).toMatchObject({
        isWhole: false,
        fault: { kind: 'missing' },
      })
    const more = { ...log, lines: log.lines.toSpliced(30, 1) }
    expect(await verifyCarried(more, key), 'a further row').toMatchObject({ isWhole: false })
  })

  test('is not erased twice, without a decision, before it has its leaf, or by the application', async () => {
    await using world = await logWorld()
    await filled(world, 10)
    await world.write(1)
    const needs = needsOf(world)
    const codeOf = async (numbers: number[], decision = DECISION) => {
      const outcome = await eraseEvents(needs, numbers, decision)
      return outcome.ok ? 'erased' : outcome.problems[0].code
    }
    expect(await codeOf([3], 'vì vậy')).toBe('audit.decision-missing')
    expect(await codeOf([3], `${DECISION}\nleaves 0-9`)).toBe('audit.decision-missing')
    expect(await codeOf([3, 99])).toBe('audit.event-not-found')
    expect(await codeOf([])).toBe('audit.event-not-found')
    expect(await codeOf([3, 11])).toBe('audit.event-not-batched')
    expect(await codeOf(Array.from({ length: 1_001 }, (_, at) => at + 1))).toBe(
      'audit.too-many-events',
    )
    await expect(
      eraseEvents({ ...needs, owner: world.temporary.database }, [3], DECISION),
    ).rejects.toThrow(/permission denied/)
    const { rows } = await sql<{ n: number }>`select count(*) as n from audit.event`.execute(
      world.temporary.owner,
    )
    expect(rows[0]?.n, 'nothing went').toBe(11)
    expect(await codeOf([3])).toBe('erased')
    expect(await codeOf([3])).toBe('audit.event-not-found')
  })
})
