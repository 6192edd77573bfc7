import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withScope } from '#foundation/scope'
import { insertConflict, settleConflict } from '../evidence-store.ts'
import { newPersonId } from '#vocabulary/record-id'
import { lockHead } from '../profile-store.ts'
import { registryScopeOf } from '../reach.ts'
import {
  add,
  licence,
  manager,
  MINISTRY,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import { accept } from '#vocabulary/outcome'
import { writeStatements } from '../write-statements.ts'
import { scored } from './fold-quality.ts'
import { countAll, countChanged } from './quality-loop.ts'
import { listQualityDays, listTotals } from './quality-total-store.ts'
import { methodOf, qualityTotals } from './quality-totals.ts'

let world: RegistryWorld
const people: string[] = []
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('01777')
  for (const [number, facility] of [
    ['051085000001', '51001'],
    ['051085000002', '51001'],
    ['001085000003', '01777'],
  ] as const) {
    const opened = await toldOf(
      world.practitioner(manager(facility), number, [
        licence(`${number.slice(-1)}/QNG-GPHN`),
        registration(facility, `${number.slice(-1)}/QNG-GPHN`),
      ]),
    )
    people.push(opened.head.subject)
  }
})
afterAll(() => world[Symbol.asyncDispose]())

const needs = () => ({ ...world.needs, method: methodOf(world.needs.now()) })

async function countEverything(): Promise<void> {
  while (await countChanged(world.database, needs()));
  while (await countAll(world.database, needs(), 2));
  while (await countChanged(world.database, needs()));
}

async function kept(subject: string) {
  return withScope(world.database, { work: 'test' }, async (trx) => {
    const { rows } = await sql<{ score: number; faults: string[]; version: number }>`
      select score, faults, version from registry.quality where subject = ${subject}::uuid
    `.execute(trx)
    return rows[0]
  })
}

/** Totals anew from every row, as if nothing had ever been folded. */
async function foldedAnew() {
  return withScope(world.database, { work: 'test' }, async (trx) => {
    const { rows } = await sql<{ key: string; n: number; sum: number }>`
      select authority as key, count(*)::int as n, sum((select sum(count) from unnest(tally) as count))::int as sum
      from registry.quality group by authority order by authority
    `.execute(trx)
    return rows
  })
}

test('what changes is counted and folded into its facility, its authority and the country', async () => {
  await countEverything()
  const totals = await qualityTotals(world.needs)
  expect(totals.isCounted).toBe(true)
  expect(
    totals.authorities.map(({ key, facilities, practitioners }) => [
      key,
      facilities,
      practitioners,
    ]),
  ).toEqual([
    ['01', 1, 1],
    ['51', 1, 2],
  ])
  expect(totals.country).toMatchObject({ facilities: 2, practitioners: 3 })
  const facilities = await withScope(world.database, { work: 'test' }, (trx) =>
    listTotals(trx, totals.method.number, 'facility'),
  )
  expect(facilities.map(({ key, practitioners }) => [key, practitioners])).toEqual([
    ['01777', 1],
    ['51001', 2],
  ])
  for (const one of facilities)
    expect(one).toMatchObject({ score: scored(totals.method, one).score, facilities: 1 })
})

test('a file that is mended moves every total above it, and folding stays exact', async () => {
  const [subject = ''] = people
  const before = await kept(subject)
  await toldOf(
    writeStatements(world.needs, manager('51001'), {
      subject,
      version: before?.version ?? 0,
      changes: [
        add('training', {
          level: 'bachelor',
          field: 'Y khoa',
          school: 'Đại học Y Dược Huế',
          issuedOn: '2010-07-01',
        }),
      ],
    }),
  )
  await countEverything()
  const after = await kept(subject)
  expect(after?.score).toBeGreaterThan(before?.score ?? 0)
  const { method, authorities } = await qualityTotals(world.needs)
  expect(
    authorities.map(({ key, facilities, practitioners, facilityTally, practitionerTally }) => ({
      key,
      n: facilities + practitioners,
      sum: [...facilityTally, ...practitionerTally].reduce((all, one) => all + one, 0),
    })),
  ).toEqual(await foldedAnew())
  const [today] = await listQualityDays(world.database, {
    grain: 'authority',
    key: '51',
    from: '2026-11-01',
  })
  expect(today?.score).toBe(authorities.find(({ key }) => key === '51')?.score)
  expect(method.number).toBeGreaterThan(0)
})

