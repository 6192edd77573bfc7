import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { statementOf } from '../../tests/access/walled-tables.ts'
import { countCases, listCases } from './list-cases.ts'
import type { CaseCaller } from './needs.ts'
import { callerOf, type CaseWorld, caseWorld } from './testing/case-world.ts'

const sent = vi.spyOn(pg.Client.prototype, 'query')
afterAll(() => sent.mockRestore())

const OPEN = 100_000

test('of a hundred thousand open cases an office reads its pages in the order of an index, and each case once', {
  timeout: 120_000,
}, async () => {
  await using world = await caseWorld()
  await fill(world)
  const offices = [
    callerOf('department-officer', 'province', world),
    callerOf('ministry-officer', undefined, world),
    callerOf('facility-administrator', 'facility', world),
  ]
  for (const office of offices)
    for (const filter of [{}, { definition: 'practitioner-sample' }]) {
      const before = sent.mock.calls.length
      const seen: string[] = []
      let after: string | undefined
      for (let page = 0; page < 2; page += 1) {
        const listed = await listCases(world.needs, office, {
          ...filter,
          ...(after ? { after } : {}),
        })
        if (!listed.ok) throw new Error('no page')
        seen.push(...listed.value.cases.map((line) => line.case))
        after = listed.value.after
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBeGreaterThan(office.role === 'facility-administrator' ? 20 : 99)
      for (const plan of await plansSince(world, before, office)) {
        expect(plan).not.toMatch(/Seq Scan on "?case"? c/)
        // A facility has few: they may be found first and sorted then.
        if (office.role !== 'facility-administrator')
          expect(plan).toMatch(/Index Scan using case_open\w* on "?case"? c/)
      }
    }
})

test('what waits is counted by kind and state for those whom it concerns', async () => {
  await using world = await caseWorld()
  await fill(world)
  const officer = callerOf('department-officer', 'province', world)
  const counted = await countCases(world.needs, officer, {})
  if (!counted.ok) throw new Error('not counted')
  const total = counted.value.counts.reduce((sum, { open }) => sum + open, 0)
  expect(Math.abs(total - OPEN / 3)).toBeLessThan(2)
})

/** Three authorities, nine hundred and one facilities, two kinds of cases. */
async function fill(world: CaseWorld): Promise<void> {
  await sql`
    insert into cases.case (id, definition, version, practitioner, facility, province, traits, opened_at, opened_by, state,
                            position, reached, near_at, due_at)
    select ('01999999-9999-8' || lpad(to_hex(n % 4096), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid, case n % 2 when 0 then 'facility-profile' else 'practitioner-sample' end, 1,
      lpad(n::text, 12, '0'), (51001 + n % 901)::text, (50 + n % 3)::text, '{"traditional": "no", "type": "BS"}',
      now() - make_interval(hours => n % 2000), 'system', case n % 2 when 0 then 'submitted' else 'drawn' end, 1,
      '{submitted}', now() + make_interval(mins => n), now() + make_interval(mins => n + 60)
    from generate_series(1, ${OPEN}) n`.execute(world.temporary.owner)
  await sql`analyze cases.case`.execute(world.temporary.owner)
}

/** The plans of the pages that were asked for, as the application's role plans them in the scope of an office. */
async function plansSince(world: CaseWorld, before: number, office: CaseCaller): Promise<string[]> {
  const pages = sent.mock.calls
    .slice(before)
    .map(statementOf)
    .filter(({ text }) => text.includes('with listed as'))
  expect(pages).toHaveLength(2)
  const client = new pg.Client({ connectionString: world.temporary.url })
  await client.connect()
  const plans: string[] = []
  for (const { text, values } of pages) {
    await client.query('begin')
    await client.query(
      "select set_config('mach.province', $1, true), set_config('mach.nation', $2, true), set_config('mach.facilities', $3, true)",
      [
        office.province ?? '00',
        office.role === 'ministry-officer' ? 'yes' : '',
        office.facility === undefined ? '{}' : `{${office.facility}}`,
      ],
    )
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values])
    await client.query('rollback')
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  await client.end()
  return plans
}
