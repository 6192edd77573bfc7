import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { facilitiesWithPortalAccount } from '#delivery'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { readProfile } from '../read-profile.ts'
import { completeDoctor, type OutsideWorld, outsideWorld } from '../testing/outside-world.ts'
import { manager, toldOf } from '../testing/registry-world.ts'
import { writeStatements } from '../write-statements.ts'
import { sendStaff } from './send-staff.ts'

let world: OutsideWorld
beforeAll(async () => {
  world = await outsideWorld(['insurance-portal'])
  await world.facility('51001')
})
afterAll(() => world[Symbol.asyncDispose]())

type Row = Readonly<Record<string, string>>

async function rowsAtPortal(): Promise<readonly Row[]> {
  const state = (await world.simulator('insurance-portal').get('/_state')) as {
    staff: Record<string, Row[]>
  }
  return state.staff['51001'] ?? []
}

async function send(): Promise<void> {
  await world.follow()
  await world.make(async (trx, needs) =>
    sendStaff(trx, needs, await facilitiesWithPortalAccount(trx)),
  )
  await world.deliver()
}

const kept = () =>
  withScope(world.database, { work: 'test' }, async (trx) => {
    const { rows } = await sql<{ key: string; state: string; reasons: readonly object[] }>`
      select row_key as key, state, reasons from registry.staff_row order by row_key::integer`.execute(
      trx,
    )
    return rows
  })

async function doctor(number: string, licence: string) {
  const { subject, version } = await completeDoctor(world, '51001', number, licence)
  await world.publish(subject, version)
  return subject
}

async function change(subject: RecordId, version: number, section: string, values: object) {
  const { profile } = await toldOf(readProfile(world.needs, manager('51001'), { subject }))
  const statement = profile.statements.find((one) => one.section === section)
  const written = await writeStatements(world.needs, manager('51001'), {
    subject,
    version,
    changes: [
      {
        act: 'correct',
        statement: statement?.id ?? '',
        values: { ...statement?.values, ...values },
      },
    ],
  })
  await world.publish(subject, (await toldOf(written)).version)
}

test('a facility without an account at the portal sends nothing; with one its staff goes, signed, each row once', async () => {
  await doctor('051085000001', '1/QNG-GPHN')
  await send()
  expect(await rowsAtPortal()).toEqual([])

  await world.openAccount('51001')
  await send()
  expect(await rowsAtPortal()).toMatchObject([
    {
      STT: '1',
      HO_TEN: 'Nguyễn Văn An',
      SO_DINH_DANH: '051085000001',
      CHUCDANH_NN: '1',
      VI_TRI: '',
      MACCHN: '1/QNG-GPHN',
      NGAYCAP_CCHN: '20240502',
      THOIGIAN_NGAY: '0700-1630',
      THOIGIAN_TUAN: 'T2T3T4T5T6',
      TU_NGAY: '20240601',
      DEN_NGAY: '',
      MA_CSKCB: '51001',
    },
  ])
  expect(await kept()).toMatchObject([{ key: '1', state: 'acknowledged' }])
})

test('a change closes the row and opens another; the portal refuses whatever edits a row in place', async () => {
  const subject = await doctor('051085000002', '2/QNG-GPHN')
  await send()
  await change(subject, 1, 'registration', { position: '2' })
  await send()
  const rows = (await rowsAtPortal()).filter((one) => one['SO_DINH_DANH'] === '051085000002')
  expect(rows.map((one) => [one['VI_TRI'], one['TU_NGAY'], one['DEN_NGAY']])).toEqual([
    ['', '20240601', '20261119'],
    ['2', '20261120', ''],
  ])
  expect((await kept()).every(({ state }) => state === 'acknowledged')).toBe(true)
})

test('a row that is refused says why and stays; of half an answer the rest goes again', async () => {
  await doctor('051085000003', '3/QNG-GPHN')
  await world.faults('insurance-portal', [
    { kind: 'refuse-row', row: '051085000003', calls: ['catalogue'], times: 1 },
  ])
  await send()
  expect(await kept()).toContainEqual({
    key: '4',
    state: 'refused',
    reasons: [{ code: 'receiver-refused', detail: '412: Số định danh không hợp lệ' }],
  })

  for (const number of ['4', '5']) await doctor(`05108500000${number}`, `${number}/QNG-GPHN`)
  await world.faults('insurance-portal', [{ kind: 'half', calls: ['catalogue'], times: 1 }])
  await send()
  expect((await kept()).map(({ state }) => state)).toContain('unanswered')
  world.wait(10)
  await send()
  expect((await kept()).map(({ state }) => state)).not.toContain('unanswered')
  expect((await kept()).filter(({ state }) => state === 'refused')).toHaveLength(1)
})
