import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Database, inTransaction } from '#foundation/database'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { type TemporaryDatabase, temporaryDatabase } from '../../tests/temporary-database.ts'
import { permitWork } from '#access'
import { permitOf } from '../access/testing/permits.ts'
import {
  type PersonClaim,
  type PersonSearch,
  findPersonByNumber,
  findPersons,
  identifyPerson,
} from './index.ts'
import { joinPersons, keysOf, partPersons, personCards } from './index.ts'

const work = permitWork('sign-in')
const needs = { now: () => new Date('2026-11-10T01:12:00Z'), random: randomBytes }

const an: PersonClaim = {
  citizenNumber: '051085000123',
  insuranceNumbers: ['DN4510112345678'],
  name: 'Nguyễn Văn An',
  birthDate: '1985-03-02',
  sex: 'male',
  facility: facility('51001'),
  patientNumber: 'BN0001',
}

function facility(code: string): FacilityCode {
  const parsed = parseFacilityCode(code)
  if (!parsed.ok) throw new Error(code)
  return parsed.value
}

async function identify(database: Database, claim: PersonClaim) {
  const outcome = await inTransaction(database, async (trx) =>
    accept(await identifyPerson(trx, claim, needs)),
  )
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function openReviews(temporary: TemporaryDatabase): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from people.review`.execute(
    temporary.owner,
  )
  return rows[0]?.n ?? 0
}

test('the same numbers, name and birth date are the same person, accents and card or none', async () => {
  await using temporary = await temporaryDatabase()
  const first = await identify(temporary.database, an)
  const { citizenNumber: _, ...byCard } = an
  const { socialInsuranceNumber: __, ...byNumber } = { ...an, socialInsuranceNumber: '' }
  const again = [
    an,
    { ...byCard, facility: facility('51002'), patientNumber: 'X9' },
    { ...byNumber, insuranceNumbers: [], name: 'NGUYEN VAN AN', birthDate: '1985' },
    { ...byCard, insuranceNumbers: [], patientNumber: 'BN0001' },
    { ...byCard, insuranceNumbers: [], socialInsuranceNumber: '0112345678', patientNumber: '' },
  ]
  for (const claim of again) {
    expect(await identify(temporary.database, claim)).toEqual({
      person: first.person,
      isNew: false,
      provisional: false,
    })
  }
  expect(first).toMatchObject({ isNew: true, provisional: false })
  expect(await openReviews(temporary)).toBe(0)
})

test('of twenty writers who claim one unknown number at once, one makes the person', async () => {
  await using temporary = await temporaryDatabase()
  const claims = Array.from({ length: 20 }, (_, index) => ({
    ...an,
    facility: facility(`5100${index % 10}`),
    patientNumber: `BN${index}`,
    insuranceNumbers: index % 2 === 0 ? an.insuranceNumbers : [],
  }))
  const found = await Promise.all(claims.map((claim) => identify(temporary.database, claim)))

  expect(new Set(found.map(({ person }) => person)).size).toBe(1)
  expect(found.filter(({ isNew }) => isNew)).toHaveLength(1)
  const { rows } = await sql<{ n: number }>`select count(*) as n from people.person`.execute(
    temporary.owner,
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('writers who share numbers in different orders still settle on one person', async () => {
  await using temporary = await temporaryDatabase()
  const { citizenNumber: _, ...byCard } = an
  const claims = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0
      ? { ...byCard, patientNumber: 'A' }
      : { ...an, insuranceNumbers: [], patientNumber: 'A' },
  )
  const found = await Promise.all(claims.map((claim) => identify(temporary.database, claim)))
  expect(new Set(found.map(({ person }) => person)).size).toBe(1)
  expect(await findPersonByNumber(temporary.database, work, '051085000123')).toBe(found[0]?.person)
  expect(await findPersonByNumber(temporary.database, work, 'DN4510112345678')).toBe(
    found[0]?.person,
  )
})

test('a number of somebody else makes a provisional person and one review item, never a merge', async () => {
  await using temporary = await temporaryDatabase()
  const first = await identify(temporary.database, an)
  const wrong = { ...an, name: 'Trần Thị Bưởi', birthDate: '1990-01-01', patientNumber: 'BN0002' }
  const second = await identify(temporary.database, wrong)
  expect(second).toMatchObject({ isNew: true, provisional: true, review: expect.any(String) })
  expect(second.person).not.toBe(first.person)
  expect(await identify(temporary.database, wrong)).toEqual({
    person: second.person,
    isNew: false,
    provisional: true,
    contradicts: 'citizen',
  })
  expect(await openReviews(temporary)).toBe(1)
  expect(await findPersonByNumber(temporary.database, work, '051085000123')).toBe(first.person)
})

test('a second personal ID for a known card is a contradiction, not a new fact', async () => {
  await using temporary = await temporaryDatabase()
  const first = await identify(temporary.database, an)
  const other = await identify(temporary.database, {
    ...an,
    citizenNumber: '051085999999',
    patientNumber: 'BN7',
  })
  expect(other).toMatchObject({ provisional: true })
  expect(other.person).not.toBe(first.person)
})

test('a child under a parent’s number is a person of its own, and the parent is not disputed', async () => {
  await using temporary = await temporaryDatabase()
  const parent = await identify(temporary.database, an)
  const child: PersonClaim = {
    ...an,
    name: 'Nguyễn An Nhiên',
    birthDate: '2024-05-06',
    insuranceNumbers: ['TE1519876543210'],
    patientNumber: 'BN0003',
    underGuardianNumber: true,
  }
  const found = await identify(temporary.database, child)
  expect(found).toMatchObject({ isNew: true, provisional: false })
  expect(found.person).not.toBe(parent.person)
  expect((await identify(temporary.database, { ...child, insuranceNumbers: [] })).person).toBe(
    found.person,
  )
  expect(await findPersonByNumber(temporary.database, work, '051085000123')).toBe(parent.person)
})

test('twins without names are told apart by patient number and birth time', async () => {
  await using temporary = await temporaryDatabase()
  const twin: PersonClaim = {
    insuranceNumbers: [],
    name: 'Đinh Thị Hạnh',
    birthDate: '2026-11-09',
    birthTime: '08:01',
    sex: 'female',
    facility: facility('51001'),
    patientNumber: 'SS1',
  }
  const one = await identify(temporary.database, twin)
  const other = await identify(temporary.database, {
    ...twin,
    birthTime: '08:09',
    patientNumber: 'SS2',
  })
  expect(other.person).not.toBe(one.person)
  expect((await identify(temporary.database, twin)).person).toBe(one.person)
})

test('a foreigner is found by passport, an unknown patient only by the facility’s own number', async () => {
  await using temporary = await temporaryDatabase()
  const { citizenNumber: _, ...noId } = { ...an, insuranceNumbers: [] }
  const guest = { ...noId, otherNumber: 'C1234567', name: 'Jane Doe', patientNumber: 'BN8' }
  const first = await identify(temporary.database, guest)
  const elsewhere = { ...guest, facility: facility('01999'), patientNumber: 'HN1' }
  expect((await identify(temporary.database, elsewhere)).person).toBe(first.person)

  const unknown = { ...noId, name: 'Không rõ', birthDate: '', patientNumber: 'CC1' }
  const [one, other] = [
    await identify(temporary.database, unknown),
    await identify(temporary.database, { ...unknown, patientNumber: 'CC2' }),
  ]
  expect(one.person).not.toBe(other.person)
  expect((await identify(temporary.database, unknown)).person).toBe(one.person)
})

test('people are found by name without accents, by given name, by birth date, within one facility', async () => {
  await using temporary = await temporaryDatabase()
  const { person } = await identify(temporary.database, an)
  const { citizenNumber: _, ...noId } = an
  await identify(temporary.database, {
    ...noId,
    name: 'Nguyễn Văn Anh',
    birthDate: '1991-01-01',
    insuranceNumbers: [],
    facility: facility('51002'),
    patientNumber: 'Z1',
  })
  const [own, other] = [permitOf(facility('51001')), permitOf(facility('51002'))]
  const found = async (search: PersonSearch, permit = own) =>
    (await findPersons(temporary.database, permit, search, 10)).map((card) => card.name)

  expect(await found({ query: 'nguyen van an' })).toEqual(['Nguyễn Văn An'])
  expect(await found({ query: 'nguyen van an' }, other)).toEqual(['Nguyễn Văn Anh'])
  expect(await found({ query: 'Ân' })).toEqual(['Nguyễn Văn An'])
  expect(await found({ query: 'van an', birthDate: '1985-03-02' })).toEqual(['Nguyễn Văn An'])
  expect(await found({ query: 'van an', birthDate: '1991-01-01' })).toEqual([])
  expect(await found({ number: '051085000123' }, other)).toEqual([])
  expect(await found({ number: 'DN4510112345678' })).toEqual(['Nguyễn Văn An'])
  expect(await found({})).toEqual([])
  expect(await personCards(temporary.database, own, [person])).toMatchObject([
    { person, citizenNumber: '051085000123', sex: 'male' },
  ])
})

test('keys that are one person can be joined and parted again', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const { citizenNumber: _, ...noId } = { ...an, insuranceNumbers: [] }
  const [a, b, c] = await Promise.all(
    ['1', '2', '3'].map((patientNumber) => identify(database, { ...noId, patientNumber })),
  )
  if (!a || !b || !c) throw new Error('three persons')
  const act = { by: 'officer@51', reason: 'cùng một người', at: needs.now() }
  const join = (one: typeof a, other: typeof a, id: string) =>
    inTransaction(database, async (trx) =>
      accept(await joinPersons(trx, { one: one.person, other: other.person, id, ...act })),
    )
  await join(a, b, '01900000-0000-8001-8000-000000000001')
  await join(b, c, '01900000-0000-8001-8000-000000000002')
  await join(c, b, '01900000-0000-8001-8000-000000000003')
  expect(new Set(await keysOf(database, a.person))).toEqual(new Set([a.person, b.person, c.person]))
  await inTransaction(database, async (trx) =>
    accept(await partPersons(trx, { one: b.person, other: c.person, by: 'officer', at: act.at })),
  )
  expect(await keysOf(database, c.person)).toEqual([c.person])
})
