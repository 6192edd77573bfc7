import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Scope, withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { listOverdue } from '../../src/cases/list-store.ts'
import { listCases } from '../../src/cases/list-cases.ts'
import { readCase } from '../../src/cases/read-cases.ts'
import { takeStep } from '../../src/cases/take-step.ts'
import {
  callerOf,
  type CaseWorld,
  caseWorld,
  HOSPITAL,
  OTHER_HOSPITAL,
  PROVINCE,
} from '../../src/cases/testing/case-world.ts'
import { scansOf, statementOf, WALLED_BY_CASE } from './walled-tables.ts'

const sent = vi.spyOn(pg.Client.prototype, 'query')
let world: CaseWorld
let mine: RecordId
let canary: RecordId
let opener: string

beforeAll(async () => {
  world = await caseWorld()
  const citizen = callerOf('citizen', 'subject', world)
  opener = citizen.account
  const asked = { definition: 'access-question', province: PROVINCE, facility: HOSPITAL }
  mine = await world.open(citizen, { ...asked, fields: { question: 'Vì sao hồ sơ bị mở?' } })
  const far = { ...world, person: world.stranger }
  const other = { ...callerOf('citizen', 'subject', far), account: 'citizen-canary' }
  // The world opens for its own person; the canary is turned into another's, as the owner may.
  canary = await world.open(
    { ...other, person: world.person },
    {
      definition: 'access-question',
      province: '79',
      facility: '79001',
      fields: { question: 'Câu hỏi kín của người khác' },
    },
  )
  await sql`update cases.case set person = ${world.stranger}::uuid where id = ${canary}::uuid`.execute(
    world.temporary.owner,
  )
  await sql`
    insert into cases.attachment (case_id, kind, digest, bytes, sealed_name, sealed, position, at, account, name, role)
    select id, 'proof', sha256(id::text::bytea), 1, '\\x00', '\\x00', 1, now(), 'a', 'A', 'citizen' from cases.case`.execute(
    world.temporary.owner,
  )
  // Enough of a country that a plan shows what it would be there: among two cases any walk is short.
  await sql`
    insert into cases.case (id, definition, version, person, facility, province, opened_at, opened_by, state, position,
                            reached, due_at, closed_at)
    select gen_random_uuid(), 'access-question', 1, gen_random_uuid(), 'f' || n % 500, 'p' || n % 30, now(), 'citizen-' || n,
      'asked', 1, '{asked}', now(), case when n % 2 = 0 then now() end
    from generate_series(1, 5000) n`.execute(world.temporary.owner)
  await sql`analyze cases.case`.execute(world.temporary.owner)
})
afterAll(async () => {
  sent.mockRestore()
  await world[Symbol.asyncDispose]()
})

const casesIn = async (table: string, scope: Scope): Promise<string[]> => {
  const key = table === 'cases.case' ? sql`id` : sql`case_id`
  const all = sql<{ id: string }>`select distinct ${key} as id from ${sql.raw(table)}`
  const { rows } = await withScope(world.needs.database, scope, (trx) => all.execute(trx))
  return rows.map(({ id }) => id)
}

describe.each(WALLED_BY_CASE)('%s', (table) => {
  test('is empty without a scope, and holds its owner to it too', async () => {
    expect(await casesIn(table, {})).toEqual([])
    expect(await casesIn(table, { commune: '21238', facilities: [OTHER_HOSPITAL] })).toEqual([])
    const { rows } = await sql`
      select relrowsecurity as on, relforcerowsecurity as forced from pg_class
      where oid = ${table}::regclass`.execute(world.temporary.owner)
    expect(rows).toEqual([{ on: true, forced: true }])
  })

  test('shows whoever a case concerns that case alone', async () => {
    for (const scope of [
      { persons: [world.person] },
      { account: opener },
      { facilities: [HOSPITAL] },
      { province: PROVINCE },
    ])
      expect(await casesIn(table, scope)).toEqual([mine])
    for (const scope of [{ nation: true }, { work: 'test' }])
      expect(await casesIn(table, scope)).toEqual(expect.arrayContaining([mine, canary]))
  })
})

test('nothing is appended to a case outside the scope', async () => {
  await expect(
    withScope(world.needs.database, { persons: [world.person] }, (trx) =>
      sql`insert into cases.step (case_id, position, step, to_state, at, account, name, role, sealed)
          values (${canary}::uuid, 9, 'answer', 'answered', now(), 'a', 'A', 'citizen', '\\x00')`.execute(
        trx,
      ),
    ),
  ).rejects.toThrow(/row-level security/)
})

const subject = () => callerOf('citizen', 'subject', world)
const manager = () => callerOf('facility-administrator', 'facility', world)
const inspector = () => callerOf('inspector', 'province', world)
const step = (id: RecordId) => ({
  case: id,
  step: 'withdraw',
  position: 1,
  fields: {},
  defects: [],
})

/** Every way in which cases are read and moved, by people whom the canary does not concern. */
const STORIES: Readonly<Record<string, () => Promise<unknown>>> = {
  'listCases of a citizen': () => listCases(world.needs, subject(), { standing: 'open' }),
  'listCases of a facility': () => listCases(world.needs, manager(), { standing: 'open' }),
  'listCases of a province': () => listCases(world.needs, inspector(), { standing: 'closed' }),
  readCase: () => readCase(world.needs, subject(), mine),
  'readCase of another': () => readCase(world.needs, manager(), canary),
  'takeStep of another': () => takeStep(world.needs, subject(), step(canary)),
  listOverdue: () => listOverdue(world.needs.database, world.needs.now(), 10),
  takeStep: () => takeStep(world.needs, subject(), step(mine)),
}

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  test('walks an index within the wall, as the application’s role, and shows no case of another', async () => {
    const before = sent.mock.calls.length
    const answer = await story()
    const statements = sent.mock.calls.slice(before).map(statementOf)
    expect(statements.filter(({ text }) => text.includes('cases.')).length).toBeGreaterThan(0)
    expect(await scansOf(world.temporary.url, statements, [world.person])).toEqual([])
    expect(JSON.stringify(answer)).not.toContain(canary)
    expect(JSON.stringify(answer)).not.toContain('kín')
  })
})
