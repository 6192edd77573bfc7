import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { noteVisit, removeVisit } from '#follow-up'
import { inTransaction } from '#foundation/database'
import { type Scope, withScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import {
  listAppointments,
  listArrivals,
  listDischarged,
  listReferred,
} from '../../src/follow-up/visit-store.ts'
import { facility } from '../../src/records/testing/invented-visits.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../temporary-database.ts'
import { scansOf, statementOf } from './walled-tables.ts'

const HOME = facility('51001')
const SENT_TO = facility('01999')
const CANARY = facility('79002')
const COMMUNE = '21238'
const at = new Date('2026-11-20T02:00:00Z')
const since = new Date('2026-11-01T00:00:00Z')
const TABLE = 'follow_up.visit'

const sent = vi.spyOn(pg.Client.prototype, 'query')
let temporary: TemporaryDatabase
const id = () => newRecordId(at, 7, randomBytes)
const [mine, canary, visit, theirs] = [id(), id(), id(), id()]

beforeAll(async () => {
  temporary = await temporaryDatabase()
  const rest = { arrivedAt: at, leftAt: at, dischargedAt: at, reExaminationOn: '2026-11-27' }
  await inTransaction(temporary.database, async (trx) => {
    const sentOn = { facility: HOME, referralTo: SENT_TO, communeOfResidence: COMMUNE }
    await noteVisit(trx, { ...rest, ...sentOn, visit, person: mine })
    const far = { facility: CANARY, referralTo: facility('79003'), communeOfResidence: '26734' }
    await noteVisit(trx, { ...rest, ...far, visit: theirs, person: canary })
    return accept(undefined)
  })
})
afterAll(async () => {
  sent.mockRestore()
  await temporary[Symbol.asyncDispose]()
})

const shownTo = async (scope: Scope): Promise<RecordId[]> => {
  const all = sql<{ visit: RecordId }>`select visit from follow_up.visit order by visit`
  const { rows } = await withScope(temporary.database, scope, (trx) => all.execute(trx))
  return rows.map((row) => row.visit)
}

test('a noted visit shows to nobody without a scope, also not to an owner who is no superuser', async () => {
  expect(await shownTo({})).toEqual([])
  const { rows } = await sql`
    select relrowsecurity as on, relforcerowsecurity as forced from pg_class
    where oid = 'follow_up.visit'::regclass`.execute(temporary.owner)
  expect(rows).toEqual([{ on: true, forced: true }])
})

test('a noted visit shows to its person, to who wrote it, to whom it sends and to the commune of who went home', async () => {
  for (const scope of [
    { persons: [mine] },
    { facilities: [HOME] },
    { facilities: [SENT_TO] },
    { commune: COMMUNE },
  ])
    expect(await shownTo(scope)).toEqual([visit])
  expect(await shownTo({ facilities: [facility('48001')], commune: '00001' })).toEqual([])
  expect(await shownTo({ account: 'doctor@51001', province: '51', nation: true })).toEqual([])
  expect(await shownTo({ work: 'test' })).toHaveLength(2)
})

test('nothing is noted outside the scope, and no visit of another is changed', async () => {
  const within = (statement: ReturnType<typeof sql>) =>
    withScope(temporary.database, { facilities: [HOME] }, (trx) => statement.execute(trx))
  await expect(
    within(sql`
      insert into follow_up.visit (bucket, visit, person, facility, arrived_at)
      values (7, ${id()}::uuid, ${canary}::uuid, ${CANARY}, ${at}::timestamptz)`),
  ).rejects.toThrow(/row-level security/)
  const changed = await within(sql`update follow_up.visit set re_examination_on = null
    where visit = ${theirs}::uuid`)
  expect(changed.numAffectedRows).toBe(0n)
})

/** Every reader, asked under the own facility's scope for what is another's; and the writers. */
const STORIES: Readonly<Record<string, () => Promise<unknown>>> = {
  listReferred: () =>
    within({ facilities: [SENT_TO] }, (trx) => listReferred(trx, SENT_TO, since, 10)),
  'listReferred of another': () =>
    within({ facilities: [HOME] }, (trx) => listReferred(trx, facility('79003'), since, 10)),
  listDischarged: () =>
    within({ commune: COMMUNE }, (trx) => listDischarged(trx, COMMUNE, since, 10)),
  'listDischarged of another': () =>
    within({ commune: COMMUNE }, (trx) => listDischarged(trx, '26734', since, 10)),
  'listAppointments of another': () =>
    within({ facilities: [HOME] }, (trx) =>
      listAppointments(trx, CANARY, '2026-11-01', '2026-12-01', 10),
    ),
  'listArrivals of another': () =>
    within({ facilities: [HOME] }, (trx) => listArrivals(trx, CANARY, [mine, canary], since)),
  noteVisit: () =>
    inTransaction(temporary.database, async (trx) =>
      accept(await noteVisit(trx, { visit, person: mine, facility: HOME, arrivedAt: at })),
    ),
  removeVisit: () =>
    inTransaction(temporary.database, async (trx) => accept(await removeVisit(trx, visit))),
}

const within = <Value>(scope: Scope, read: Parameters<typeof withScope<Value>>[2]) =>
  withScope(temporary.database, scope, read)

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  test('walks an index within the wall, as the application’s role, and shows nobody else', async () => {
    const before = sent.mock.calls.length
    const answer = await story()
    const statements = sent.mock.calls.slice(before).map(statementOf)
    expect(statements.filter(({ text }) => text.includes(TABLE)).length).toBeGreaterThan(0)
    expect(await scansOf(temporary.url, statements, [mine])).toEqual([])
    expect(JSON.stringify(answer ?? '')).not.toContain(canary)
  })
})
