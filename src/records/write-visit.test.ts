import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { FhirResource } from '#fhir'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newRecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { permitAll, permitApp, permitOf, permitRelated } from '../access/testing/permits.ts'
import {
  makeDataKeys,
  openText,
  partId,
  readChanges,
  readRecord,
  readResource,
  readVersions,
  readVisit,
  sealText,
  writeVisit,
} from './index.ts'
import {
  codesOf,
  condition,
  facility,
  keys,
  noon,
  someone,
  sortedCodesOf,
  visitOf,
  write,
} from './testing/invented-visits.ts'

test('a visit is written once and read as a visit, as a record, resource by resource', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  const sent = visitOf(person, visit, { ordinary: ['J18.9', 'I10'] })
  expect(await write(database, sent)).toEqual({ written: 3, takenBack: 0 })

  const record = await readRecord(database, keys, permitAll(person))
  expect(record.map((entry) => [entry.visit, entry.resources.length])).toEqual([
    [undefined, 1],
    [visit, 3],
  ])
  expect(await readVisit(database, keys, permitAll(person), visit)).toEqual(record)
  const one = await readResource(
    database,
    keys,
    permitAll(person),
    partId(visit, 'XML1/MA_BENH_KT[2]'),
  )
  expect(one).toMatchObject({ version: 1, inError: false, facility: '51001' })
  expect(one?.resources).toEqual([condition(person, visit, 2, 'I10').resource])
  expect(await readResource(database, keys, permitAll(person), someone())).toBeUndefined()
})

test('a record is read by the beginning of its visits, newest first', async () => {
  await using temporary = await temporaryDatabase()
  const person = someone()
  for (const day of ['2026-01-05', '2026-03-05', '2026-02-05']) {
    const at = new Date(`${day}T01:00:00Z`)
    const visit = newRecordId(at, bucketOf(person), randomBytes)
    const sent = visitOf(person, visit, { ordinary: [day] }, { acceptedAt: at })
    const entries = sent.entries.map((entry) => ({
      ...entry,
      resources: entry.resources.map((part) => ({ ...part, at })),
    }))
    await write(temporary.database, { ...sent, entries })
  }
  expect(await codesOf(temporary.database, person)).toEqual([
    '2026-03-05',
    '2026-02-05',
    '2026-01-05',
  ])
  const period = { from: new Date('2026-02-01'), to: new Date('2026-03-01') }
  const some = await readRecord(temporary.database, keys, permitAll(person), period)
  expect(some.map(({ resources }) => resources.length)).toEqual([1, 2])
})

test('a Patient gets a version only when the content changed, also when two visits come at once', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const send = (name: string) => {
    const sent = visitOf(person, newRecordId(noon, bucketOf(person), randomBytes), {})
    const [entry] = sent.entries
    if (!entry) throw new Error('one entry')
    const patient: FhirResource = { resourceType: 'Patient', id: person, name: [{ text: name }] }
    return write(database, {
      ...sent,
      entries: [{ ...entry, resources: [{ resource: patient }, ...entry.resources.slice(1)] }],
    })
  }
  await send('An')
  await Promise.all(Array.from({ length: 8 }, () => send('An')))
  expect(await readVersions(database, keys, permitAll(person), person)).toHaveLength(1)
  await Promise.all(Array.from({ length: 8 }, () => send('Ân')))
  const versions = await readVersions(database, keys, permitAll(person), person)
  expect(versions.map(({ version }) => version)).toEqual([2, 1])
  const record = await readRecord(database, keys, permitAll(person))
  expect(record.filter(({ visit }) => visit === undefined)).toMatchObject([
    { resources: [{ name: [{ text: 'Ân' }] }] },
  ])
  expect(record).toHaveLength(18)
})

