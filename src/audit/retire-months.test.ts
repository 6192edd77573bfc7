import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { recordAudit } from './event-store.ts'
import { findLastCheckpoint } from './log-store.ts'
import { retireMonths } from './retire-months.ts'
import { carryOff, verifyCarried } from './testing/exported-log.ts'
import { logWorld, type LogWorld, plainSealer, reading } from './testing/log-world.ts'

const LATER = new Date('2029-02-10T05:00:00Z')

/** A log with a month of 300 events, of which some were written between those of the next month. */
async function filled(world: LogWorld): Promise<void> {
  const { database, owner } = world.temporary
  await sql`select audit.make_month('2026-11-01'), audit.make_month('2026-12-01')`.execute(owner)
  await world.write(280)
  await world.settle()
  const december = new Date('2026-12-02T05:00:00Z')
  await recordAudit(database, [reading(december, 1), reading(december, 2)])
  await world.write(20)
  await recordAudit(database, [reading(december, 3)])
  await world.settle()
}

const needsOf = (world: LogWorld) => ({
  owner: world.temporary.owner,
  now: () => LATER,
  sealer: plainSealer,
  keepMonths: 24,
})

test('a month whose time is over goes whole, and the log still verifies by the signed statement', async () => {
  await using world = await logWorld()
  await filled(world)
  expect(await retireMonths(needsOf(world), '2026-12')).toEqual({
    ok: true,
    value: [{ month: '2026-11', events: 300 }],
  })
  await world.write(1)
  // The event of the removal itself, and one more: what went with the month keeps its leaves.
  await expect
    .poll(
      async () => {
        await world.batch()
        return (await findLastCheckpoint(world.temporary.database))?.size
      },
      { timeout: 25_000 },
    )
    .toBe(305)
  const log = await carryOff(world)
  const key = world.signer.verifier
  expect(await verifyCarried(log, key)).toMatchObject({ isWhole: true, report: { removed: 300 } })
  expect(log.removals.join('')).toContain('leaves 0-280,282-302')

  const unsaid = { ...log, removals: [] }
  expect(await verifyCarried(unsaid, key)).toMatchObject({
    isWhole: false,
    fault: { kind: 'missing' },
  })
  const widened = {
    ...log,
    removals: log.removals.map((note) => note.replace('282-302', '280-303')),
  }
  expect(await verifyCarried(widened, key)).toMatchObject({ isWhole: false })
  expect(await retireMonths(needsOf(world), '2026-12'), 'a second time').toEqual({
    ok: true,
    value: [],
  })
})

test('a month that is younger than two years, or not yet in the tree, stays', async () => {
  await using world = await logWorld()
  await filled(world)
  expect(await retireMonths(needsOf(world), '2027-03')).toMatchObject({
    problems: [{ code: 'audit.month-too-young' }],
  })
  await world.write(1)
  expect(await retireMonths(needsOf(world), '2026-12')).toMatchObject({
    problems: [{ code: 'audit.month-not-batched' }],
  })
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit.event`.execute(
    world.temporary.owner,
  )
  expect(rows[0]?.n).toBe(304)
})

test('the application itself cannot remove a month', async () => {
  await using world = await logWorld()
  await filled(world)
  await expect(
    retireMonths({ ...needsOf(world), owner: world.temporary.database }, '2026-12'),
  ).rejects.toThrow(/permission denied/)
})
