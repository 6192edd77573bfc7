import { expect, test } from 'vitest'
import { readState } from './read-events.ts'
import { retireMonths } from './retire-months.ts'
import { asOwner } from './testing/exported-log.ts'
import { logWorld, type LogWorld, plainSealer } from './testing/log-world.ts'
import { watchLog } from './watch-log.ts'

const round = ({ temporary, now }: LogWorld) => watchLog({ database: temporary.database, now })

async function filled(world: LogWorld, count = 300): Promise<void> {
  await world.write(count)
  await world.settle()
}

test('a log that nobody touched gives nothing to be told, round after round', async () => {
  await using world = await logWorld()
  expect(await round(world), 'an empty one').toMatchObject({ faults: [], size: 0 })
  await filled(world)
  expect(await round(world)).toEqual({ faults: [], size: 300, isAtEnd: true })
  await filled(world, 1)
  expect(await round(world)).toEqual({ faults: [], size: 301, isAtEnd: true })
})

test.each([
  ['an altered row', `update audit.event set what = 'other' where number = 43`, 'altered', 42],
  ['a removed row', `delete from audit.event where number = 43`, 'missing', 42],
  [
    'an altered row whose leaf was altered too',
    `update audit.leaf_tile set hashes = overlay(hashes placing '\\x00'::bytea from 1) where position = 0`,
    'root',
    0,
  ],
  ['a tile that is gone', `delete from audit.leaf_tile where position = 0`, 'root', 0],
  [
    'a checkpoint that somebody else signed',
    `update audit.checkpoint set signature = overlay(signature placing '\\x0000'::bytea from 1)`,
    'signature',
    300,
  ],
])('%s is found and stays on the auditor’s page', async (_, statement, kind, leaf) => {
  await using world = await logWorld()
  await filled(world)
  await round(world)
  await asOwner(world, statement)
  expect((await round(world)).faults).toContainEqual({ kind, leaf })
  const needs = { database: world.temporary.database, now: world.now, keysOf: async () => [] }
  const state = await readState(needs)
  expect(state.ok && state.value.faults).toContainEqual(expect.objectContaining({ kind, leaf }))
})

test('a log whose end was cut with its checkpoints is shorter than the watchman knew it', async () => {
  await using world = await logWorld()
  await filled(world, 200)
  await filled(world, 10)
  await round(world)
  await asOwner(world, 'delete from audit.checkpoint where size > 200')
  expect((await round(world)).faults).toContainEqual({ kind: 'missing', leaf: 200 })
})

test('a walk goes on where the last round ended, and reaches what lies far behind', async () => {
  await using world = await logWorld()
  await filled(world, 300)
  const parts = { walkLeaves: 256, tailLeaves: 1 }
  const needs = { database: world.temporary.database, now: world.now }
  expect(await watchLog(needs, parts)).toMatchObject({ faults: [], isAtEnd: false })
  await asOwner(world, `update audit.event set what = 'other' where number = 43`)
  expect(await watchLog(needs, parts), 'behind it').toMatchObject({ faults: [], isAtEnd: true })
  expect(await watchLog(needs, parts)).toMatchObject({ faults: [{ kind: 'altered', leaf: 42 }] })
})

test('a month that went by a signed statement is not missing', async () => {
  await using world = await logWorld()
  await asOwner(world, `select audit.make_month('2026-11-01')`)
  await filled(world)
  const { owner } = world.temporary
  const now = () => new Date('2029-02-10T05:00:00Z')
  await retireMonths({ owner, now, sealer: plainSealer, keepMonths: 24 }, '2026-12')
  expect((await round(world)).faults).toEqual([])
})

test('after a restore nothing is taken for put in, before and after the new era began', async () => {
  await using world = await logWorld()
  await filled(world, 5)
  for (const [table, column] of [
    ['event', 'xid'],
    ['leaf_tile', 'last_xid'],
  ])
    await asOwner(
      world,
      `update audit.${table} set ${column} = (${column}::text::bigint + 1000000000)::text::xid8`,
    )
  await world.write(1)
  expect((await round(world)).faults).toEqual([])
  await world.settle()
  await filled(world, 2)
  expect(await round(world)).toMatchObject({ faults: [], size: 8 })
})
