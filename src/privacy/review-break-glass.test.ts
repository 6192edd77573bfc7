import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { judgeBreakGlass, permitWork } from '#access'
import { readCase } from '#cases'
import { inTransaction } from '#foundation/database'
import { newPersonId } from '#vocabulary/record-id'
import { takeStep } from '../cases/take-step.ts'
import { callerOf, caseWorld, HOSPITAL } from '../cases/testing/case-world.ts'
import { carryOutStep } from './carry-out-step.ts'
import { reviewBreakGlass } from './review-break-glass.ts'

async function openedOnce() {
  const world = await caseWorld()
  const { now } = world.needs
  const needs = {
    ...world.needs,
    carryOut: carryOutStep({ ...world.needs, erasure: permitWork('erasure') }),
    dataKeys: { ...world.needs.dataKeys, hashCode: () => '' },
    registry: { findFacility: async () => undefined },
  }
  const grant = newPersonId(now(), needs.random)
  await sql`
    insert into access.break_glass (id, person, account, name, facility, sealed, granted_at, until, review_due)
    values (${grant}::uuid, ${world.person}::uuid, 'doctor@51001', 'BS. An', ${HOSPITAL}, ''::bytea, ${now()}, ${now()}, ${now()})
  `.execute(world.temporary.owner)
  await reviewBreakGlass(needs)
  const { rows } = await sql<{ id: string }>`select id from cases.case`.execute(
    world.temporary.owner,
  )
  const verdicts = async () => {
    const found = await sql`select name, verdict, reason from access.break_glass_review`.execute(
      world.temporary.owner,
    )
    return found.rows
  }
  return { world, needs, grant, id: rows[0]?.id ?? '', verdicts }
}

const REASON = 'Người bệnh không có mặt tại cơ sở ngày đó'

test('a verdict in the case is the verdict on the opening, which nobody gives anew', async () => {
  const { world, needs, grant, id, verdicts } = await openedOnce()
  await using _ = world
  const manager = {
    ...callerOf('facility-administrator', 'facility', world),
    strongAt: needs.now(),
  }
  const fields = { reason: REASON, measure: 'Đã nhắc nhở bằng văn bản' }
  const reject = { case: id, step: 'reject', position: 1, fields, defects: [] }
  expect(await takeStep(needs, manager, reject)).toMatchObject({ ok: true })
  expect(await verdicts()).toEqual([
    { name: manager.name, verdict: 'not-justified', reason: REASON },
  ])
  const judge = { ...manager, role: 'facility-administrator' } as const
  const again = await inTransaction(needs.database, (trx) =>
    judgeBreakGlass(trx, judge, grant, { verdict: 'justified', reason: REASON }, needs.now()),
  )
  expect(again).toMatchObject({ problems: [{ code: 'access.break-glass-judged' }] })
})

test('an opening judged unjustified closes its case; a case that says otherwise at that moment is refused', async () => {
  const { world, needs, grant, id, verdicts } = await openedOnce()
  await using _ = world
  const manager = {
    ...callerOf('facility-administrator', 'facility', world),
    strongAt: needs.now(),
  }
  const judge = { ...manager, role: 'facility-administrator' } as const
  await inTransaction(needs.database, (trx) =>
    judgeBreakGlass(trx, judge, grant, { verdict: 'not-justified', reason: REASON }, needs.now()),
  )
  const justify = {
    case: id,
    step: 'justify',
    position: 1,
    fields: { reason: REASON },
    defects: [],
  }
  expect(await takeStep(needs, manager, justify)).toMatchObject({
    problems: [{ code: 'access.break-glass-judged' }],
  })
  expect(await reviewBreakGlass(needs)).toBe(0)
  expect(await readCase(needs, manager, id)).toMatchObject({
    value: { state: { id: 'unjustified' }, timeline: [{}, { by: { name: manager.name } }] },
  })
  expect(await verdicts()).toHaveLength(1)
})

test('every emergency opening has its review, once, which the citizen sees and the facility decides', async () => {
  const world = await caseWorld()
  await using _ = world
  const needs = {
    ...world.needs,
    dataKeys: { ...world.needs.dataKeys, hashCode: () => '' },
    registry: { findFacility: async () => undefined },
  }
  const at = world.needs.now()
  await sql`
    insert into access.break_glass (id, person, account, name, facility, sealed, granted_at, until, review_due)
    values (gen_random_uuid(), ${world.person}::uuid, 'doctor@51001', 'BS. An', ${HOSPITAL}, ''::bytea, ${at}, ${at}, ${at})
  `.execute(world.temporary.owner)

  expect(await reviewBreakGlass(needs)).toBe(1)
  expect(await reviewBreakGlass(needs)).toBe(0)
  const { rows } = await sql<{ id: string }>`select id from cases.case`.execute(
    world.temporary.owner,
  )
  const id = rows[0]?.id ?? ''
  expect(await readCase(needs, callerOf('citizen', 'subject', world), id)).toMatchObject({
    value: {
      state: { id: 'opened' },
      facts: [{ value: 'BS. An' }, {}, {}],
      steps: [{ id: 'object' }],
    },
  })
  expect(
    await readCase(needs, callerOf('facility-administrator', 'facility', world), id),
  ).toMatchObject({
    value: { steps: [{ id: 'justify' }, { id: 'reject' }] },
  })

  await sql`
    insert into access.break_glass_review (grant_id, position, at, account, name, role, verdict, reason)
    select id, 1, ${at}, 'facility-admin', 'Phạm Thị Lan', 'facility-administrator', 'justified', 'Người bệnh hôn mê, không có người nhà'
    from access.break_glass
  `.execute(world.temporary.owner)
  expect(await reviewBreakGlass(needs)).toBe(0)
  expect(await reviewBreakGlass(needs)).toBe(0)
  expect(await readCase(needs, callerOf('citizen', 'subject', world), id)).toMatchObject({
    value: { state: { id: 'justified' } },
  })
})