test('counting again changes nothing', async () => {
  const before = await qualityTotals(world.needs)
  await world.within(async (trx) => {
    await sql`insert into registry.quality_due (subject) select subject from registry.profile`.execute(
      trx,
    )
    return accept(undefined)
  })
  await countEverything()
  const after = await qualityTotals(world.needs)
  expect(after.authorities).toEqual(before.authorities)
  expect(after.country).toEqual(before.country)
})

test('a number that somebody else claims counts against its holder until it is settled', async () => {
  const [, subject = ''] = people
  const id = newPersonId(world.needs.now(), world.needs.random)
  const before = await kept(subject)
  await world.within(async (trx) => {
    await insertConflict(trx, {
      id,
      scheme: 'personal-id',
      value: '051085000002',
      reason: 'registry.number-taken',
      holder: subject as typeof id,
      claimedAs: 'Lê Văn B',
      authority: '51',
      at: world.needs.now(),
      by: 'test',
    })
    return accept(undefined)
  })
  await countEverything()
  const claimed = await kept(subject)
  expect(claimed?.faults).toContain('practitioner-identifier-undisputed|identity|personalId|1')
  await world.within(async (trx) => {
    await settleConflict(trx, id, { at: world.needs.now(), by: 'test', as: 'holder-right' })
    return accept(undefined)
  })
  await countEverything()
  expect((await kept(subject))?.score).toBe(before?.score)
})

test('two files of one name, birth and training point at each other, whichever came first', async () => {
  const [first = '', second = ''] = people
  const training = add('training', {
    level: 'bachelor',
    field: 'Y khoa',
    school: 'Đại học Y Dược Huế',
    issuedOn: '2010-07-01',
  })
  const version = (await kept(second))?.version ?? 0
  await toldOf(
    writeStatements(world.needs, manager('51001'), {
      subject: second,
      version,
      changes: [training],
    }),
  )
  await countEverything()
  for (const subject of [first, second])
    expect((await kept(subject))?.faults).toContain('practitioner-no-twin|identity|name|1')
})

test('days that pass make files stale without anybody writing', async () => {
  const before = await qualityTotals(world.needs)
  world.clock.time = Date.parse('2027-07-01T02:00:00Z')
  await countEverything()
  const after = await qualityTotals(world.needs)
  expect(after.country.parts[3]).toBeLessThan(before.country.parts[3] ?? 0)
})

test('each scope sees the quality that concerns it, and no other', async () => {
  const seen = (asker: Parameters<typeof registryScopeOf>[0]) =>
    withScope(world.database, registryScopeOf(asker), async (trx) => {
      const { rows } = await sql<{ files: number; facilities: number }>`
        select (select count(*) from registry.quality)::int as files,
          (select count(*) from registry.quality_total where grain = 'facility')::int as facilities
      `.execute(trx)
      return rows[0]
    })
  expect(await seen(manager('51001'))).toEqual({ files: 3, facilities: 1 })
  expect(await seen(officer('01'))).toEqual({ files: 2, facilities: 1 })
  expect(await seen(officer('97'))).toEqual({ files: 0, facilities: 0 })
  expect(await seen(MINISTRY)).toEqual({ files: 5, facilities: 2 })
})

test('whoever holds a file while changing it does not stand in the way of its counting', async () => {
  const { head } = await toldOf(
    world.practitioner(manager('51001'), '051085000009', [
      licence('9/QNG-GPHN'),
      registration('51001', '9/QNG-GPHN'),
    ]),
  )
  await withScope(world.database, { work: 'test' }, async (trx) => {
    await lockHead(trx, head.subject)
    await countEverything()
  })
  expect(await kept(head.subject)).toMatchObject({ version: head.version })
})
