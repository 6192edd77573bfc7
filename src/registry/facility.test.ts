import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction, type Trx } from '#foundation/database'
import { openDoor } from '#foundation/open-door'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import type { Facility } from './facility.ts'
import { dropOtherSpans } from './facility-store.ts'
import {
  findFacility,
  listFacilities,
  loadFacilities,
  loadStarterFacilities,
  openRegistry,
  registryRoutes,
  stationOf,
} from './index.ts'

function code(text: string) {
  const parsed = parseFacilityCode(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function facility(name: string, fields: Partial<Facility> & Pick<Facility, 'code'>): Facility {
  return {
    name,
    kind: 'provincial-hospital',
    province: '51',
    commune: '21115',
    address: 'Phường Nghĩa Lộ, Quảng Ngãi',
    insuranceContract: true,
    from: '2020-01-01',
    ...fields,
  }
}

const before = facility('Bệnh viện huyện Sơn Hà', {
  code: code('51004'),
  to: '2025-06-30',
  kind: 'regional-hospital',
})
const after = {
  ...facility('Trung tâm Y tế khu vực Sơn Hà', { code: code('51004'), kind: 'regional-hospital' }),
  from: '2025-07-01',
}
const station = facility('Trạm Y tế xã Sơn Hạ', {
  code: code('51201'),
  kind: 'commune-station',
  commune: '21292',
  address: 'Xã Sơn Hạ',
})
const clinic = facility('Phòng khám Hoà Bình', {
  code: code('01777'),
  kind: 'clinic',
  province: '01',
  address: 'Hà Nội',
  insuranceContract: false,
})

async function withFacilities() {
  const temporary = await temporaryDatabase()
  const load = () =>
    inTransaction(temporary.database, async (trx) =>
      accept(await loadFacilities(trx, [before, after, station, clinic])),
    )
  return { ...temporary, load, first: await load() }
}

test('a facility is read as it was on the day that is asked about', async () => {
  await using world = await withFacilities()
  expect(await findFacility(world.database, code('51004'), '2024-05-01')).toEqual(before)
  expect(await findFacility(world.database, code('51004'), '2026-05-01')).toEqual(after)
  expect(await findFacility(world.database, code('51004'))).toEqual(after)
  expect(await findFacility(world.database, code('51004'), '2019-12-31')).toBeUndefined()
  expect(await findFacility(world.database, code('99999'))).toBeUndefined()
})

test('loading the same facilities again changes nothing', async () => {
  await using world = await withFacilities()
  expect(world.first).toEqual(accept(4))
  expect(await world.load()).toEqual(accept(0))
  expect(await listFacilities(world.database, { province: '51' })).toEqual([before, after, station])
})

test('a commune has its station, or none', async () => {
  await using world = await withFacilities()
  expect(await stationOf(world.database, '21292')).toBe('51201')
  expect(await stationOf(world.database, '21115')).toBeUndefined()
})

test('the facilities in memory answer as the table does and follow it within ten seconds', async () => {
  await using world = await withFacilities()
  let now = new Date('2026-11-10T05:00:00Z')
  const registry = openRegistry({ database: world.database, now: () => now })
  expect(await registry.findFacility(code('51004'), '2024-05-01')).toEqual(before)
  expect(await registry.listFacilities({ province: '51' })).toEqual([after, station])
  expect(await registry.stationOf('21292')).toBe('51201')

  await inTransaction(world.database, async (trx) =>
    accept(await loadFacilities(trx, [{ ...clinic, name: 'Phòng khám Yên Bình' }])),
  )
  now = new Date(now.getTime() + 10_000)
  expect((await registry.findFacility(code('01777')))?.name).toBe('Phòng khám Yên Bình')
  expect(await registry.findFacility(code('51004'), '2024-05-01')).toEqual(before)

  await inTransaction(world.database, async (trx) =>
    accept(await dropOtherSpans(trx, code('51004'), ['2020-01-01'])),
  )
  now = new Date(now.getTime() + 10_000)
  expect(await registry.findFacility(code('51004'))).toEqual(before)
  expect((await registry.listFacilities()).map((one) => one.code)).toEqual([
    '01777',
    '51004',
    '51201',
  ])
})

test('nothing that a writer commits late is passed over, though others wrote and the table was frozen meanwhile', async () => {
  await using world = await withFacilities()
  const { database, owner } = world
  let now = new Date('2026-11-10T05:00:00Z')
  const registry = openRegistry({ database, now: () => now })
  const look = async (of: string) => {
    now = new Date(now.getTime() + 10_000)
    return (await registry.findFacility(code(of)))?.name
  }
  const rename = (one: Facility, name: string) => (trx: Trx) =>
    loadFacilities(trx, [{ ...one, name }])
  await look('01777')

  const written = Promise.withResolvers<undefined>()
  const release = Promise.withResolvers<undefined>()
  const late = inTransaction(database, async (trx) => {
    await rename(clinic, 'Tên ghi trước, chốt sau')(trx)
    written.resolve(undefined)
    await release.promise
    return accept(undefined)
  })
  await written.promise
  for (const name of ['Tên thứ nhất', 'Tên thứ hai']) {
    await inTransaction(database, async (trx) => accept(await rename(station, name)(trx)))
    expect(await look('51201')).toBe(name)
    expect(await look('01777')).toBe(clinic.name)
  }
  release.resolve(undefined)
  await late
  // Freezing keeps the writer of a row where it stood; a horizon that relied on anything else would lose the row here.
  await sql`vacuum (freeze) registry.facility`.execute(owner)
  expect(await look('01777')).toBe('Tên ghi trước, chốt sau')
})

test('facilities are found by words without accents, page by page, by anybody', async () => {
  await using world = await withFacilities()
  const door = openDoor(
    {},
    async () => undefined,
    async () => undefined,
    (error) => expect.fail(String(error)),
  )
  registryRoutes(door, openRegistry({ database: world.database, now: () => new Date() }))
  const ask = async (query: string) =>
    (await door.app.inject({ url: `/registry/facilities?${query}` })).json<{
      facilities: Facility[]
      next?: string
    }>()

  expect((await ask('query=son%20ha')).facilities.map((one) => one.code)).toEqual([
    '51004',
    '51201',
  ])
  expect((await ask('query=phong%20kham%20hoa')).facilities.map((one) => one.code)).toEqual([
    '01777',
  ])
  expect(await ask('kind=commune-station')).toEqual({
    facilities: [
      {
        code: '51201',
        name: station.name,
        kind: station.kind,
        province: '51',
        commune: '21292',
        address: 'Xã Sơn Hạ',
      },
    ],
  })
  const first = await ask('limit=2')
  expect(first.facilities.map((one) => one.code)).toEqual(['01777', '51004'])
  expect((await ask(`limit=2&after=${first.next}`)).facilities.map((one) => one.code)).toEqual([
    '51201',
  ])
  await door.app.close()
})

test('the facilities that we ship load once, the referral hospital among them', async () => {
  await using temporary = await temporaryDatabase()
  expect(await loadStarterFacilities(temporary)).toBeGreaterThan(50)
  expect(await loadStarterFacilities(temporary)).toBe(0)
  expect(await findFacility(temporary.database, code('01999'), '2026-11-10')).toMatchObject({
    kind: 'central-hospital',
    insuranceContract: true,
  })
})
