import { afterAll, beforeAll, expect, test } from 'vitest'
import { REGISTRY } from '../asker.ts'
import { publishProfile } from '../publish-profile.ts'
import { findVersion } from '../profile-store.ts'
import { recordVersion } from '../record-version.ts'
import type { Head } from '../profile-head.ts'
import {
  add,
  type Addition,
  licence,
  manager,
  MINISTRY,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import { loadStarterFacilities } from '../load-starter-facilities.ts'
import { findListed } from './found-store.ts'
import { listMissing, refreshListing } from './refresh-listing.ts'
import { type PublicSearch, searchListing } from './search-listing.ts'

let world: RegistryWorld
let hospital: Head
const people: Head[] = []

const NAMES = ['Nguyễn Thị Hoà', 'Nguyễn Văn Quỳnh', 'Trần Đức Phúc']

beforeAll(async () => {
  world = await registryWorld()
  hospital = await world.facility('51001', [
    add('techniques', { code: '1', name: 'Nội soi', decision: '12/QĐ' }),
  ])
  await publish(hospital)
  for (const [index, name] of NAMES.entries()) people.push(await practitioner(index, name))
})
afterAll(() => world[Symbol.asyncDispose]())

async function practitioner(index: number, name: string): Promise<Head> {
  const number = `${1234 + index}/QNG-GPHN`
  const { head } = await toldOf(
    world.practitioner(manager('51001'), `05108500000${index}`, [
      licence(number, index === 2 ? { title: 'DD' } : {}),
      add(
        'licence-scope',
        { licence: number, scope: '32-V', kind: 'basic' },
        { from: '2024-05-02' },
      ),
      registration('51001', number),
      add('contact', { phone: '0912345678' }),
    ]),
  )
  const identity = await statementOf(head, 'identity')
  const renamed = await change(head, [{ act: 'correct', statement: identity, values: { name } }])
  return publish(renamed)
}

async function statementOf({ subject, version }: Head, section: string): Promise<string> {
  const kept = await world.within(async (trx) => ({
    ok: true,
    value: await findVersion(trx, subject, { version }),
  }))
  const one = kept.ok
    ? kept.value?.profile.statements.find((of) => of.section === section)
    : undefined
  return one?.id ?? ''
}

function change(
  head: Head,
  changes: Parameters<typeof recordVersion>[2]['changes'],
): Promise<Head> {
  return toldOf(
    world.within((trx) =>
      recordVersion(trx, world.needs, {
        head,
        changes,
        by: REGISTRY,
        writer: 'process',
        source: 'authority',
        why: 'write',
        dataState: head.dataState,
      }),
    ),
  )
}

function publish({ subject, version }: Pick<Head, 'subject' | 'version'>): Promise<Head> {
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  return toldOf(world.within((trx) => publishProfile(trx, world.needs, asked)))
}

async function namesFound(asked: Omit<PublicSearch, 'limit'>): Promise<string[]> {
  const page = await toldOf(searchListing(world.needs, { ...asked, limit: 20 }))
  return page.hits.map(({ name }) => name).toSorted()
}

function event(kind: string, from: string, more: Addition['values'] = {}): Addition {
  return add(
    'licence-event',
    { licence: '1235/QNG-GPHN', event: kind, decisionNumber: '9/QĐ-SYT', decidedOn: from, ...more },
    { from },
  )
}

test('people are found without accents, by either tone placement, by the beginnings of words and by number', async () => {
  expect(await namesFound({ words: 'nguyen thi hoa' })).toEqual(['Nguyễn Thị Hoà'])
  expect(await namesFound({ words: 'HÒA' })).toEqual(['Nguyễn Thị Hoà'])
  expect(await namesFound({ words: 'quyn ngu' })).toEqual(['Nguyễn Văn Quỳnh'])
  expect(await namesFound({ words: 'đức' })).toEqual(['Trần Đức Phúc'])
  expect(await namesFound({ words: '1236/QNG' })).toEqual(['Trần Đức Phúc'])
})

test('filters narrow by kind, place, title, scope and facility', async () => {
  expect(await namesFound({ kind: 'facility', words: 'benh vien' })).toEqual([
    'Bệnh viện Đa khoa 51001',
  ])
  expect(await namesFound({ kind: 'practitioner', title: 'DD' })).toEqual(['Trần Đức Phúc'])
  expect(await namesFound({ facility: '51001', scope: '32-V' })).toHaveLength(3)
  expect(await namesFound({ province: '51' })).toHaveLength(4)
  expect(await namesFound({ province: '01' })).toEqual([])
})

test('hours: open on Friday at nine, not on Saturday, not at night', async () => {
  expect(await namesFound({ kind: 'facility', onDay: 5, at: '09:00' })).toHaveLength(1)
  expect(await namesFound({ kind: 'facility', onDay: 5, at: '03:00' })).toEqual([])
  expect(await namesFound({ kind: 'facility', onDay: 6 })).toEqual([])
  // The clock of this world stands on a Friday, a little after nine.
  expect(await namesFound({ kind: 'facility', openNow: true })).toHaveLength(1)
})

test('near a position the nearest comes first, with its distance, and its people with it', async () => {
  const address = await statementOf(hospital, 'address')
  const position = { latitude: 15.12, longitude: 108.8 }
  hospital = await publish(
    await change(hospital, [{ act: 'correct', statement: address, values: position }]),
  )
  const page = await toldOf(
    searchListing(world.needs, { near: { latitude: 15.2, longitude: 108.8 }, limit: 20 }),
  )
  expect(page.hits).toHaveLength(4)
  expect(page.hits[0]?.kilometres).toBeCloseTo(8.9, 1)
  expect(await namesFound({ near: { latitude: 21, longitude: 105.8 } })).toEqual([])
})

test('pages follow each other without gap or repetition', async () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await toldOf(searchListing(world.needs, { after, limit: 1 }))
    seen.push(...page.hits.map(({ name }) => name))
    after = page.next
  } while (after !== undefined)
  expect(seen.toSorted()).toEqual(await namesFound({}))
  const wrong = await searchListing(world.needs, { after: 'x', limit: 1 })
  expect(wrong.ok).toBe(false)
})