test('sensitive content lies encrypted, is hidden from who may not see it, and dies with its key', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['J18.9'], hiv: ['B24'] }))

  const shown = (from: string) => permitRelated(facility(from), person)
  expect(await sortedCodesOf(database, person, shown('51001'))).toEqual(['B24', 'J18.9'])
  expect(await codesOf(database, person, shown('51002'))).toEqual(['J18.9'])

  const { rows } = await sql<{ text: string; code: string | null }>`
    select encode(e.body, 'escape') as text, r.code from records.entry e
    join records.resource r on r.entry = e.id where e.data_class = 2`.execute(owner)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.text).not.toContain('Condition')
  expect(rows[0]?.code).not.toContain('B24')
  expect(rows[0]?.code).toBe(keys.hashCode('hiv', 'B24'))

  const strange = makeDataKeys(randomBytes(32).toString('base64'))
  await expect(readRecord(database, strange, permitAll(person))).rejects.toThrow()
  await sql`delete from records.data_key where subject = ${person}`.execute(owner)
  expect(await codesOf(database, person)).toEqual(['J18.9'])
})

test('an app is shown the resources that its scopes allow, in every way of reading (SMART App Launch 2.2)', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['J18.9', 'I10'], hiv: ['B24'] }))
  const typesFor = async (...scopes: string[]) => {
    const entries = await readRecord(database, keys, permitApp(scopes, person))
    return entries.flatMap(({ resources }) => resources.map(({ resourceType }) => resourceType))
  }
  expect(await typesFor('patient/Encounter.rs')).toEqual(['Encounter'])
  expect(await typesFor('patient/Condition.rs?code=I10')).toEqual(['Condition'])
  expect(await typesFor('patient/Observation.rs', 'patient/Patient.s')).toEqual([])
  expect((await typesFor('patient/*.rs')).sort()).toEqual([
    'Condition',
    'Condition',
    'Encounter',
    'Patient',
  ])
  const id = partId(visit, 'XML1/MA_BENH_KT[1]')
  const app = permitApp(['patient/Encounter.rs'], person)
  expect(await readResource(database, keys, app, id)).toBeUndefined()
  expect(await readVersions(database, keys, app, id)).toEqual([])
})

test('a text as it came opens as the same bytes, and not without its key', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  const [one, other] = [someone(), someone()]
  const permit = permitOf(facility('51001'))
  const bytes = Buffer.from('<GIAMDINHHS>Nguyễn Văn An</GIAMDINHHS>'.repeat(50))
  const sealed = await Promise.all(
    Array.from({ length: 5 }, () =>
      inTransaction(database, async (trx) => accept(await sealText(trx, keys, one, bytes))),
    ),
  )
  for (const outcome of sealed) {
    if (!outcome.ok) throw new Error('refused')
    expect(outcome.value.includes('GIAMDINHHS')).toBe(false)
    expect(outcome.value.length).toBeLessThan(bytes.length / 4)
    expect(await openText(database, keys, permit, one, outcome.value)).toEqual({
      ok: true,
      value: bytes,
    })
    await expect(openText(database, keys, permit, other, outcome.value)).rejects.toThrow()
  }
  await sql`delete from records.data_key where subject = ${one}`.execute(owner)
  const [first] = sealed
  if (!first?.ok) throw new Error('refused')
  await expect(openText(database, keys, permit, one, first.value)).rejects.toThrow(/gone/)
})

test('the change log tells every entry once, and waits for whoever is still writing', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const [a, b, c] = [someone(), someone(), someone()]
  const visit = newRecordId(noon, bucketOf(a), randomBytes)
  await write(database, visitOf(a, visit, { ordinary: ['J18.9'] }))
  const start = { transaction: '0', ordinal: 0 }

  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const slow = inTransaction(database, async (trx) => {
    const late = newRecordId(noon, bucketOf(b), randomBytes)
    await writeVisit(trx, keys, visitOf(b, late, {}))
    await finished
    return accept(undefined)
  })
  await expect.poll(() => readChanges(database, start, 10), { timeout: 20_000 }).toHaveLength(2)
  await write(database, {
    ...visitOf(c, visit, { ordinary: ['J18.9'] }),
    mode: 'correction',
    formerPerson: a,
  })
  const before = await readChanges(database, start, 10)
  finish()
  await slow
  // Whoever writes anywhere in the cluster holds the log back, and other test files write too.
  const kindsNow = async () => (await readChanges(database, start, 10)).map(({ kind }) => kind)
  await expect.poll(kindsNow, { timeout: 20_000 }).toContain('visit-left')
  const after = await readChanges(database, start, 10)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.filter(({ kind }) => kind === 'visit-left')).toMatchObject([{ person: a, visit }])
  const last = after.at(-1) ?? start
  expect(await readChanges(database, last, 10)).toEqual([])
})
