import { createSocket } from 'node:dgram'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { databaseOffset, timeServerOffset } from './clock-check.ts'

const NOON = Date.parse('2026-11-21T05:00:00Z')
const EPOCH = 2_208_988_800

/** A time server whose clock stands; `spoil` changes its answer. */
async function timeServer(ms: number, spoil: (answer: Buffer) => void = () => undefined) {
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    const answer = Buffer.alloc(48)
    answer[0] = 0x24
    answer[1] = 2
    question.copy(answer, 24, 40, 48)
    for (const at of [32, 40]) answer.writeUInt32BE(ms / 1000 + EPOCH, at)
    spoil(answer)
    socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    [Symbol.asyncDispose]: async () => void socket.close(),
  }
}

const now = () => new Date(NOON)

test('a clock that is off is measured against a time server, ahead and behind', async () => {
  await using ahead = await timeServer(NOON + 90_000)
  expect(await timeServerOffset(ahead.address, now)).toBe(90_000)
  await using behind = await timeServer(NOON - 7_000)
  expect(await timeServerOffset(behind.address, now)).toBe(-7_000)
})

test('an answer that is not ours, or from a server that is not in time itself, is no answer', {
  timeout: 30_000,
}, async () => {
  await using foreign = await timeServer(NOON, (answer) => answer.fill(1, 24, 32))
  await using lost = await timeServer(NOON, (answer) => answer.writeUInt8(16, 1))
  const answers = await Promise.all([
    timeServerOffset(foreign.address, now),
    timeServerOffset(lost.address, now),
  ])
  expect(answers).toEqual([undefined, undefined])
})

test('a clock that is a day behind the database is told', async () => {
  await using temporary = await temporaryDatabase()
  const dayBehind = () => new Date(Date.now() - 86_400_000)
  expect(await databaseOffset(temporary.database, dayBehind)).toBeGreaterThan(86_000_000)
})
