import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  count,
  faulty,
  marksOf,
  RECORD,
  recordOf,
  REFUSE,
  send,
} from '../../tests/intake-sending.ts'
import { findCareKindsOf } from '../../tests/intake-tables.ts'
import { clerk, facility, intakeWorld } from '../../tests/intake-world.ts'
import { checkIn, checkInFileOf, fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import { receiveDossiers } from './receive-dossiers.ts'

describe('a correction', () => {
  test('keeps the visit, links what it replaces and supersedes its message', async () => {
    await using world = await intakeWorld()
    const first = await send(world, fileOf([outpatientVisit()]))
    world.tick(30)
    const { XML2: _, ...without } = outpatientVisit({ GHI_CHU: 'không cấp thuốc' })
    const second = await send(world, fileOf([without]), RECORD)
    expect(second).toMatchObject({ http: 201, visit: first.visit, former: first.receipt })
    expect(await recordOf(world, first.person)).not.toContain('MedicationRequest')

    const again = await send(world, fileOf([outpatientVisit()]))
    expect(again).toMatchObject({ http: 200, receipt: first.receipt, replacedBy: second.receipt })
    const { rows } = await sql`
      select supersedes is not null as follows, superseded_at is not null as is_replaced
      from delivery.message order by position`.execute(world.owner)
    expect(rows).toEqual([
      { follows: false, is_replaced: true },
      { follows: true, is_replaced: false },
    ])
  })

  test('of a refused dossier is linked to the refusal', async () => {
    await using world = await intakeWorld()
    const refused = await send(world, fileOf([faulty()]))
    const accepted = await send(world, fileOf([outpatientVisit()]))
    expect(accepted).toMatchObject({ http: 201, former: refused.receipt })
  })

  test('that is refused leaves the accepted word as it stands', async () => {
    await using world = await intakeWorld()
    const accepted = await send(world, fileOf([outpatientVisit()]))
    await send(world, fileOf([faulty()]))
    const { rows } =
      await sql`select standing from intake.submission where receipt = ${accepted.receipt}`.execute(
        world.owner,
      )
    expect(rows).toEqual([{ standing: 'current' }])
  })

  test('to another person takes the visit out of the first record at once, with all that rested on it', async () => {
    await using world = await intakeWorld()
    const wrong = await send(world, fileOf([outpatientVisit()]))
    world.tick(30)
    const other = {
      HO_TEN: 'PHẠM VĂN KHÁC',
      SO_CCCD: '051085000001',
      GIOI_TINH: '1',
      NGAY_SINH: '198501010000',
      MA_THE_BHYT: 'GD4510000000077',
      MA_BN: 'BN0000777',
    }
    const right = await send(world, fileOf([outpatientVisit(other)]))
    expect(right).toMatchObject({ http: 201, visit: wrong.visit, former: wrong.receipt })
    expect(right.person).not.toBe(wrong.person)
    expect(await recordOf(world, wrong.person)).not.toContain('Encounter')
    expect(await recordOf(world, right.person)).toContain('Encounter')
    world.tick(1)
    expect(await findCareKindsOf(world, wrong.person, facility('01999'))).toEqual([])
    expect(await findCareKindsOf(world, right.person, facility('01999'))).toEqual(['treated'])
    const { rows } = await sql`select person from follow_up.visit`.execute(world.owner)
    expect(rows).toEqual([{ person: right.person }])
  })
})

test('a record taken with errors is marked until the dossier is corrected', async () => {
  await using world = await intakeWorld()
  const { person } = await send(world, fileOf([faulty()]), RECORD)
  expect(await marksOf(world, person)).toEqual(['with-errors'])
  world.tick(30)
  await send(world, fileOf([outpatientVisit()]))
  expect(await marksOf(world, person)).toEqual([])
})

describe('a file of several dossiers', () => {
  test('gives each its own receipt, a fault of one does not hold up the others, and is kept whole', async () => {
    await using world = await intakeWorld()
    const visits = [outpatientVisit({ MA_LK: 'A' }), faulty(), outpatientVisit({ MA_LK: 'B' })]
    const file = fileOf(visits)
    const received = await receiveDossiers(world.needs, clerk(), file, REFUSE)
    expect(received.map(({ submission }) => submission.status)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ])
    expect(new Set(received.map(({ submission }) => submission.receipt)).size).toBe(3)
    expect(await count(world, 'intake.text')).toBe(4)
    const again = await receiveDossiers(world.needs, clerk(), file, REFUSE)
    expect(again.map(({ submission }) => submission.receipt)).toEqual(
      received.map(({ submission }) => submission.receipt),
    )
    expect(await count(world, 'intake.text')).toBe(4)
  })
})

describe('a check-in', () => {
  test('is kept, delivered and opens the visit; the dossier that follows ends that', async () => {
    await using world = await intakeWorld()
    const today = checkIn({ NGAY_VAO: '202611190812' })
    const arrived = await send(world, checkInFileOf([today]), RECORD)
    expect(arrived.kind).toBe('check-in')
    expect(arrived.status).not.toBe('refused')
    expect(await findCareKindsOf(world, arrived.person, facility('01999'))).toEqual(['open-visit'])
    world.tick(60)
    const dossier = await send(world, fileOf([outpatientVisit()]))
    expect(dossier.person).toBe(arrived.person)
    world.tick(1)
    expect(await findCareKindsOf(world, arrived.person, facility('01999'))).toEqual(['treated'])
    const { rows } = await sql`select kind from delivery.message order by position`.execute(
      world.owner,
    )
    expect(rows).toEqual([{ kind: 'check-in' }, { kind: 'dossier' }])
  })
})

test.each([
  ['of an hour ago', '202611200801', ['open-visit']],
  ['six days old', '202611141000', ['open-visit']],
  ['more than a week old', '202611130859', []],
  ['of last year', '202501201000', []],
])('a check-in %s opens the record for a week from its own day', async (_name, day, kinds) => {
  await using world = await intakeWorld()
  const arrived = await send(world, checkInFileOf([checkIn({ NGAY_VAO: day })]), RECORD)
  expect(await findCareKindsOf(world, arrived.person, facility('01999'))).toEqual(kinds)
})

test('a failure in the middle of the story leaves nothing', async () => {
  await using world = await intakeWorld()
  await sql`revoke insert on audit.event from mach_app`.execute(world.owner)
  await expect(send(world, fileOf([outpatientVisit()]))).rejects.toThrow(/permission denied/)
  for (const table of [
    'intake.submission',
    'intake.visit',
    'intake.text',
    'people.person',
    'delivery.message',
    'follow_up.visit',
    'intake.finding',
  ]) {
    expect(await count(world, table), table).toBe(0)
  }
})
