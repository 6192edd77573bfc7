import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, refuse } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import type { AuditEvent } from './audit-event.ts'
import { listAccessOf, recordAudit } from './event-store.ts'

const noon = new Date('2026-11-10T05:00:00Z')
const facility = parseFacilityCode('51001')
const caller: AuditEvent['caller'] = {
  account: 'doctor@51001',
  name: 'BS. Đinh Thị Hà',
  role: 'doctor',
  address: '10.0.0.7',
  ...(facility.ok ? { facility: facility.value } : {}),
}
const person = newPersonId(noon, randomBytes)
const other = newPersonId(noon, randomBytes)

function read(minute: number, of = person): AuditEvent {
  const at = new Date(noon.getTime() + minute * 60_000)
  return {
    at,
    action: 'read',
    caller,
    what: 'record',
    person: of,
    purpose: 'treatment',
    ground: 'referral',
    detail: { minute },
  }
}

test('a person finds every access to the record, newest first, with who, where and why', async () => {
  await using temporary = await temporaryDatabase()
  await recordAudit(temporary.database, [
    read(1),
    read(2, other),
    { ...read(3), action: 'create', what: 'visit' },
  ])

  const entries = await listAccessOf(temporary.database, [person], 10)
  expect(entries).toMatchObject([{ ...read(3), action: 'create', what: 'visit' }, read(1)])
})

test('what an app read for somebody names the app, and counts as another’s reading in the own log', async () => {
  await using temporary = await temporaryDatabase()
  const app = { id: 'APP-1', name: 'Sổ tay huyết áp', kind: 'app', scopes: [] } as const
  const { detail: _detail, ...plain } = read(2)
  await recordAudit(temporary.database, [
    read(1),
    { ...plain, caller: { ...caller, client: app } },
    { ...plain, caller: { ...caller, client: { ...app, kind: 'facility-system' } } },
  ])
  const named = { client: 'APP-1', clientName: 'Sổ tay huyết áp' }
  const { account } = caller
  const others = await listAccessOf(temporary.database, [person], 10, undefined, { notBy: account })
  expect(others.map(({ detail }) => detail)).toEqual([named])
  expect(await listAccessOf(temporary.database, [person], 10)).toHaveLength(3)
})

test('a merged person finds the accesses under every key', async () => {
  await using temporary = await temporaryDatabase()
  await recordAudit(temporary.database, [read(1), read(2, other)])
  expect(await listAccessOf(temporary.database, [person, other], 10)).toHaveLength(2)
})

test('a long log is read page by page without gap or repetition', async () => {
  await using temporary = await temporaryDatabase()
  await recordAudit(
    temporary.database,
    Array.from({ length: 7 }, (_, minute) => read(minute)),
  )

  const seen: unknown[] = []
  let before: number | undefined
  for (;;) {
    const page = await listAccessOf(temporary.database, [person], 3, before)
    if (page.length === 0) break
    seen.push(...page.map((entry) => entry.detail?.['minute']))
    before = page.at(-1)?.number
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0])
})

test('an event stands or falls with the story that it tells of', async () => {
  await using temporary = await temporaryDatabase()
  const tell = (end: 'well' | 'refused') =>
    inTransaction(temporary.database, async (trx) => {
      await recordAudit(trx, [read(1)])
      return end === 'well' ? accept(undefined) : refuse('conflict', 'story.refused')
    })
  await tell('refused')
  expect(await listAccessOf(temporary.database, [person], 10)).toEqual([])
  await tell('well')
  expect(await listAccessOf(temporary.database, [person], 10)).toHaveLength(1)
})

test('the application can neither change nor remove what was recorded', async () => {
  await using temporary = await temporaryDatabase()
  await recordAudit(temporary.database, [read(1)])
  await expect(sql`update audit.event set name = 'x'`.execute(temporary.database)).rejects.toThrow(
    /permission denied/,
  )
  await expect(sql`delete from audit.event`.execute(temporary.database)).rejects.toThrow(
    /permission denied/,
  )
})

test('the log of a person is read by its index', async () => {
  await using temporary = await temporaryDatabase()
  await sql`set enable_seqscan = off`.execute(temporary.owner)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select number from audit.event where person = any(${[person]}::uuid[]) order by number desc limit 10
  `.execute(temporary.owner)
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Seq Scan')
})