test('nothing that is not public is kept for the public', async () => {
  const subjects = people.map(({ subject }) => subject)
  const found = await findListed(world.needs.database, { subjects, day: '2026-11-20' })
  expect(found).toHaveLength(3)
  const text = JSON.stringify(found)
  for (const secret of ['0510850', '0912345678', '1985-03-02', 'personalId', 'provenance'])
    expect(text).not.toContain(secret)
})

test('a draft is not shown, and a suspension is obeyed even when it lies beside a draft', async () => {
  const [, quynh] = people
  if (!quynh) throw new Error('nobody')
  const draft = await change(quynh, [event('suspend', '2026-11-01', { extent: 'whole' })])
  // The decision was written, the file not published: the story of licences refreshes the listing by itself.
  await world.within(async (trx) => {
    await refreshListing(trx, world.needs, draft.subject)
    return { ok: true, value: undefined }
  })
  expect(await namesFound({ words: 'quynh' })).toEqual([])
  const again = await change(draft, [event('resume', '2026-11-15')])
  await publish(again)
  expect(await namesFound({ words: 'quynh' })).toEqual(['Nguyễn Văn Quỳnh'])
})

test('a licence that ends leaves the list by itself', async () => {
  world.clock.time = Date.parse('2029-05-02T02:00:00Z')
  expect(await namesFound({ words: 'hoa' })).toEqual([])
  world.clock.time = Date.parse('2026-11-20T02:00:00Z')
})

test('facilities that have no file are listed too, once, and give way to their file', async () => {
  await loadStarterFacilities(world.needs)
  const list = () =>
    world.within(async (trx) => ({ ok: true, value: await listMissing(trx, world.needs) }))
  await list()
  const words = { words: '51002' }
  expect(await namesFound(words)).toHaveLength(1)
  await list()
  const file = await world.facility('51002')
  await publish(file)
  expect(await namesFound(words)).toEqual(['Bệnh viện Đa khoa 51002'])
})
