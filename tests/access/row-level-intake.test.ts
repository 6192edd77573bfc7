import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { permitWork, rightsOf } from '#access'
import { type Scope, withScope } from '#foundation/scope'
import { readPayload } from '#intake'
import { permitOf } from '../../src/access/testing/permits.ts'
import { findHistory, findLine, findLines } from '../../src/intake/list-store.ts'
import {
  countByDay,
  countOpenRefusals,
  countOpenWithdrawals,
  countRules,
  countVisits,
  findFaulty,
} from '../../src/intake/quality-store.ts'
import { findSubmission } from '../../src/intake/submission-store.ts'
import { readText } from '../../src/intake/text-store.ts'
import { withdrawSubmissionOf } from '../../src/intake/withdraw-submission.ts'
import { findWithdrawal, findWithdrawals } from '../../src/intake/withdrawal-store.ts'
import { clerk, facility, intakeWorld } from '../intake-world.ts'
import { RECORD, send } from '../intake-sending.ts'
import { fileOf, outpatientVisit } from '../sample-dossiers.ts'
import { scansOf, statementOf, WALLED_BY_FACILITY } from './walled-tables.ts'

const HOME = facility('01999')
const OTHER = facility('51001')
const PERIOD = { from: new Date('2026-11-01T00:00Z'), to: new Date('2026-12-01T00:00Z') }

const sent = vi.spyOn(pg.Client.prototype, 'query')
let world: Awaited<ReturnType<typeof intakeWorld>>
let own: Awaited<ReturnType<typeof send>>
let canary: Awaited<ReturnType<typeof send>>

beforeAll(async () => {
  world = await intakeWorld()
  own = await send(world, fileOf([outpatientVisit({ GIOI_TINH: '9' })]), RECORD)
  const changes = {
    MA_CSKCB: '51001',
    MA_LK: '51001.KIN',
    HO_TEN: 'BÙI THỊ KÍN',
    SO_CCCD: '051190777777',
  }
  const theirs = fileOf([outpatientVisit({ ...changes, GIOI_TINH: '9' })], { facility: '51001' })
  canary = await send(world, theirs, RECORD, clerk('51001'))
})
afterAll(async () => {
  sent.mockRestore()
  await world[Symbol.asyncDispose]()
})

const countIn = async (table: string, scope: Scope) => {
  const counted = sql<{ facility: string; n: number }>`
    select facility, count(*) as n from ${sql.raw(table)} group by 1 order by 1`
  const { rows } = await withScope(world.database, scope, (trx) => counted.execute(trx))
  return rows.map((row) => row.facility)
}

describe.each(WALLED_BY_FACILITY)('%s', (table) => {
  test('is empty without a scope, and holds the facilities of a scope alone', async () => {
    expect(await countIn(table, {})).toEqual([])
    expect(await countIn(table, { persons: [canary.person ?? own.receipt] })).toEqual([])
    for (const [asked, found] of [
      [[HOME], ['01999']],
      [[OTHER], ['51001']],
    ] as const)
      expect(found).toEqual(expect.arrayContaining(await countIn(table, { facilities: asked })))
  })
})

/** Every way in which intake reads, asked for the own facility; and those that write. */
const STORIES: Readonly<Record<string, () => Promise<unknown>>> = {
  findLines: () => findLines(world.database, permitOf(HOME), { limit: 50 }),
  'findLines by text': () =>
    findLines(world.database, permitOf(HOME), { limit: 50, text: '51001.KIN' }),
  'findLines by finding': () =>
    findLines(world.database, permitOf(HOME), { limit: 50, ward: 'K01', severity: 'error' }),
  'findLines by day and state': () =>
    findLines(world.database, permitOf(HOME), { limit: 50, ...PERIOD, status: 'with-errors' }),
  findLine: () => findLine(world.database, permitOf(HOME), canary.receipt),
  findHistory: () => findHistory(world.database, permitOf(HOME), '51001.KIN'),
  findSubmission: () => findSubmission(world.database, HOME, canary.receipt),
  readText: async () => {
    const line = await findLine(world.database, permitOf(HOME), own.receipt)
    const text =
      line && (await readText(world.database, world.needs.dataKeys, permitOf(HOME), line.digest))
    return text?.ok
  },
  findWithdrawal: () => findWithdrawal(world.database, HOME, canary.receipt),
  findWithdrawals: () => findWithdrawals(world.database, HOME, true),
  countByDay: () => countByDay(world.database, { facilities: [HOME], by: 'visit-end', ...PERIOD }),
  'countByDay by reception': () =>
    countByDay(world.database, { facilities: [HOME], by: 'received', ...PERIOD }),
  countRules: () =>
    countRules(world.database, { facilities: [HOME], by: 'received', ...PERIOD }, 5),
  countOpenRefusals: () => countOpenRefusals(world.database, [HOME], PERIOD.from, PERIOD.to),
  countOpenWithdrawals: () => countOpenWithdrawals(world.database, HOME),
  countVisits: () => countVisits(world.database, [HOME], PERIOD.from, PERIOD.to),
  findFaulty: () =>
    findFaulty(world.database, {
      facility: HOME,
      ...PERIOD,
      ward: undefined,
      doctor: undefined,
      severity: undefined,
      limit: 10,
    }),
  'receive again': () => send(world, fileOf([outpatientVisit({ GIOI_TINH: '9' })]), RECORD),
  'receive a correction': () => send(world, fileOf([outpatientVisit()])),
  withdraw: async () => {
    const line = (await findLines(world.database, permitOf(HOME), { limit: 1 }))[0]
    const who = {
      account: 'clerk@01999',
      name: 'Nhân viên mẫu',
      role: 'facility-clerk',
      rights: rightsOf('facility-clerk'),
      facility: HOME,
      address: '127.0.0.1',
    } as const
    return withdrawSubmissionOf(world.needs, who, line?.receipt ?? own.receipt, 'gửi nhầm')
  },
}

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  test('walks an index within the wall, and shows nothing of another facility', async () => {
    const before = sent.mock.calls.length
    const answer = await story()
    const statements = sent.mock.calls.slice(before).map(statementOf)
    expect(statements.filter(({ text }) => text.includes('intake.')).length).toBeGreaterThan(0)
    expect(await scansOf(world.url, statements, [])).toEqual([])
    const shown = JSON.stringify(answer ?? '')
    for (const value of ['51001.KIN', canary.receipt, '051190777777'])
      expect(shown).not.toContain(value)
  })
})

test('a loop that delivers reads the text of any facility, by its digest and under its own name', async () => {
  const line = await findLine(world.database, permitOf(OTHER), canary.receipt)
  const permit = permitWork('delivery')
  const bytes = await readPayload({ ...world.needs, permit }, line?.digest.toString('hex') ?? '')
  expect(bytes?.includes('51001')).toBe(true)
})
