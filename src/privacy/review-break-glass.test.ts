import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readCase } from '#cases'
import { callerOf, caseWorld, HOSPITAL } from '../cases/testing/case-world.ts'
import { reviewBreakGlass } from './review-break-glass.ts'

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
