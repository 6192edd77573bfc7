import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { type TemporaryDatabase, temporaryDatabase } from '../../tests/temporary-database.ts'
import { watchClock } from './clock-trust.ts'
import { isClockDoubted, putSeenClock } from './clock-watch-store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let temporary: TemporaryDatabase
beforeAll(async () => {
  temporary = await temporaryDatabase()
})
beforeEach(async () => {
  await sql`truncate foundation.clock_watch`.execute(temporary.owner)
})
afterAll(() => temporary[Symbol.asyncDispose]())

/** A machine whose clock runs, and jumps. The database lies on it, as a rule: what it says of its clock jumps with it. */
async function machine(timeServer?: string) {
  const clock = { jumpedMs: 0, ranMs: 0, databaseMs: 0 }
  const jumps: number[] = []
  const database = temporary.database.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => ({
      ...result,
      rows: result.rows.map((row) =>
        row['at'] instanceof Date
          ? { ...row, at: new Date(row['at'].getTime() + clock.databaseMs) }
          : row,
      ),
    }),
  })
  const begin = () =>
    watchClock({
      database,
      now: () => new Date(Date.now() + clock.jumpedMs + clock.ranMs),
      monotonicMs: () => performance.now() + clock.ranMs,
      name: 'server',
      timeServer,
      onJump: async (byMs) => {
        jumps.push(Math.round(byMs / HOUR))
      },
    })
  return {
    jumps,
    begin,
    /** Time goes by, on every clock. */
    run: (ms: number) => {
      clock.ranMs += ms
      clock.databaseMs += ms
    },
    /** Somebody sets the clock of the machine. */
    set: (ms: number) => {
      clock.jumpedMs += ms
      clock.databaseMs += ms
    },
    /** The database's clock alone goes wrong. */
    setDatabase: (ms: number) => {
      clock.databaseMs += ms
    },
  }
}

test('a clock that runs on is gone by, hour after hour, and across a restart', async () => {
  const { run, begin, jumps } = await machine()
  const isTrusted = begin()
  expect(await isTrusted()).toBe(true)
  run(HOUR)
  expect(await isTrusted()).toBe(true)
  run(20 * HOUR)
  expect(await begin()(), 'another process').toBe(true)
  expect(jumps).toEqual([])
})

test.each([30 * DAY, 8 * DAY, -HOUR])(
  'a clock that jumps by %d ms is not gone by until it ran evenly for three days',
  async (ms) => {
    const { run, set, begin, jumps } = await machine()
    const isTrusted = begin()
    expect(await isTrusted()).toBe(true)
    run(HOUR)
    set(ms)
    expect(await isTrusted()).toBe(false)
    for (let hours = 0; hours < 72; hours += 6) {
      expect(await isTrusted(), `after ${hours} hours`).toBe(false)
      run(6 * HOUR)
    }
    expect(await isTrusted()).toBe(true)
    expect(jumps).toEqual([ms / HOUR])
  },
)

test('one that is set right again is doubted too, and a restart ends no doubt', async () => {
  const { run, set, begin, jumps } = await machine()
  const isTrusted = begin()
  await isTrusted()
  set(30 * DAY)
  expect(await isTrusted()).toBe(false)
  set(-30 * DAY)
  expect(await isTrusted()).toBe(false)
  run(HOUR)
  expect(await begin()()).toBe(false)
  expect(jumps).toEqual([720, -720])
})

test('one that jumped while nobody looked is found by the next process', async () => {
  const { set, begin, jumps } = await machine()
  expect(await begin()()).toBe(true)
  set(9 * DAY)
  expect(await begin()()).toBe(false)
  expect(jumps).toEqual([216])
})

test('a command that removes by age doubts a clock that a watch doubts, or that is far from where the watches saw it', async () => {
  const { database } = temporary
  const now = new Date()
  const at = (days: number) => new Date(now.getTime() + days * DAY)
  expect(await isClockDoubted(database, now), 'nothing ever watched').toBe(false)
  await putSeenClock(database, 'server', { seenAt: now, doubtMs: 0 })
  await putSeenClock(database, 'worker', { seenAt: at(-1), doubtMs: 0 })
  expect(await isClockDoubted(database, now)).toBe(false)
  expect(await isClockDoubted(database, at(30)), 'ahead').toBe(true)
  expect(await isClockDoubted(database, at(-1)), 'back').toBe(true)
  await putSeenClock(database, 'worker', { seenAt: now, doubtMs: 1 })
  expect(await isClockDoubted(database, now), 'in doubt').toBe(true)
})

test('a clock that is not the database’s is not gone by, and is as soon as it is', async () => {
  const { begin, setDatabase } = await machine()
  const isTrusted = begin()
  setDatabase(5_000)
  expect(await isTrusted()).toBe(false)
  setDatabase(-5_000)
  expect(await isTrusted()).toBe(true)
})

/** A time server whose clock is off by so much. */
async function timeServer(offMs: () => number): Promise<{ socket: Socket; address: string }> {
  const socket = createSocket('udp4')
  socket.on('message', (asked, from) => {
    const answer = Buffer.alloc(48)
    answer[0] = 0x24
    answer[1] = 2
    asked.copy(answer, 24, 40, 48)
    const seconds = (Date.now() + offMs()) / 1_000 + 2_208_988_800
    for (const place of [32, 40]) {
      answer.writeUInt32BE(Math.floor(seconds) % 2 ** 32, place)
      answer.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), place + 4)
    }
    socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { socket, address: `127.0.0.1:${socket.address().port}` }
}

test('a time server that agrees ends the doubt at once; one that does not is believed', async () => {
  let offMs = 0
  const { socket, address } = await timeServer(() => offMs)
  const { set, begin } = await machine(address)
  const isTrusted = begin()
  expect(await isTrusted()).toBe(true)
  set(9 * DAY)
  expect(await isTrusted(), 'the server says that we are wrong').toBe(false)
  offMs = 9 * DAY
  expect(await isTrusted(), 'a house that stood still for nine days').toBe(true)
  socket.close()
})
