import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import { type Database, inTransaction } from '#foundation/database'
import { identifyPerson, joinPersons } from '#people'
import { type Facility, facilityOn } from '#registry'
import type { Caller } from '#vocabulary/caller'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome } from '#vocabulary/outcome'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { findPatients } from './find-patients.ts'
import { type NotedVisit, noteVisit, removeVisit } from './index.ts'
import { readFirstScreen } from './read-first-screen.ts'

const NOW = new Date('2026-11-20T02:00:00Z')
const HOSPITAL = code('51001')
const STATION = code('51203')

const FACILITIES: Facility[] = [
  facility(HOSPITAL, 'Bệnh viện Mẫu Quảng Ngãi', 'provincial-hospital', '21115'),
  facility(STATION, 'Trạm Y tế xã Mẫu', 'commune-station', '21238'),
]

function code(text: string): FacilityCode {
  return valueOf(parseFacilityCode(text))
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.problems[0].code)
  return outcome.value
}

function facility(
  of: FacilityCode,
  name: string,
  kind: Facility['kind'],
  commune: string,
): Facility {
  const address = 'tỉnh Quảng Ngãi'
  const from = '2025-07-01'
  return { code: of, name, kind, commune, address, from, province: '51', insuranceContract: true }
}

function doctorAt(at: FacilityCode): Caller {
  return {
    account: `doctor@${at}`,
    name: 'Bác sĩ Mẫu',
    role: 'doctor',
    rights: new Set(['follow-up.read', 'patient.find']),
    facility: at,
    address: '127.0.0.1',
  }
}

function needs(database: Database) {
  return {
    database,
    now: () => NOW,
    registry: {
      findFacility: async (asked: FacilityCode) =>
        facilityOn(FACILITIES.filter((one) => one.code === asked)),
    },
  }
}

async function patient(database: Database, name: string, number: string): Promise<RecordId> {
  const claim = {
    citizenNumber: number,
    insuranceNumbers: [],
    name,
    birthDate: '1958-03-08',
    sex: 'female' as const,
    facility: HOSPITAL,
    patientNumber: number,
  }
  const identified = await inTransaction(database, async (trx) =>
    accept(await identifyPerson(trx, claim, { now: () => NOW, random: randomBytes })),
  )
  return valueOf(identified).person
}

async function note(
  database: Database,
  noted: Omit<NotedVisit, 'visit' | 'facility'> & { facility?: FacilityCode },
) {
  const visit = newRecordId(NOW, 7, randomBytes)
  await database
    .transaction()
    .execute((trx) => noteVisit(trx, { facility: HOSPITAL, ...noted, visit }))
  return visit
}

const screen = async (database: Database, at: FacilityCode) =>
  valueOf(await readFirstScreen(needs(database), doctorAt(at)))

test('a person discharged home is on the list of the station of that commune for seven days', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = await patient(database, 'Phạm Thị Lan', '051158000123')
  const stay = { person, arrivedAt: day('2026-11-10'), communeOfResidence: '21238' }
  await note(database, { ...stay, leftAt: day('2026-11-16'), dischargedAt: day('2026-11-16') })
  await note(database, { ...stay, leftAt: day('2026-11-05'), dischargedAt: day('2026-11-05') })

  const { discharged, commune } = await screen(database, STATION)
  expect(commune).toBe('21238')
  expect(discharged.map(({ patient: { name }, from }) => [name, from.name])).toEqual([
    ['Phạm Thị Lan', 'Bệnh viện Mẫu Quảng Ngãi'],
  ])
  expect((await screen(database, HOSPITAL)).discharged).toEqual([])
})

test('a person referred to a facility is on its list, and marked once there', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = await patient(database, 'Hồ Văn Xuân', '051058000456')
  await note(database, {
    person,
    facility: STATION,
    arrivedAt: day('2026-11-18'),
    leftAt: day('2026-11-18'),
    referralTo: HOSPITAL,
  })
  expect((await screen(database, HOSPITAL)).referred).toMatchObject([{ arrived: false }])

  await note(database, { person, arrivedAt: day('2026-11-19') })
  expect((await screen(database, HOSPITAL)).referred).toMatchObject([
    { arrived: true, patient: { name: 'Hồ Văn Xuân' }, from: { name: 'Trạm Y tế xã Mẫu' } },
  ])
})

