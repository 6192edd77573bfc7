import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { growTree, isSignedBy, parseNote } from '#signing'
import { batchEvents } from './batch-events.ts'
import { checkpointHash, parseCheckpoint } from './checkpoint.ts'
import { type EventRow, eventToLeaf } from './event-line.ts'
import { eventColumns, findLastCheckpoint, listCheckpoints } from './log-store.ts'
import { listLogVerifiers, openLogKey } from './open-log-key.ts'
import { logWorld, type LogWorld, numbersInLog, plainSealer } from './testing/log-world.ts'

/** The root over the rows as they stand in the table, in the order of the log: naive. */
async function rootOfRows(world: LogWorld, size: number): Promise<Buffer> {
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from audit.event order by audit.event.xid, number limit ${size}
  `.execute(world.temporary.owner)
  const tree = growTree()
  for (const row of rows) tree.append(eventToLeaf(row))
  return tree.root()
}

async function expectWhole(world: LogWorld): Promise<void> {
  const { owner } = world.temporary
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit.event`.execute(owner)
  const numbers = await numbersInLog(world)
  expect(numbers).toHaveLength(rows[0]?.n ?? -1)
  expect(new Set(numbers).size).toBe(numbers.length)
  const last = await findLastCheckpoint(owner)
  expect(last?.size).toBe(numbers.length)
  expect(last?.root).toEqual(await rootOfRows(world, numbers.length))
}

describe('the batcher', () => {
  test('gives every event its leaf, over the edges of tiles, and signs each size', async () => {
    await using world = await logWorld()
    for (const count of [1, 1, 254, 1, 300, 3]) {
      await world.write(count)
      await world.settle()
      await expectWhole(world)
    }
    expect(await world.batch(), 'nothing new').toBeUndefined()
  })

  test('chains its checkpoints, each signed with the key of the installation', async () => {
    await using world = await logWorld()
    const [key] = await listLogVerifiers(world.temporary.database)
    let former: Buffer = Buffer.alloc(32)
    for (let round = 0; round < 3; round += 1) {
      await world.write(2)
      const note = parseNote(await world.settle())
      const checkpoint = note.ok && parseCheckpoint(note.value)
      if (!checkpoint || !checkpoint.ok || !key) throw new Error('no checkpoint')
      expect(isSignedBy(note.value, key)).toBe(true)
      expect(checkpoint.value).toMatchObject({ size: 2 * (round + 1), former })
      former = checkpointHash(checkpoint.value)
    }
    expect(await listCheckpoints(world.temporary.database, 0, 100, 10)).toHaveLength(3)
  })

  test('never skips an event whose transaction commits late: it waits below the oldest that runs', async () => {
    await using world = await logWorld()
    const late = new pg.Client({ connectionString: world.temporary.ownerUrl })
    await late.connect()
    await late.query('begin')
    await late.query(
      `insert into audit.event (at, action, account, name, role, address, what)
       values (now(), 'read', 'late', 'late', 'doctor', '::1', 'record')`,
    )
    await world.write(3)
    expect(await world.batch(), 'the late one is older').toBeUndefined()
    await late.query('commit')
    await late.end()
    await world.settle()
    expect(await numbersInLog(world)).toEqual([1, 2, 3, 4])
    await expectWhole(world)
  })

  test('leaves no gap for an event that was rolled back', async () => {
    await using world = await logWorld()
    const client = new pg.Client({ connectionString: world.temporary.ownerUrl })
    await client.connect()
    await client.query('begin')
    await client.query(
      `insert into audit.event (at, action, account, name, role, address, what)
       values (now(), 'read', 'x', 'x', 'doctor', '::1', 'record')`,
    )
    await world.write(1)
    await client.query('rollback')
    await client.end()
    await world.settle()
    expect(await numbersInLog(world)).toEqual([2])
    await expectWhole(world)
  })

  test('takes turns with a second one', async () => {
    await using world = await logWorld()
    await world.write(600)
    const { database } = world.temporary
    const needs = { database, now: world.now, sealer: plainSealer }
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([batchEvents(needs), batchEvents(needs), batchEvents(needs)])
      await world.write(20)
    }
    await world.settle()
    await expectWhole(world)
  })

  test('goes on after a restore into a cluster whose transactions are counted from the beginning', async () => {
    await using world = await logWorld()
    const { owner } = world.temporary
    await world.write(5)
    await world.settle()
    await world.write(2)
    // As if written in a cluster that was far ahead: two events were in nobody's log yet.
    await sql`update audit.event set xid = (xid::text::bigint + 1000000000)::text::xid8`.execute(
      owner,
    )
    await sql`update audit.leaf_tile set last_xid = (last_xid::text::bigint + 1000000000)::text::xid8`.execute(
      owner,
    )
    await world.write(4)
    await world.settle()
    await world.write(300)
    await world.settle()
    const numbers = await numbersInLog(world)
    expect(numbers).toHaveLength(311)
    expect(numbers.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    const { rows } = await sql`select number, floor from audit.era order by number`.execute(owner)
    expect(rows).toEqual([
      { number: 0, floor: 0 },
      { number: 1, floor: 7 },
    ])
  })

  test('refuses to sign over tiles that were changed in length, and a key of another master key', async () => {
    await using world = await logWorld()
    const { owner, database } = world.temporary
    await world.write(3)
    await world.settle()
    await sql`update audit.leaf_tile set hashes = substring(hashes from 1 for 64)`.execute(owner)
    await world.write(1)
    await expect(world.settle()).rejects.toThrow(/does not hold its 3 hashes/)
    const other = { ...plainSealer, open: () => undefined }
    await expect(openLogKey({ database, now: world.now, sealer: other })).rejects.toThrow(
      /another master key/,
    )
  })

  test('killed at any moment leaves a whole log, and the next one goes on', async () => {
    await using world = await logWorld()
    await world.write(50)
    for (const afterMs of [1, 4, 9, 16, 25, 36]) {
      await world.write(400)
      const child = spawn(
        process.execPath,
        [
          fileURLToPath(new URL('./testing/run-batcher.ts', import.meta.url)),
          world.temporary.url,
          '64',
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      await new Promise((resolve) => child.stdout.once('data', resolve))
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
    }
    // The connection of the killed one may hold its turn for a moment.
    await expect
      .poll(
        async () => {
          while (await world.batch());
          return (await findLastCheckpoint(world.temporary.owner))?.size
        },
        { timeout: 20_000 },
      )
      .toBe(50 + 6 * 400)
    await expectWhole(world)
  }, 60_000)
})
