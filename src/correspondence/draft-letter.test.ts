import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase, type TemporaryDatabase } from '../../tests/temporary-database.ts'
import { draftLetter, type LetterToDraft } from './draft-letter.ts'
import { findLetter } from './letter-store.ts'

let temporary: TemporaryDatabase
const needs = {
  now: () => new Date('2026-11-20T02:00:00Z'),
  random: (count: number) => new Uint8Array(randomBytes(count)),
}
const OFFICER = {
  account: 'officer@51',
  name: 'Cán bộ',
  role: 'department-officer',
  address: '127.0.0.1',
} as const
const REMINDER: LetterToDraft = {
  kind: 'reminder',
  authority: '51',
  origin: 'milestone ct-07 51001',
  facility: '51001',
  abstract: 'đôn đốc cập nhật hồ sơ cơ sở',
  addressees: ['Bệnh viện Đa khoa 51001'],
  body: [{ kind: 'paragraph', text: 'Đề nghị cập nhật trước ngày 30/11/2026.' }],
}

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary[Symbol.asyncDispose]())

const draft = (asked: LetterToDraft) =>
  inTransaction(temporary.database, (trx) => draftLetter(trx, needs, OFFICER, asked))
const seen = (scope: Parameters<typeof withScope>[1], id: RecordId) =>
  withScope(temporary.database, scope, (trx) => findLetter(trx, id))

test('the same origin has one letter, which its authority sees and its addressee does not before it is issued', async () => {
  const first = await draft(REMINDER)
  expect(await draft({ ...REMINDER, abstract: 'khác' })).toEqual(first)
  if (!first.ok) throw new Error('refused')
  const { letter } = first.value
  expect(await seen({ province: '51' }, letter)).toMatchObject({
    state: 'draft',
    content: { abstract: REMINDER.abstract, recipients: ['Như trên', 'Lưu: VT'] },
  })
  expect(await seen({ province: '01' }, letter)).toBeUndefined()
  expect(await seen({ facilities: ['51001'] }, letter)).toBeUndefined()
})

test('an authority that issues no letters, and a letter that says nothing, are refused', async () => {
  expect(await draft({ ...REMINDER, authority: '77', origin: 'other' })).toMatchObject({
    problems: [{ code: 'correspondence.no-organ' }],
  })
  expect(await draft({ ...REMINDER, body: [], origin: 'other' })).toMatchObject({
    problems: [{ code: 'correspondence.too-long' }],
  })
})

test('files, events and registers of letters show to nobody but their authority and whom an issued letter is addressed to', async () => {
  const drafted = await draft({ ...REMINDER, origin: 'walls' })
  if (!drafted.ok) throw new Error('refused')
  const { letter } = drafted.value
  await sql`
    insert into correspondence.file values (${letter}, 'given', sha256('x'), 1, 'x', now())
  `.execute(temporary.owner)
  await sql`insert into correspondence.event values (${letter}, 1, 'numbered', now(), '{}')`.execute(
    temporary.owner,
  )
  await sql`insert into correspondence.register values ('51', 2026, 'CV', 1)`.execute(
    temporary.owner,
  )
  const rowsIn = (scope: Parameters<typeof withScope>[1]) =>
    withScope(temporary.database, scope, async (trx) => {
      const { rows } = await sql<{ seen: number }>`
        select (select count(*) from correspondence.file where letter = ${letter})
          + (select count(*) from correspondence.event where letter = ${letter})
          + (select count(*) from correspondence.register) as seen`.execute(trx)
      return rows[0]?.seen
    })
  expect(await rowsIn({ province: '51' })).toBe(3)
  for (const scope of [{}, { province: '01' }, { facilities: ['51001'] }, { nation: true }])
    expect(await rowsIn(scope)).toBe(0)
  await sql`update correspondence.letter set state = 'issued', issued_at = now() where id = ${letter}`.execute(
    temporary.owner,
  )
  expect(await rowsIn({ facilities: ['51001'] })).toBe(2)
  expect(await rowsIn({ facilities: ['51002'] })).toBe(0)
})

test('what a letter says cannot be changed, nor what happened to it', async () => {
  const change = (statement: string) =>
    withScope(temporary.database, { work: 'test' }, (trx) => sql.raw(statement).execute(trx))
  for (const statement of [
    `update correspondence.letter set content = '{}'`,
    'delete from correspondence.letter',
    `update correspondence.event set kind = 'signed'`,
    'delete from correspondence.event',
    `update correspondence.file set body = 'y'`,
  ])
    await expect(change(statement)).rejects.toThrow(/permission denied/)
})
