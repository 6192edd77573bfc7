import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSecurityEvents, type SecurityEvent } from '#foundation/security-events'
import type { Caller } from '#vocabulary/caller'
import { type TemporaryDatabase, temporaryDatabase } from '../../tests/temporary-database.ts'
import { listSecurityEvents } from './contract.ts'
import { searchEvents } from './event-store.ts'
import { readSecurityEvents } from './read-security-events.ts'

const NOON = new Date('2026-11-10T05:00:00Z')
const DAY = { from: '2026-11-10T00:00:00Z', to: '2026-11-11T00:00:00Z' }
const AUDITOR: Caller = {
  account: 'auditor',
  name: 'Kiểm toán viên',
  role: 'auditor',
  rights: new Set(['audit.read']),
  address: '10.0.0.9',
}

let temporary: TemporaryDatabase
beforeAll(async () => {
  temporary = await temporaryDatabase()
  const { tell } = openSecurityEvents(temporary.database, () => undefined)
  for (let minute = 0; minute < 7; minute += 1) await tell(noticed(minute))
})
afterAll(() => temporary[Symbol.asyncDispose]())

function noticed(minute: number): SecurityEvent {
  const at = new Date(NOON.getTime() + minute * 60_000)
  const isHarvest = minute % 2 === 1
  return {
    at,
    rule: isHarvest ? 'harvest' : 'brute-force',
    severity: isHarvest ? 'alert' : 'warning',
    subject: isHarvest ? 'clerk@51001' : `10.0.0.${minute}`,
    windowAt: at,
    detail: { count: minute },
  }
}

async function look(asked: Record<string, unknown>) {
  const { database } = temporary
  const request = listSecurityEvents.request.parse({ ...DAY, ...asked })
  const outcome = await readSecurityEvents({ database, now: () => NOON }, AUDITOR, request)
  if (!outcome.ok) throw new Error(outcome.problems[0].code)
  return listSecurityEvents.response.parse(outcome.value)
}

test('page by page the events come newest first, each once, and the last page says that it is the last', async () => {
  const seen: unknown[] = []
  let before: number | undefined
  do {
    const page = await look({ limit: 3, ...(before === undefined ? {} : { before }) })
    expect(page.events.length).toBeLessThanOrEqual(3)
    seen.push(...page.events.map(({ detail }) => detail['count']))
    before = page.before
  } while (before !== undefined)
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0])
})

test('severity, rule, subject and time narrow what is listed', async () => {
  expect((await look({ severity: 'alert' })).events).toHaveLength(3)
  expect((await look({ rule: 'brute-force' })).events).toHaveLength(4)
  expect((await look({ rule: 'brute-force', subject: '10.0.0.4' })).events).toMatchObject([
    { subject: '10.0.0.4', severity: 'warning', at: '2026-11-10T05:04:00.000Z' },
  ])
  expect((await look({ to: '2026-11-10T05:02:00Z' })).events).toHaveLength(2)
  expect((await look({ subject: 'nobody' })).events).toEqual([])
})

test('whoever looks leaves an event that says what was looked for', async () => {
  await look({ rule: 'harvest', subject: 'clerk@51001' })
  const [written] = await searchEvents(
    temporary.database,
    { from: new Date(DAY.from), to: new Date(DAY.to), account: 'auditor' },
    1,
  )
  expect(written).toMatchObject({
    action: 'read',
    what: 'security-events',
    purpose: 'supervision',
    detail: { found: 3, rule: 'harvest', subject: 'clerk@51001' },
  })
})

test('more than 200 at once, an unknown severity or a faulty time is no question', () => {
  for (const faulty of [{ limit: 201 }, { severity: 'loud' }, { from: 'yesterday' }])
    expect(listSecurityEvents.request.safeParse({ ...DAY, ...faulty }).success).toBe(false)
})
