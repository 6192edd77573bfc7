import { randomBytes } from 'node:crypto'
import { addCareRelations, type CareRelation, rightsOf } from '#access'
import { type Database, inTransaction } from '#foundation/database'
import { openDoor } from '#foundation/open-door'
import { identifyPerson } from '#people'
import { type DataKeys, makeDataKeys, writeVisit } from '#records'
import { type Facility, facilityOn } from '#registry'
import { type Lists, starterLists } from '#terminology'
import type { Caller } from '#vocabulary/caller'
import type { DossierTables } from '#vocabulary/dossier-tables'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { dossierToFhir } from '../../intake/dossier-to-fhir/dossier-to-fhir.ts'
import { claimOfPerson } from '../../intake/dossier-to-fhir/person-claim.ts'
import { healthBookRoutes } from '../index.ts'

export const NOW = new Date('2026-11-20T02:00:00Z')
export const HOSPITAL = code('01999')
export const STATION = code('51203')

/** A small world around one database: who calls is set by the test, dossiers are written as the intake writes them. */
export async function bookWorld(database: Database) {
  const dataKeys = makeDataKeys(randomBytes(32).toString('base64'))
  const listsOf = await starterLists()
  const now = () => NOW
  let caller: Caller | undefined
  const door = openDoor(
    {},
    async () => caller,
    async () => undefined,
    (error) => {
      throw error
    },
  )
  healthBookRoutes(door, {
    database,
    now,
    random,
    dataKeys,
    registry: {
      findFacility: async (asked) => facilityOn(FACILITIES.filter((one) => one.code === asked)),
    },
    listsFor: async (day) => listsOf(day),
  })

  return {
    actAs: (next: Caller) => {
      caller = next
    },
    get: (url: string) => door.app.inject({ method: 'GET', url }),
    post: (url: string, payload: object = {}) => door.app.inject({ method: 'POST', url, payload }),
    record: (tables: DossierTables, facility: FacilityCode = HOSPITAL, withErrors = false) =>
      recordDossier(database, dataKeys, listsOf('2026-11-10'), tables, facility, withErrors),
    relate: (relation: Omit<CareRelation, 'from' | 'source'>) =>
      database
        .transaction()
        .execute((trx) =>
          addCareRelations(trx, [{ ...relation, from: new Date(0), source: 'test' }]),
        ),
  }
}

/** Records one dossier as the intake does; gives the keys of person and visit. */
async function recordDossier(
  database: Database,
  dataKeys: DataKeys,
  lists: Lists,
  tables: DossierTables,
  facility: FacilityCode,
  withErrors: boolean,
): Promise<{ person: RecordId; visit: RecordId }> {
  const needs = { now: () => NOW, random }
  const written = await inTransaction(database, async (trx) => {
    const { person } = await identifyPerson(trx, claimOfPerson(tables, facility), needs)
    const visit = newRecordId(NOW, bucketOf(person), random)
    const submission = newRecordId(NOW, bucketOf(person), random)
    const common = { person, visit, submission, acceptedAt: NOW, ruleSet: 'visit-dossier/test' }
    const from = { code: facility, name: nameOf(facility) }
    const entries = dossierToFhir({ ...common, tables, facility: from, lists, withErrors })
    await writeVisit(trx, dataKeys, { ...common, facility, entries, mode: 'first' })
    return accept({ person, visit })
  })
  if (!written.ok) throw new Error('refused')
  return written.value
}

const random = (count: number) => new Uint8Array(randomBytes(count))

export function citizen(person?: RecordId): Caller {
  return {
    account: 'citizen@001190000000',
    name: 'Nguyễn Thị Mẫu',
    role: 'citizen',
    rights: rightsOf('citizen'),
    address: '127.0.0.1',
    ...(person === undefined ? {} : { person }),
  }
}

export function doctor(facility: FacilityCode): Caller {
  return {
    account: `doctor@${facility}`,
    name: 'BS Trần Thị Khám',
    role: 'doctor',
    rights: rightsOf('doctor'),
    facility,
    address: '127.0.0.1',
  }
}

function code(text: string): FacilityCode {
  const parsed = parseFacilityCode(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

const COMMON = { from: '2025-07-01', insuranceContract: true }
const FACILITIES: readonly Facility[] = [
  {
    ...COMMON,
    code: HOSPITAL,
    name: 'Bệnh viện Mẫu Hà Nội',
    kind: 'central-hospital',
    province: '01',
    commune: '00070',
    address: 'phường Hoàn Kiếm, thành phố Hà Nội',
  },
  {
    ...COMMON,
    code: STATION,
    name: 'Trạm Y tế xã Mẫu',
    kind: 'commune-station',
    province: '51',
    commune: '21238',
    address: 'xã Mẫu, tỉnh Quảng Ngãi',
  },
]

function nameOf(facility: FacilityCode): string {
  return FACILITIES.find((one) => one.code === facility)?.name ?? facility
}
