import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { permitWork } from '#access'
import { type Database, inTransaction } from '#foundation/database'
import { type Scope, withScope } from '#foundation/scope'
import {
  findBirthDate,
  findPersonByNumber,
  findPersons,
  identifyPerson,
  joinPersons,
  keysOf,
  type PersonClaim,
  personCards,
} from '#people'
import {
  openText,
  partId,
  readChanges,
  readRecord,
  readResource,
  readVersions,
  readVisit,
  sealText,
  withdrawVisit,
} from '#records'
import { accept } from '#vocabulary/outcome'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { permitAll, permitOf } from '../../src/access/testing/permits.ts'
import { facility, keys, noon, visitOf, write } from '../../src/records/testing/invented-visits.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../temporary-database.ts'
import { scansOf, scansWithoutCondition, statementOf, WALLED } from './walled-tables.ts'

const home = facility('51001')
const an: PersonClaim = {
  citizenNumber: '051085000123',
  insuranceNumbers: ['DN4510112345678'],
  name: 'Nguyễn Văn An',
  birthDate: '1985-03-02',
  sex: 'male',
  facility: home,
  patientNumber: 'BN0001',
}
/** Of another facility: never to be seen where An is asked for. */
const canary: PersonClaim = {
  ...an,
  citizenNumber: '001190777777',
  insuranceNumbers: ['DN4019977777777'],
  name: 'Nguyễn Văn An Kín',
  facility: facility('01999'),
}

let temporary: TemporaryDatabase
let database: Database
const persons: RecordId[] = []
const visits: RecordId[] = []

