import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { facility } from '../../tests/intake-world.ts'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import type { Database } from '#foundation/database'
import { countRules, countVisits } from './quality-store.ts'

const PERIOD = { from: new Date('2026-06-30T17:00Z'), to: new Date('2026-12-31T17:00Z') }
const TWO = [facility('51001'), facility('51002')]

async function find(database: Database, of: string, rule: string, times: number): Promise<void> {
  await sql`insert into intake.finding (facility, received_at, receipt, line, rule, severity, ward, doctor, count, counted_on, leads)
    select ${of}, '2026-11-20T02:00Z'::timestamptz + n * interval '1 second', gen_random_uuid(), 1, ${rule}, 'error', '', '',
      1, '2026-11-20', true from generate_series(1, ${times}::int) n`.execute(database)
}

test('a rule of the whole counts every facility in which it spoke, though it be among the first of none', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  await find(owner, '51001', 'a.loud', 5)
  await find(owner, '51001', 'c.common', 4)
  await find(owner, '51002', 'b.loud', 5)
  await find(owner, '51002', 'c.common', 4)
  const rules = await countRules(database, { facilities: TWO, by: 'visit-end', ...PERIOD }, 1)
  expect(rules).toEqual([
    { facility: null, rule: 'c.common', severity: 'error', count: 8, dossiers: 8, facilities: 2 },
    { facility: '51001', rule: 'a.loud', severity: 'error', count: 5, dossiers: 5, facilities: 1 },
    { facility: '51002', rule: 'b.loud', severity: 'error', count: 5, dossiers: 5, facilities: 1 },
  ])
})

test('a person who was at two facilities is one person of the province', async () => {
  await using temporary = await temporaryDatabase()
  const { database, owner } = temporary
  const person = '01920000-0000-8000-8000-000000000001'
  for (const code of TWO) {
    await sql`insert into intake.visit (facility, link_code, visit, person, submission, version, visit_end, accepted_at, insured)
      select ${code}, 'L' || n, gen_random_uuid(), ${person}, gen_random_uuid(), 1, '2026-11-10T04:00Z',
        '2026-11-10T05:00Z', n > 1 from generate_series(1, 2) n`.execute(owner)
  }
  const visits = await countVisits(database, TWO, PERIOD.from, PERIOD.to)
  const each = { visits: 2, persons: 1, uninsured: 1, within_day: 2 }
  expect(visits).toHaveLength(3)
  expect(visits).toContainEqual({ facility: '51001', ...each })
  expect(visits).toContainEqual({
    facility: null,
    visits: 4,
    persons: 1,
    uninsured: 2,
    within_day: 4,
  })
})
