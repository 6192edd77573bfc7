import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { permitWork } from '#access'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { permitAll } from '../access/testing/permits.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../tests/temporary-database.ts'
import { type Erasure, eraseKey } from './erase-key.ts'
import { openText, sealText } from './seal-text.ts'
import {
  codesOf,
  keys,
  noon,
  someone,
  sortedCodesOf,
  visitOf,
  write,
} from './testing/invented-visits.ts'
import { readRecord } from './read-record.ts'

const caller = {
  account: 'head@51',
  name: 'Lê Văn Quyết',
  role: 'department-head',
  address: '10.0.0.1',
} as const
const GROUND = 'Luật 91/2025/QH15, xoá theo yêu cầu'
const DECISION = 'QĐ-canary-771/SYT'
const later = new Date(noon.getTime() + 3_600_000)

const erase = (
  temporary: TemporaryDatabase,
  subject: RecordId,
  what: Erasure['what'],
  now = later,
) =>
  inTransaction(temporary.database, (trx) =>
    eraseKey(
      trx,
      { permit: permitWork('erasure'), caller, now, random: (count) => randomBytes(count) },
      { subject, what, ground: GROUND, decision: DECISION },
    ),
  )

async function sealed(temporary: TemporaryDatabase, subject: RecordId, text: string) {
  let bytes: Buffer = Buffer.alloc(0)
  await inTransaction(temporary.database, async (trx) => {
    bytes = await sealText(trx, keys, subject, Buffer.from(text))
    return accept(undefined)
  })
  return bytes
}

test('an erased class is gone from the record, and no failure; what comes afterwards is read again', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const person = someone()
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  await write(database, visitOf(person, visit, { ordinary: ['J18.9'], hiv: ['B24'] }))
  expect(await sortedCodesOf(database, person)).toEqual(['B24', 'J18.9'])

  expect(await erase(temporary, person, 'hiv')).toMatchObject({ ok: true })
  expect(await codesOf(database, person)).toEqual(['J18.9'])
  expect(await readRecord(database, keys, permitAll(person))).not.toEqual([])

  const next = newRecordId(later, bucketOf(person), randomBytes)
  const after = visitOf(person, next, { ordinary: ['I10'], hiv: ['B20'] })
  await write(database, { ...after, acceptedAt: new Date(later.getTime() + 60_000) })
  expect(await sortedCodesOf(database, person)).toEqual(['B20', 'I10', 'J18.9'])
})

test('an erased text answers when and on what ground it was erased, also when the person has a new key', async () => {
  await using temporary = await temporaryDatabase()
  const person = someone()
  const text = await sealed(temporary, person, 'nội dung')
  const read = (bytes: Buffer) =>
    openText(temporary.database, keys, permitWork('delivery'), person, bytes)
  expect(await read(text)).toMatchObject({ ok: true })

  await erase(temporary, person, 'texts')
  const gone = {
    ok: false,
    problems: [{ code: 'records.text-erased', at: `2026-11-10: ${GROUND}` }],
  }
  expect(await read(text)).toMatchObject(gone)
  const fresh = await sealed(temporary, person, 'nội dung mới')
  expect(await read(fresh)).toMatchObject({ ok: true })
  expect(await read(text)).toMatchObject(gone)
})

test('what stays is a tombstone and an event that hold a salted digest, never the decision or the content', async () => {
  await using temporary = await temporaryDatabase()
  const person = someone()
  await sealed(temporary, person, 'canary-content')
  await erase(temporary, person, 'texts')
  expect(await erase(temporary, person, 'texts')).toMatchObject({
    problems: [{ code: 'records.erased-before' }],
  })
  const { rows } = await sql<{ stone: string; event: string }>`
    select (select row_to_json(t)::text from foundation.erased_key t) as stone,
           (select row_to_json(e)::text from audit.event e where what = 'data-key') as event
  `.execute(temporary.owner)
  expect(rows[0]?.stone).toContain(GROUND)
  expect(rows[0]?.event).toContain('head@51')
  expect(JSON.stringify(rows)).not.toMatch(/canary/)
  const { rows: left } =
    await sql`select 1 from records.data_key where subject = ${person}`.execute(temporary.owner)
  expect(left).toEqual([])
})

test('the application can destroy a key only together with its tombstone, and lift none', async () => {
  await using temporary = await temporaryDatabase()
  for (const statement of [
    sql`delete from records.data_key`,
    sql`delete from foundation.erased_key`,
    sql`update foundation.erased_key set ground = 'x'`,
  ])
    await expect(statement.execute(temporary.database)).rejects.toThrow(/permission denied/)
})
