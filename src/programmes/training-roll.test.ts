import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { Author, RowValues, Written } from '#workbooks'
import {
  manager,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../registry/testing/registry-world.ts'
import { countProgress } from './count-progress.ts'
import { trainingRoll } from './keep-training-roll.ts'
import { readOwn } from './read-own.ts'
import { readProgrammes } from './read-programmes.ts'

let world: RegistryWorld
const roll = trainingRoll({ programmes: readProgrammes() })
const OFFICER: Author = {
  account: 'officer@51',
  name: 'Cán bộ',
  role: 'department-officer',
  province: '51',
  address: '127.0.0.1',
}

beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('01777')
  while (await countProgress(world.needs)) continue
})
afterAll(() => world[Symbol.asyncDispose]())

function line(row: number, change: Record<string, string> = {}): RowValues {
  return {
    row,
    values: {
      MA_LOP: '51-TH-01',
      CHUONG_TRINH: 'kh1642',
      TEN_LOP: 'Tập huấn tuyến tỉnh',
      NGAY: '2025-11-28',
      MA_CSKCB: '51001',
      HO_TEN: 'Nguyễn Văn An',
      HOAN_THANH: '1',
      ...change,
    },
  }
}

const within = <Value>(work: (trx: Parameters<typeof roll.compare>[0]) => Promise<Value>) =>
  toldOf(inTransaction(world.database, async (trx) => accept(await work(trx))))

async function trained(): Promise<number> {
  const { milestones } = await toldOf(
    readOwn(
      {
        ...world.needs,
        programmes: {
          all: readProgrammes().all.map((one) => ({
            ...one,
            milestones: one.milestones.map((milestone) => ({
              ...milestone,
              owes: 'facility' as const,
            })),
          })),
          find: readProgrammes().find,
        },
      },
      manager('51001'),
    ),
  )
  return milestones.find(({ id }) => id === 'kh1642-2')?.share?.numerator ?? -1
}

test('a roll makes the facilities named there count as trained, and taken back it does not', async () => {
  expect(await within((trx) => roll.compare(trx, OFFICER, [line(2)]))).toEqual([
    { row: 2, change: 'new' },
  ])
  const written = await within((trx) => roll.apply(trx, OFFICER, [line(2)]))
  expect(written).toMatchObject([{ row: 2, ok: true }])
  expect(await trained()).toBe(1)
  expect(await within((trx) => roll.compare(trx, OFFICER, [line(2)]))).toMatchObject([
    { change: 'same' },
  ])
  const own = await toldOf(
    readOwn({ ...world.needs, programmes: readProgrammes() }, manager('51001')),
  )
  expect(own.trainings).toEqual([
    {
      title: 'Tập huấn tuyến tỉnh',
      day: '2025-11-28',
      attendee: 'Nguyễn Văn An',
      passed: true,
    },
  ])
  await within((trx) => roll.takeBack(trx, OFFICER, undoOf(written)))
  expect(await trained()).toBe(0)
})

test('somebody who did not complete it trains no facility', async () => {
  await within((trx) => roll.apply(trx, OFFICER, [line(2, { HOAN_THANH: '0' })]))
  expect(await trained()).toBe(0)
})

test('a roll names no facility of another authority, none that nobody knows, and no training of others', async () => {
  const rows = [line(2, { MA_CSKCB: '01777' }), line(3, { MA_CSKCB: '51999' })]
  const compared = await within((trx) => roll.compare(trx, OFFICER, rows))
  const codes = compared.map((one) => (one.change === 'failed' ? one.reasons[0]?.code : 'good'))
  expect(codes).toEqual(['programmes.not-own-authority', 'programmes.facility-unknown'])
  const { province: _province, ...ministry } = OFFICER
  const taken = await within((trx) =>
    roll.compare(trx, { ...ministry, role: 'ministry-officer' }, [line(2)]),
  )
  expect(taken).toMatchObject([
    { change: 'failed', reasons: [{ code: 'programmes.training-of-another' }] },
  ])
})

test('a facility brings no roll in', () => {
  expect(roll.mayImport({ ...OFFICER, role: 'facility-administrator' })).toBe(false)
  expect(roll.mayImport(OFFICER)).toBe(true)
})

function undoOf(written: readonly Written[]) {
  return written.flatMap((one) => (one.ok ? [{ row: one.row, undo: one.undo }] : []))
}