async function told<Value>(work: Parameters<typeof inTransaction<Value>>[1]): Promise<Value> {
  const outcome = await inTransaction(database, work)
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function settle(claim: PersonClaim): Promise<void> {
  const needs = { now: () => noon, random: randomBytes }
  const { person } = await told(async (trx) => accept(await identifyPerson(trx, claim, needs)))
  const visit = newRecordId(noon, bucketOf(person), randomBytes)
  const codes = { ordinary: ['J18.9'], hiv: ['B24'] }
  await write(database, visitOf(person, visit, codes, { facility: claim.facility }))
  await write(
    database,
    visitOf(
      person,
      visit,
      { ...codes, ordinary: ['I10'] },
      { facility: claim.facility, mode: 'correction' },
    ),
  )
  persons.push(person)
  visits.push(visit)
}

/** Everything that goes to the database, seen from before the first connection on. */
const sent = vi.spyOn(pg.Client.prototype, 'query')

beforeAll(async () => {
  temporary = await temporaryDatabase()
  database = temporary.database
  await settle(an)
  await settle(canary)
})
afterAll(async () => {
  sent.mockRestore()
  await temporary[Symbol.asyncDispose]()
})

const mine = () => persons[0] ?? ('' as RecordId)
const others = () => persons[1] ?? ('' as RecordId)

const countIn = async (table: string, scope?: Scope): Promise<number> => {
  const counted = sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`
  const { rows } =
    scope === undefined
      ? await counted.execute(database)
      : await withScope(database, scope, (trx) => counted.execute(trx))
  return rows[0]?.n ?? -1
}

test('the application’s role owns nothing, passes no wall, and every walled table holds its owner to it too', async () => {
  const { rows: roles } = await sql<{ rolsuper: boolean; rolbypassrls: boolean }>`
    select rolsuper, rolbypassrls from pg_roles where rolname = 'mach_app'`.execute(temporary.owner)
  expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false }])
  const { rows } = await sql<{ name: string; owner: string; on: boolean; forced: boolean }>`
    select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner,
           c.relrowsecurity as on, c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any(${WALLED})`.execute(temporary.owner)
  expect(rows.map(({ name }) => name).sort()).toEqual([...WALLED].sort())
  for (const { owner, on, forced } of rows) {
    expect(owner).not.toBe('mach_app')
    expect([on, forced]).toEqual([true, true])
  }
})

describe.each(WALLED)('%s', (table) => {
  test('is empty for whoever entered no scope', async () => {
    expect(await countIn(table)).toBe(0)
    expect(await countIn(table, {})).toBe(0)
    expect(
      await countIn(table, { persons: [newRecordId(noon, 1, randomBytes)], facilities: ['99999'] }),
    ).toBe(0)
  })

  test('shows our own work everything', async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(
      temporary.owner,
    )
    expect(await countIn(table, { work: 'test' })).toBe(rows[0]?.n)
  })
})

test('a scope ends with its transaction, so that the next statement on the connection finds nothing', async () => {
  await withScope(database, { work: 'test' }, (trx) => sql`select 1`.execute(trx))
  const counts = await Promise.all(Array.from({ length: 20 }, () => countIn('people.person')))
  expect(counts.every((count) => count === 0)).toBe(true)
})

test('nothing is written outside the scope either', async () => {
  await expect(
    withScope(database, { persons: [mine()] }, (trx) =>
      sql`insert into records.data_key (bucket, subject, data_class, wrapped)
          values (${bucketOf(others())}, ${others()}::uuid, 4, '\\x00')`.execute(trx),
    ),
  ).rejects.toThrow(/row-level security/)
})

/** Each reader of the stores, asked for An under An's scope: what the wall hides from each is the same. */
const READERS: Readonly<Record<string, () => Promise<unknown>>> = {
  readRecord: () => readRecord(database, keys, permitAll(mine())),
  'readRecord, the newest visits': () =>
    readRecord(database, keys, permitAll(mine()), {
      from: new Date(0),
      to: new Date('2030-01-01'),
    }),
  readVisit: () => readVisit(database, keys, permitAll(mine()), visits[0] ?? mine()),
  readResource: () => readResource(database, keys, permitAll(mine()), visits[0] ?? mine()),
  readVersions: () =>
    readVersions(
      database,
      keys,
      permitAll(mine()),
      partId(visits[0] ?? mine(), 'XML1/MA_BENH_KT[1]'),
    ),
  readChanges: () => readChanges(database, { transaction: '0', ordinal: 0 }, 10),
  findPersons: () => findPersons(database, permitOf(home), { query: 'nguyen van an' }, 10),
  'findPersons by number': () =>
    findPersons(database, permitOf(home), { number: '051085000123' }, 10),
  personCards: () => personCards(database, permitOf(home), [mine()]),
  findPersonByNumber: () => findPersonByNumber(database, permitWork('sign-in'), '051085000123'),
  findBirthDate: () => findBirthDate(database, [mine()]),
  keysOf: () => keysOf(database, mine()),
  'seal and open a text': async () => {
    const sealed = await told(async (trx) =>
      accept(await sealText(trx, keys, mine(), Buffer.from('text'))),
    )
    return openText(database, keys, permitOf(home), mine(), sealed)
  },
  'identify again': () =>
    told(async (trx) =>
      accept(await identifyPerson(trx, an, { now: () => noon, random: randomBytes })),
    ),
  'identify anew': () =>
    told(async (trx) => {
      const claim = {
        ...an,
        citizenNumber: '051085000999',
        insuranceNumbers: [],
        patientNumber: 'BN9',
      }
      return accept(await identifyPerson(trx, claim, { now: () => noon, random: randomBytes }))
    }),
  withdraw: () =>
    told(async (trx) =>
      accept(
        await withdrawVisit(trx, keys, {
          person: others(),
          visit: visits[1] ?? mine(),
          facility: canary.facility,
          submission: newRecordId(noon, 1, randomBytes),
          ruleSet: 'test',
          withdrawnAt: noon,
        }),
      ),
    ),
  joinPersons: () =>
    told(async (trx) =>
      accept(
        await joinPersons(trx, {
          one: mine(),
          other: newRecordId(noon, 1, randomBytes),
          by: 'test',
          reason: 'test',
          id: newRecordId(noon, 1, randomBytes),
          at: noon,
        }),
      ),
    ),
}

/** Asks of the change log and of withdrawing are our own work: they are not bounded by one person. */
const OWN_WORK = new Set(['readChanges', 'identify anew', 'withdraw'])

/** The statements that a story sends, with their values. */
async function statementsOf(story: () => Promise<unknown>) {
  const before = sent.mock.calls.length
  const answer = await story()
  const statements = sent.mock.calls.slice(before).map(statementOf)
  return { statements, answer }
}

test('the eye for scans sees a statement that reads everybody', async () => {
  await temporary.owner.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx)
    for (const everybody of ["sex = 'male'", 'id is not null']) {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select id from people.person where ${sql.raw(everybody)}`.execute(trx)
      expect(scansWithoutCondition(rows.map((row) => row['QUERY PLAN']))).toHaveLength(1)
    }
  })
})

describe.each(Object.entries(READERS))('%s', (name, story) => {
  test('walks an index for every walled table, as the application’s role, and shows nobody else', async () => {
    const { statements, answer } = await statementsOf(story)
    const about = statements.filter(({ text }) => WALLED.some((table) => text.includes(table)))
    if (name !== 'keysOf' && name !== 'joinPersons') expect(about.length).toBeGreaterThan(0)
    expect(await scansOf(temporary.url, about, [mine()])).toEqual([])
    if (!OWN_WORK.has(name)) {
      const shown = JSON.stringify(answer ?? '')
      expect(shown).not.toContain(others())
      expect(shown).not.toContain('An Kín')
    }
  })
})
