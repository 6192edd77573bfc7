import { randomBytes } from 'node:crypto'
import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { loadStarterLists, openTerminology } from '#terminology'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { Outcome } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { type Asker, REGISTRY } from '../asker.ts'
import { openProfile, openWithin } from '../open-profile.ts'
import type { Change } from '../profile-change.ts'
import { readProfileDefinitions } from '../profile-definition.ts'
import type { Head } from '../profile-head.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { openRegistry } from '../open-registry.ts'

export type Addition = Change & { readonly act: 'add' }

const MONDAY_TO_FRIDAY = [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }]
export const EVENINGS = [{ days: [1, 2, 3, 4, 5], from: '17:00', to: '20:00' }]

/** An empty registry with the starter lists, and a clock that goes on by a second at each look. */
export async function registryWorld() {
  const temporary = await temporaryDatabase()
  const { database } = temporary
  const clock = { time: Date.parse('2026-11-20T02:00:00Z') }
  const now = () => new Date((clock.time += 1_000))
  await loadStarterLists({ database, now })
  const needs: ProfileNeeds = {
    database,
    now,
    random: (count) => new Uint8Array(randomBytes(count)),
    definitions: readProfileDefinitions(),
    listsFor: openTerminology({ database, now }).listsFor,
  }
  const within = <Value>(work: Parameters<typeof inTransaction<Value>>[1]) =>
    inTransaction<Value>(database, (trx) => {
      enterScope(trx, { work: 'registry' })
      return work(trx)
    })
  return {
    ...temporary,
    needs,
    clock,
    within,
    registry: openRegistry({ database, now }),
    facility: (code: string, more: readonly Addition[] = []): Promise<Head> =>
      toldOf(
        within((trx) =>
          openWithin(trx, needs, REGISTRY, {
            kind: 'facility',
            province: code.slice(0, 2),
            statements: [...facilityStatements(code), ...more],
          }),
        ),
      ).then(({ head }) => head),
    practitioner: (by: Asker, number: string, more: readonly Addition[] = []) =>
      openProfile(needs, by, {
        kind: 'practitioner',
        province: by.facility?.slice(0, 2) ?? '51',
        statements: [identity(number), ...more],
      }),
  }
}

export type RegistryWorld = Awaited<ReturnType<typeof registryWorld>>

/** The value of an outcome that must be good. */
export async function toldOf<Value>(
  outcome: Promise<Outcome<Value>> | Outcome<Value>,
): Promise<Value> {
  const known = await outcome
  if (!known.ok) throw new Error(JSON.stringify(known.problems))
  return known.value
}

export function manager(code: string): Asker {
  const facility = parseFacilityCode(code)
  if (!facility.ok) throw new Error(code)
  return {
    account: `facility-admin@${code}`,
    name: 'Phạm Thị Lan',
    role: 'facility-administrator',
    facility: facility.value,
    address: '127.0.0.1',
  }
}

export function officer(
  authority: string,
  role: 'department-officer' | 'department-head' = 'department-officer',
): Asker {
  return {
    account: `officer@${authority}`,
    name: 'Cán bộ',
    role,
    province: authority,
    address: '127.0.0.1',
  }
}

export function practitionerOf(number: string): Asker {
  return {
    account: `practitioner-${number.slice(-4)}`,
    name: 'Người hành nghề',
    role: 'practitioner',
    practitioner: number,
    address: '127.0.0.1',
  }
}

export const MINISTRY: Asker = {
  account: 'ministry',
  name: 'Cán bộ Bộ',
  role: 'ministry-officer',
  address: '127.0.0.1',
}
export const TRADITIONAL: Asker = {
  account: 'traditional',
  name: 'Cán bộ YDCT',
  role: 'traditional-officer',
  address: '127.0.0.1',
}

export function add(
  section: string,
  values: Addition['values'],
  days: { from?: string; to?: string } = {},
): Addition {
  return { act: 'add', section, values, ...days }
}

export function identity(number: string, values: Addition['values'] = {}): Addition {
  return add('identity', {
    name: 'Nguyễn Văn An',
    birthDate: '1985-03-02',
    sex: '1',
    personalId: number,
    nationality: '000',
    ...values,
  })
}

export function licence(number: string, values: Addition['values'] = {}): Addition {
  return add('licence', {
    documentType: 'GPHN',
    number,
    issuer: 'Sở Y tế Quảng Ngãi',
    issuedOn: '2024-05-02',
    validTo: '2029-05-01',
    title: 'BS',
    ...values,
  })
}

export function registration(
  facility: string,
  licenceNumber: string,
  values: Addition['values'] = {},
  days = { from: '2024-06-01' },
): Addition {
  return add(
    'registration',
    {
      facility,
      licence: licenceNumber,
      position: '0',
      kind: 'regular',
      workingTime: '1',
      slots: MONDAY_TO_FRIDAY,
      ...values,
    },
    days,
  )
}

/** What a facility needs for its file to be complete, but for the people in it. */
function facilityStatements(code: string): Addition[] {
  return [
    add(
      'administrative',
      {
        name: `Bệnh viện Đa khoa ${code}`,
        facilityCode: code,
        form: 'clinic-specialist',
        authority: 'province',
        ownership: 'public',
        level: 'basic',
        traditional: false,
        email: `bv${code}@example.vn`,
      },
      { from: '2020-01-01' },
    ),
    add(
      'address',
      { commune: code.startsWith('01') ? '00070' : '21025', text: 'Số 1 đường Mẫu' },
      { from: '2025-07-01' },
    ),
    add('operating-licence', {
      number: `${code}/QNG-GPHĐ`,
      issuer: 'Sở Y tế',
      issuedOn: '2020-01-01',
      scope: 'Chuyên khoa nội',
    }),
    add('hours', { kind: 'regular', slots: MONDAY_TO_FRIDAY }),
    add('emr-state', { state: 'partial' }),
  ]
}