test('nobody is named by a hidden visit, nor to a facility that the person blocks (Law 91/2025/QH15, consent)', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  const person = await patient(database, 'Hồ Văn Ẩn', '051058000789')
  const referral = { person, arrivedAt: day('2026-11-18'), leftAt: day('2026-11-18') }
  const visit = await note(database, { ...referral, facility: STATION, referralTo: HOSPITAL })
  let position = 0
  const choose = (kind: 'visit' | 'facility', subject: string, effect: 'hide' | 'show') =>
    sql`insert into access.choice (person, position, at, account, kind, subject, effect, text, signature, key)
        values (${person}, ${++position}, ${NOW}, 'citizen', ${kind}, ${subject}, ${effect}, '', '\\x00', '')`.execute(
      owner,
    )
  const named = async () =>
    (await screen(database, HOSPITAL)).referred.map(({ patient: { name } }) => name)

  expect(await named()).toEqual(['Hồ Văn Ẩn'])
  await choose('visit', visit, 'hide')
  expect(await named()).toEqual([])
  expect(await listAccessOf(database, [person], 10)).toHaveLength(1)
  await choose('visit', visit, 'show')
  expect(await named()).toEqual(['Hồ Văn Ẩn'])
  await choose('facility', HOSPITAL, 'hide')
  expect(await named()).toEqual([])
})

test('an appointment that nobody kept is due, then missed, and gone once the person came, under whatever key', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const [lan, xuan] = await Promise.all([
    patient(database, 'Phạm Thị Lan', '051158000123'),
    patient(database, 'Hồ Văn Xuân', '051058000456'),
  ])
  const october = { arrivedAt: day('2026-10-01'), leftAt: day('2026-10-01') }
  await note(database, { person: lan, ...october, reExaminationOn: '2026-11-01' })
  await note(database, { person: xuan, ...october, reExaminationOn: '2026-11-20' })
  const first = await screen(database, HOSPITAL)
  expect(first.missed).toMatchObject([{ on: '2026-11-01', daysLate: 19, patient: { person: lan } }])
  expect(first.due).toMatchObject([{ on: '2026-11-20', state: 'due', patient: { person: xuan } }])

  const other = await patient(database, 'Phạm Lan', '051158000999')
  await note(database, { person: other, arrivedAt: day('2026-11-02') })
  expect((await screen(database, HOSPITAL)).missed).toHaveLength(1)
  await database.transaction().execute((trx) =>
    joinPersons(trx, {
      one: lan,
      other,
      by: 'test',
      reason: 'một người',
      id: newRecordId(NOW, 1, randomBytes),
      at: NOW,
    }),
  )
  expect((await screen(database, HOSPITAL)).missed).toEqual([])
})

test('a withdrawn visit asks for nothing, and a correction replaces what was asked', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = await patient(database, 'Phạm Thị Lan', '051158000123')
  const october = { person, facility: HOSPITAL, arrivedAt: day('2026-10-01') }
  const visit = await note(database, { ...october, reExaminationOn: '2026-11-01' })
  await database
    .transaction()
    .execute((trx) => noteVisit(trx, { ...october, visit, reExaminationOn: '2026-11-20' }))
  expect(await screen(database, HOSPITAL)).toMatchObject({
    missed: [],
    due: [{ on: '2026-11-20' }],
  })

  await database.transaction().execute((trx) => removeVisit(trx, visit))
  expect(await screen(database, HOSPITAL)).toMatchObject({ missed: [], due: [] })
})

test('everybody who is shown on a list or found by a search can read who saw them', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = await patient(database, 'Phạm Thị Lan', '051158000123')
  await note(database, { person, arrivedAt: day('2026-10-01'), reExaminationOn: '2026-11-19' })
  await screen(database, HOSPITAL)
  await findPatients(needs(database), doctorAt(HOSPITAL), {
    name: 'pham thi lan',
    birthDate: '1958',
  })

  const log = await listAccessOf(database, [person], 10)
  expect(log.map(({ what, ground, caller }) => [what, ground, caller.account])).toEqual([
    ['patient-search', 'own-patient', 'doctor@51001'],
    ['follow-up-list', 'follow-up', 'doctor@51001'],
  ])
})

test('a patient is found without accents with the year of birth, only among one’s own', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = await patient(database, 'Phạm Thị Lan', '051158000123')
  const find = (at: FacilityCode, asked: Parameters<typeof findPatients>[2]) =>
    findPatients(needs(database), doctorAt(at), asked)

  const named = { name: 'pham thi lan', birthDate: '1958-03-08' }
  expect(await find(HOSPITAL, named)).toMatchObject({ value: { patients: [{ person }] } })
  expect(await find(STATION, named)).toEqual(accept({ patients: [] }))
  expect(await find(HOSPITAL, { number: '051158000123' })).toMatchObject({
    value: { patients: [{ person }] },
  })
  expect(await find(HOSPITAL, { name: 'pham thi lan' })).toMatchObject({
    problems: [{ code: 'follow-up.nothing-to-find-by' }],
  })
})

function day(text: string): Date {
  return new Date(`${text}T03:00:00Z`)
}
