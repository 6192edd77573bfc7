import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { failureFields, lineLog } from './log.ts'
import { runLoop } from './loops.ts'
import { redact } from './redact.ts'

/** Invented, and nowhere else in the repository. */
const CANARIES = {
  citizenNumber: '051999777321',
  card: 'GD4797531358642',
  telephone: '0987123654',
  name: 'Đỗ Thị Chim Yến',
  email: 'chim.yen@example.vn',
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl',
  key: 'q1Xz8vKp2LmN4rT6yW0aB3cD5eF7gH9jK1lM3nP5qR8=',
  password: 'chim-yến-hót-2026',
}
const LEAK = new RegExp(
  Object.values(CANARIES)
    .map((value) => value.replaceAll(/[.+*?]/g, '\\$&'))
    .join('|'),
)

function collected() {
  const lines: string[] = []
  return {
    lines,
    log: lineLog(
      'test',
      (line) => lines.push(line),
      () => new Date(0),
    ),
  }
}

test('nothing that a caller puts into a failure reaches the log', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const { citizenNumber, name, card, token, key, password, email, telephone } = CANARIES
  const failures: unknown[] = [
    await sql`select ${name}::uuid`.execute(database).catch((error: unknown) => error),
    await sql`select ${citizenNumber}::date`.execute(database).catch((error: unknown) => error),
    await sql`select ${`{"name": "${name}"`}::jsonb`
      .execute(database)
      .catch((error: unknown) => error),
    z.strictObject({ a: z.literal('x') }).safeParse({ a: name, [citizenNumber]: 1 }).error,
    new Error(`no person ${citizenNumber} with card ${card}, call ${telephone} or ${email}`),
    new Error(`postgres://mach_app:${password}@127.0.0.1/mach is away`),
    new Error(`authorization: Bearer ${token}`),
    new Error(`password=${password} token: ${key}`),
    new Error(`<HO_TEN>${name}</HO_TEN>\n<SO_CCCD>${citizenNumber}</SO_CCCD>`),
    new Error(`cannot read "${name}"`, { cause: new Error(name) }),
    `thrown as words: '${name}' ${citizenNumber}`,
    { toString: () => `"${name}"` },
  ]
  const { lines, log } = collected()
  for (const failure of failures) log('error', 'request.failed', failureFields(failure))
  for (const value of [citizenNumber, card, telephone, email, token, key])
    log('info', 'said', { value, count: 1 })
  expect(lines).toHaveLength(failures.length + 6)
  for (const line of lines) expect(line).not.toMatch(LEAK)
})

test('a loop that fails tells as little', async () => {
  const { lines, log } = collected()
  const stop = new AbortController()
  const loop = {
    name: 'canary',
    everyMs: 1,
    run: async () => {
      stop.abort()
      throw new Error(`failed at ${CANARIES.citizenNumber}`)
    },
  }
  await runLoop(loop, log, stop.signal)
  expect(lines.join('')).toContain('loop.failed')
  expect(lines.join('')).not.toMatch(LEAK)
})

test('what helps to find a fault stays: names of things, accounts, codes, counts, places', () => {
  for (const kept of [
    'null value in column "patient_key" of relation "submission"',
    'clerk@51001 asked 42 times, access.right-missing',
    'the migration 0003-foundation-security.sql has run',
    'connect ECONNREFUSED 127.0.0.1:5432',
  ])
    expect(redact(kept)).toBe(kept)
  expect(failureFields(new Error('x'))['stack']).toContain('log.test.ts')
})
