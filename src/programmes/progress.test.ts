import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withScope } from '#foundation/scope'
import { readProfileDefinitions } from '#registry'
import { rightsOf } from '#access'
import type { Caller } from '#vocabulary/caller'
import { accept } from '#vocabulary/outcome'
import {
  manager,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../registry/testing/registry-world.ts'
import { countProgress } from './count-progress.ts'
import { draftReport } from './draft-report.ts'
import { listBehindOf } from './list-behind.ts'
import { markSeen, readOwn } from './read-own.ts'
import { readMilestone } from './read-milestone.ts'
import { readProgress } from './read-progress.ts'
import { readProgrammes } from './read-programmes.ts'
import type { LetterContent } from './reminder-letter.ts'
import { type RemindNeeds, remindBehind } from './remind-behind.ts'
import { reportFigures } from './report-figures.ts'

let world: RegistryWorld
let needs: RemindNeeds
const letters: LetterContent[] = []

function caller(of: {
  account: string
  role: Caller['role']
  province?: string
  facility?: Caller['facility']
}): Caller {
  const { account, role, province, facility } = of
  return {
    account,
    role,
    name: 'Cán bộ',
    address: '127.0.0.1',
    rights: rightsOf(role),
    ...(province === undefined ? {} : { province }),
    ...(facility === undefined ? {} : { facility }),
  }
}

const DEPARTMENT = caller({ account: 'officer@51', role: 'department-officer', province: '51' })
const MINISTRY = caller({ account: 'ministry', role: 'ministry-officer' })
const TRADITIONAL = caller({ account: 'traditional', role: 'traditional-officer' })

beforeAll(async () => {
  world = await registryWorld()
  needs = {
    ...world.needs,
    programmes: readProgrammes(),
    definitions: readProfileDefinitions(),
    draftLetter: (_trx, _caller, content) => {
      letters.push(content)
      return Promise.resolve(accept(`letter-${letters.length}`))
    },
  }
  const one = await world.facility('51001')
  await world.facility('51777')
  await world.facility('01777')
  await sql`update registry.profile set data_state = 'published', published_version = 1, published_at = now() where subject = ${one.subject}`.execute(
    world.owner,
  )
  for (const [number, facility] of [
    ['051085000001', '51001'],
    ['051085000002', '51001'],
    ['051085000003', '51777'],
  ] as const)
    await toldOf(
      world.practitioner(manager(facility), number, [
        registration(facility, `${number.slice(-4)}/QNG-GPHN`),
      ]),
    )
  await countAll()
})
afterAll(() => world[Symbol.asyncDispose]())

async function countAll(): Promise<void> {
  while (await countProgress(needs)) continue
}

const CLEANING = { milestone: 'ct07-facilities' }
const shareIn = async (who: Caller, milestone: string, asked = {}) => {
  const { programmes } = await toldOf(readProgress(needs, who, asked))
  return programmes.flatMap((one) => one.milestones).find(({ id }) => id === milestone)?.share
}

test('a department sees how far its own facilities and people are, the Ministry the country', async () => {
  expect(await shareIn(DEPARTMENT, 'ct07-facilities')).toMatchObject({
    numerator: 1,
    denominator: 2,
  })
  expect(await shareIn(MINISTRY, 'ct07-facilities')).toMatchObject({ numerator: 1, denominator: 3 })
  expect(await shareIn(DEPARTMENT, 'ct07-practitioners')).toMatchObject({
    numerator: 0,
    denominator: 3,
  })
  expect(await shareIn(TRADITIONAL, 'ct07-facilities')).toMatchObject({ denominator: 0 })
})

test('a department may not look at another, and asks of no day to come', async () => {
  expect(await readProgress(needs, DEPARTMENT, { authority: '01' })).toMatchObject({
    ok: false,
    problems: [{ code: 'programmes.not-own-authority' }],
  })
  expect(await readProgress(needs, DEPARTMENT, { day: '2027-01-01' })).toMatchObject({
    ok: false,
    problems: [{ code: 'programmes.day-to-come' }],
  })
  const behind = await listBehindOf(needs, DEPARTMENT, {
    ...CLEANING,
    authority: '01',
    limit: 10,
  })
  expect(behind).toMatchObject({ ok: false })
})

test('a person registered at two facilities counts once, at the first', async () => {
  const total = async () => (await toldOf(readProgress(needs, MINISTRY, {}))).totals.practitioners
  expect(await total()).toBe(3)
  await toldOf(
    world.practitioner(manager('51777'), '051085000009', [
      registration('51777', '9/QNG-GPHN'),
      registration('51777', '9/QNG-GPHN', { kind: 'support' }, { from: '2025-01-01' }),
    ]),
  )
  await countAll()
  expect(await total()).toBe(4)
})

test('a day counted twice is counted once, and the next day only what changed is kept', async () => {
  const kept = () =>
    withScope(world.database, { work: 'test' }, (trx) =>
      sql<{ day: string; facilities: number }>`
        select day, sum(facilities)::integer as facilities from programmes.tally group by day order by day
      `.execute(trx),
    ).then(({ rows }) => rows)
  await countAll()
  await countAll()
  expect(await kept()).toEqual([{ day: '2026-11-20', facilities: 3 }])
  world.clock.time = Date.parse('2026-11-21T02:00:00Z')
  await world.facility('51778')
  await countAll()
  expect(await kept()).toEqual([
    { day: '2026-11-20', facilities: 3 },
    { day: '2026-11-21', facilities: 1 },
  ])
  expect(await shareIn(MINISTRY, 'ct07-facilities')).toMatchObject({ denominator: 4 })
  expect(await shareIn(MINISTRY, 'ct07-facilities', { day: '2026-11-20' })).toMatchObject({
    denominator: 3,
  })
  const { trend, places, by } = await toldOf(
    readMilestone(needs, MINISTRY, { ...CLEANING, days: 7 }),
  )
  expect(trend).toEqual([
    { day: '2026-11-20', numerator: 1, denominator: 3 },
    { day: '2026-11-21', numerator: 1, denominator: 4 },
  ])
  expect(by).toBe('authority')
  expect(places.map(({ place, share }) => [place, share.denominator])).toEqual([
    ['01', 1],
    ['51', 3],
  ])
  expect(places.at(-1)?.former).toEqual(['Tỉnh Quảng Ngãi', 'Tỉnh Kon Tum'])
})

test('who is behind comes worst first, page by page', async () => {
  const page = async (after = {}) =>
    toldOf(listBehindOf(needs, DEPARTMENT, { milestone: 'ct07-practitioners', limit: 1, ...after }))
  const first = await page()
  expect(first.facilities.map(({ facility, missing }) => [facility, missing])).toEqual([
    ['51001', 2],
  ])
  const next = await page({ afterMissing: 2, afterFacility: '51001' })
  expect(next.facilities.map(({ facility }) => facility)).toEqual(['51777'])
  expect(next.more).toBe(false)
})

test('in one round a facility is reminded once, whoever calls again', async () => {
  const [one, other] = await Promise.all([
    remindBehind(needs, DEPARTMENT, CLEANING),
    remindBehind(needs, DEPARTMENT, CLEANING),
  ])
  const made = [await toldOf(one), await toldOf(other)]
  expect(made.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(made.map(({ batch }) => batch.id)).size).toBe(1)
  expect(made[0]?.batch).toMatchObject({ behind: 2, told: 2, round: 2 })
  expect(letters).toHaveLength(1)
  expect(letters[0]?.table.rows.map((row) => row[1])).toEqual(['51777', '51778'])
  const byMinistry = await toldOf(remindBehind(needs, MINISTRY, { ...CLEANING, authority: '51' }))
  expect(byMinistry.batch).toMatchObject({ behind: 2, told: 0, issuer: 'ministry' })
  expect(letters[1]?.recipients).toEqual(['Sở Y tế Quảng Ngãi'])
  const own = await toldOf(readOwn(needs, manager('51777')))
  expect(own.reminders.map(({ milestone, missing }) => [milestone, missing])).toEqual([
    ['ct07-facilities', 2],
  ])
})

test('a facility sees its own milestones and says that it saw a reminder; of another it may not', async () => {
  const own = await toldOf(readOwn(needs, manager('51777')))
  expect(own.milestones.find(({ id }) => id === 'ct07-facilities')?.share).toMatchObject({
    numerator: 0,
    denominator: 1,
  })
  expect(own.milestones.some(({ id }) => id === 'kh08-t38')).toBe(false)
  const seen = { milestone: 'ct07-facilities', round: 2 }
  expect(await markSeen(needs, manager('51777'), seen)).toMatchObject({ ok: true })
  const stranger = manager('51001')
  expect(await markSeen(needs, stranger, seen)).toMatchObject({
    ok: false,
    problems: [{ code: 'programmes.reminder-unknown' }],
  })
})

test('a reminder before its day, without a place, or with nobody behind is refused', async () => {
  const codeOf = async (who: Caller, asked: { milestone: string; authority?: string }) => {
    const told = await remindBehind(needs, who, asked)
    return told.ok ? 'made' : told.problems[0].code
  }
  expect(await codeOf(MINISTRY, CLEANING)).toBe('programmes.authority-missing')
  expect(await codeOf(DEPARTMENT, { milestone: 'emr-2026' })).toBe('programmes.no-reminder-due')
  expect(await codeOf(DEPARTMENT, { milestone: 'kh1642-3' })).toBe('programmes.no-reminder-due')
  expect(await codeOf(MINISTRY, { ...CLEANING, authority: '97' })).toBe('programmes.nobody-behind')
  expect(await codeOf(DEPARTMENT, { milestone: 'nothing' })).toBe('programmes.milestone-unknown')
})

test('what Mạch cannot count is reported with its source; what it counts is not', async () => {
  const report = {
    milestone: 'kh08-t38',
    day: '2026-11-15',
    numerator: 40,
    denominator: 100,
    source: 'Báo cáo tháng 11',
  }
  expect(await reportFigures(needs, DEPARTMENT, report)).toMatchObject({ ok: true })
  expect(await reportFigures(needs, DEPARTMENT, { ...report, numerator: 50 })).toMatchObject({
    ok: true,
  })
  expect(await shareIn(DEPARTMENT, 'kh08-t38')).toMatchObject({ numerator: 50, percent: 50 })
  expect(await reportFigures(needs, DEPARTMENT, { ...report, numerator: 101 })).toMatchObject({
    problems: [{ code: 'programmes.part-exceeds-whole' }],
  })
  expect(await reportFigures(needs, DEPARTMENT, { ...report, ...CLEANING })).toMatchObject({
    problems: [{ code: 'programmes.counted-here' }],
  })
  const OTHER = caller({ account: 'officer@01', role: 'department-officer', province: '01' })
  expect(await reportFigures(needs, OTHER, report)).toMatchObject({
    problems: [{ code: 'programmes.milestone-unknown' }],
  })
})

test('the progress report of a department tells each milestone and each commune', async () => {
  letters.length = 0
  const { letter } = await toldOf(draftReport(needs, DEPARTMENT, { programme: 'ct07' }))
  expect(letter).toBe('letter-1')
  expect(letters[0]?.paragraphs.join('\n')).toContain('1/3 (33,3 %); chỉ tiêu 100 %')
  expect(letters[0]?.table.columns).toHaveLength(3)
})

test('behind the wall an officer of another authority finds nothing, whatever is asked', async () => {
  const seen = await withScope(world.database, { province: officer('97').province ?? '' }, (trx) =>
    sql<{ n: number }>`
      select (select count(*) from programmes.facility) + (select count(*) from programmes.tally) + (select count(*) from programmes.reminder)
        + (select count(*) from programmes.reminder_batch) + (select count(*) from programmes.report) as n
    `.execute(trx),
  )
  expect(seen.rows[0]?.n).toBe(0)
})

test('a facility whose licence is revoked is no longer counted', async () => {
  await sql`
    update registry.profile_version set body = jsonb_set(body, '{statements}', body->'statements' ||
      '[{"id": "x1", "section": "operating-licence-event", "from": "2026-11-20", "values": {"event": "revoke"}, "provenance": {}}]')
    where subject = (select subject from registry.profile where code = '51778')
  `.execute(world.owner)
  await sql`update registry.profile set changed_at = ${new Date(world.clock.time)} where code = '51778'`.execute(
    world.owner,
  )
  await countAll()
  expect(await shareIn(MINISTRY, 'ct07-facilities')).toMatchObject({ denominator: 3 })
})
