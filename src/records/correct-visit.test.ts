import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newRecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { permitAll, permitClasses } from '../access/testing/permits.ts'
import {
  partId,
  readRecord,
  readResource,
  readVersions,
  readVisit,
  withdrawVisit,
} from './index.ts'
import {
  codesOf,
  condition,
  keys,
  noon,
  someone,
  sortedCodesOf,
  visitOf,
  write,
} from './testing/invented-visits.ts'

test('a correction keeps what is the same, changes what differs and takes back what vanished', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['J18.9', 'I10', 'E11'] }))
  const corrected = visitOf(person, visit, { ordinary: ['J18.9', 'I11'] }, { mode: 'correction' })
  expect(await write(database, corrected)).toEqual({ written: 2, takenBack: 1 })

  expect(await sortedCodesOf(database, person)).toEqual(['I11', 'J18.9'])
  const versionsOf = async (line: number) => {
    const id = partId(visit, `XML1/MA_BENH_KT[${line}]`)
    const all = await readVersions(database, keys, permitAll(person), id)
    return all.map(({ version, inError }) => [version, inError])
  }
  expect(await versionsOf(1)).toEqual([[1, false]])
  expect(await versionsOf(2)).toEqual([
    [2, false],
    [1, false],
  ])
  expect(await versionsOf(3)).toEqual([
    [2, true],
    [1, false],
  ])
  expect(await readResource(database, keys, permitAll(person), visit)).toMatchObject({ version: 1 })

  // The same correction again changes nothing; the vanished line can come back.
  expect(await write(database, { ...corrected, submission: someone() })).toEqual({
    written: 0,
    takenBack: 0,
  })
  const back = visitOf(person, visit, { ordinary: ['J18.9', 'I11', 'E11'] }, { mode: 'correction' })
  expect(await write(database, back)).toEqual({ written: 1, takenBack: 0 })
  expect(await versionsOf(3)).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ])
})

test('a diagnosis that turns out to be sensitive leaves the ordinary entry', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['J18.9', 'B24'] }))
  const corrected = visitOf(person, visit, { ordinary: ['J18.9'] }, { mode: 'correction' })
  const hiv = { dataClass: 'hiv' as const, resources: [condition(person, visit, 2, 'B24')] }
  await write(database, { ...corrected, entries: [...corrected.entries, hiv] })

  const ordinaryOnly = permitClasses(['ordinary'], person)
  expect(await codesOf(database, person, ordinaryOnly)).toEqual(['J18.9'])
  expect(await sortedCodesOf(database, person)).toEqual(['B24', 'J18.9'])
  const id = partId(visit, 'XML1/MA_BENH_KT[2]')
  expect(await readResource(database, keys, ordinaryOnly, id)).toBeUndefined()
  expect(await readVersions(database, keys, ordinaryOnly, id)).toEqual([])
})

test('a visit given to another person leaves the first record at once, and can come back', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  const [wrong, right] = [someone(), someone()]
  const both = permitAll(wrong, right)
  const visit = newRecordId(noon, bucketOf(wrong), randomBytes)
  await write(database, visitOf(wrong, visit, { ordinary: ['J18.9', 'I10'], hiv: ['B24'] }))
  const moved = visitOf(right, visit, { ordinary: ['J18.9'], hiv: ['B24'] })
  await write(database, { ...moved, mode: 'correction', formerPerson: wrong })

  expect(await codesOf(database, wrong)).toEqual([])
  expect(await readVisit(database, keys, permitAll(wrong), visit)).toHaveLength(1)
  expect(await sortedCodesOf(database, right)).toEqual(['B24', 'J18.9'])
  const encounter = await readResource(database, keys, both, visit)
  expect(encounter).toMatchObject({ person: right, version: 2 })
  expect((await readVersions(database, keys, both, visit)).map((v) => v.person)).toEqual([
    right,
    wrong,
  ])
  const vanished = await readResource(database, keys, both, partId(visit, 'XML1/MA_BENH_KT[2]'))
  expect(vanished).toMatchObject({ inError: true, person: right })
  expect(vanished?.resources).toMatchObject([{ subject: { reference: `Patient/${right}` } }])

  const back = visitOf(wrong, visit, { ordinary: ['J18.9', 'I10'], hiv: ['B24'] })
  await write(database, { ...back, mode: 'correction', formerPerson: right })
  expect(await codesOf(database, right)).toEqual([])
  expect(await sortedCodesOf(database, wrong)).toEqual(['B24', 'I10', 'J18.9'])
  expect(await readResource(database, keys, both, visit)).toMatchObject({ version: 3 })
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from records.resource where id = ${visit}`.execute(owner)
  expect(rows).toEqual([{ n: 1 }])
})

test('a withdrawn visit is gone from the record and stays in the history', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  const sent = visitOf(person, visit, { ordinary: ['J18.9'], hiv: ['B24'] })
  await write(database, sent)
  const withdraw = () =>
    inTransaction(database, async (trx) =>
      accept(await withdrawVisit(trx, keys, { ...sent, submission: someone(), withdrawnAt: noon })),
    )
  expect(await withdraw()).toEqual(accept({ written: 3, takenBack: 3 }))
  expect(await withdraw()).toEqual(accept({ written: 0, takenBack: 0 }))
  const left = await readRecord(database, keys, permitAll(person))
  expect(left.map((entry) => entry.visit)).toEqual([undefined])
  expect(await readVersions(database, keys, permitAll(person), visit)).toMatchObject([
    { version: 2, inError: true, resources: [{ status: 'entered-in-error' }] },
    { version: 1, inError: false },
  ])
  await write(database, { ...sent, submission: someone(), mode: 'correction' })
  expect(await sortedCodesOf(database, person)).toEqual(['B24', 'J18.9'])
})

test('corrections of one visit at once take turns and leave one chain of versions', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['A00'] }))
  const codes = Array.from({ length: 10 }, (_, index) => `C0${index}`)
  await Promise.all(
    codes.map((code) =>
      write(database, visitOf(person, visit, { ordinary: [code] }, { mode: 'correction' })),
    ),
  )
  const chain = await readVersions(
    database,
    keys,
    permitAll(person),
    partId(visit, 'XML1/MA_BENH_KT[1]'),
  )
  expect(chain.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  expect(await codesOf(database, person)).toHaveLength(1)
})
