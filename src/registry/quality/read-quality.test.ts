import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  add,
  licence,
  manager,
  MINISTRY,
  officer,
  practitionerOf,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import { countAll, countChanged } from './quality-loop.ts'
import { openView } from './quality-total-view.ts'
import { methodOf, qualityTotals } from './quality-totals.ts'
import { readFacilityQuality, readFileQuality, readStaffQuality } from './read-quality.ts'

let world: RegistryWorld
const people: string[] = []
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  const training = add('training', {
    level: 'bachelor',
    field: 'Y khoa',
    school: 'Đại học Y Dược Huế',
    issuedOn: '2010-07-01',
  })
  for (const [number, more] of [
    ['051085000001', []],
    ['051085000002', [training]],
  ] as const) {
    const opened = await toldOf(
      world.practitioner(manager('51001'), number, [
        licence(`${number.slice(-1)}/QNG-GPHN`),
        registration('51001', `${number.slice(-1)}/QNG-GPHN`),
        ...more,
      ]),
    )
    people.push(opened.head.subject)
  }
  const needs = { ...world.needs, method: methodOf(world.needs.now()) }
  while (await countChanged(world.database, needs));
  while (await countAll(world.database, needs));
})
afterAll(() => world[Symbol.asyncDispose]())

test('a facility sees its own file and its staff together, what gains most first, and who may mend it', async () => {
  const read = await toldOf(readFacilityQuality(world.needs, manager('51001'), 'own'))
  expect(read.total).toMatchObject({ facilities: 1, practitioners: 2 })
  const gains = read.mend.map(({ gain }) => gain)
  expect(gains).toEqual(gains.toSorted((one, other) => other - one))
  expect(read.mend).toContainEqual(
    expect.objectContaining({
      kind: 'facility',
      section: 'responsible-person',
      by: ['facility', 'department'],
    }),
  )
  expect(read.mend).toContainEqual(
    expect.objectContaining({ kind: 'practitioner', section: 'training', files: 1 }),
  )
  expect(read.mend).toContainEqual(
    expect.objectContaining({ kind: 'practitioner', section: 'contact', files: 2 }),
  )
})

test('the staff come worst first, and only those in whom a place fails when one is asked for', async () => {
  const asked = { facility: '51001', limit: 10 }
  const all = await toldOf(readStaffQuality(world.needs, manager('51001'), asked))
  expect(all.staff.map(({ subject }) => subject)).toEqual(people)
  const untrained = await toldOf(
    readStaffQuality(world.needs, officer('51'), { ...asked, section: 'training' }),
  )
  expect(untrained.staff.map(({ subject }) => subject)).toEqual(people.slice(0, 1))
  const [first] = all.staff
  const rest = await toldOf(
    readStaffQuality(world.needs, manager('51001'), {
      ...asked,
      after: { score: first?.score ?? 0, subject: first?.subject ?? '' },
    }),
  )
  expect(rest.staff.map(({ subject }) => subject)).toEqual(people.slice(1))
})

test('a file is counted at the moment it is opened, and the reading is on record', async () => {
  const [subject = ''] = people
  const read = await toldOf(readFileQuality(world.needs, MINISTRY, subject))
  expect(read.score.score).toBeGreaterThan(0)
  expect(read.mend[0]?.gain).toBeGreaterThan(0)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from audit.event where detail ->> 'subject' = ${subject} and action = 'read'
  `.execute(world.owner)
  expect(rows[0]?.n).toBe(1)
})

test('other facilities, other authorities and other practitioners are refused', async () => {
  const [subject = ''] = people
  const refused = { ok: false, problems: [{ code: 'registry.not-own-authority' }] }
  expect(await readFacilityQuality(world.needs, manager('01777'), '51001')).toMatchObject(refused)
  expect(await readFacilityQuality(world.needs, officer('01'), '51001')).toMatchObject(refused)
  expect(
    await readStaffQuality(world.needs, officer('97'), { facility: '51001', limit: 5 }),
  ).toMatchObject(refused)
  expect(await readFileQuality(world.needs, practitionerOf('051085000002'), subject)).toMatchObject(
    refused,
  )
})

test('open data leave out authorities of which few are counted, and a whole from which one could be worked out', async () => {
  const totals = await qualityTotals(world.needs)
  const name = (code: string) => ({ vi: code, en: code })
  const [own] = totals.authorities
  if (own === undefined) throw new Error('nothing was counted')
  expect(openView(totals, name).authorities).toEqual([])
  const large = { ...own, facilities: 20, practitioners: 300 }
  const country = { ...totals.country, facilities: 60, practitioners: 900 }
  const twoLarge = { ...totals, country, authorities: [large, { ...large, key: '01' }] }
  expect(openView(twoLarge, name)).toMatchObject({ whole: {}, authorities: [{}, {}] })
  const oneSmall = { ...twoLarge, authorities: [...twoLarge.authorities, own] }
  expect(openView(oneSmall, name).whole).toBeUndefined()
})
