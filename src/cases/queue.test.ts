import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { allTexts } from '../all-texts.ts'
import { escalateOverdue } from './escalate-overdue.ts'
import { countCases, listCases, sampleCases } from './list-cases.ts'
import { openCase } from './open-case.ts'
import { readCase } from './read-cases.ts'
import { remindNear } from './remind-near.ts'
import { takeStep } from './take-step.ts'
import { takeSteps } from './take-steps.ts'
import {
  callerOf,
  caseWorld,
  type CaseWorld,
  filled,
  HOSPITAL,
  PRACTITIONER,
  PROVINCE,
} from './testing/case-world.ts'

async function confirmations(world: CaseWorld, count: number) {
  const definition = world.needs.definitions.inForce('practitioner-confirmation', '2026-11-21')
  const holder = callerOf('practitioner', 'practitioner', world)
  const cases: { case: string; position: number }[] = []
  for (let index = 0; index < count; index += 1) {
    const opened = await inTransaction(world.needs.database, (trx) =>
      openCase(trx, world.needs, holder, {
        definition: definition.id,
        practitioner: PRACTITIONER,
        facility: HOSPITAL,
        province: PROVINCE,
        traits: { traditional: 'no', type: index % 2 === 0 ? 'BS' : 'DD' },
        fields: filled(definition, definition.open.fields),
      }),
    )
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    cases.push({ case: opened.value.case, position: 1 })
  }
  return cases
}

test('many cases are confirmed with one call, each with its own outcome, and one that is refused hinders none', async () => {
  await using world = await caseWorld()
  const { needs } = world
  const cases = await confirmations(world, 3)
  const manager = callerOf('facility-administrator', 'facility', world)
  const [first, second, third] = cases
  if (!first || !second || !third) throw new Error('no cases')
  await takeStep(needs, manager, {
    ...second,
    step: 'refuse',
    fields: { reason: 'Người này không làm ở đây.' },
    defects: [],
  })
  const asked = { definition: 'practitioner-confirmation', step: 'confirm', fields: {} }
  const answer = await takeSteps(needs, manager, { ...asked, cases: [...cases, first] }, allTexts)
  expect(answer).toMatchObject({
    value: {
      outcomes: [
        { case: first.case, position: 2 },
        { case: second.case, problems: [{ code: 'cases.taken' }] },
        { case: third.case, position: 2 },
        { case: first.case, problems: [{ code: 'cases.named-twice' }] },
      ],
    },
  })
  const single = await takeSteps(needs, manager, { ...asked, step: 'refuse', cases }, allTexts)
  expect(single).toMatchObject({
    value: { outcomes: [{ problems: [{ code: 'cases.step-not-bulk' }] }, {}, {}] },
  })
})

test('a queue offers its bulk steps with their forms, filters by state, type and age, and counts', async () => {
  await using world = await caseWorld()
  const { needs } = world
  await confirmations(world, 4)
  const manager = callerOf('facility-administrator', 'facility', world)
  const all = await listCases(needs, manager, { definition: 'practitioner-confirmation' })
  expect(all).toMatchObject({
    value: {
      cases: Array.from({ length: 4 }, () => ({
        bulk: ['confirm'],
        practitioner: { number: '…0123' },
      })),
      bulk: [{ definition: 'practitioner-confirmation', form: { id: 'confirm', bulk: true } }],
    },
  })
  const lines = async (filter: Parameters<typeof listCases>[2]) => {
    const listed = await listCases(needs, manager, filter)
    return listed.ok ? listed.value.cases.length : undefined
  }
  expect(await lines({ type: 'BS' })).toBe(2)
  expect(await lines({ state: 'returned' })).toBe(0)
  expect(await lines({ olderThan: 1 })).toBe(0)
  world.pass(25)
  expect(await lines({ olderThan: 1 })).toBe(4)
  expect(await countCases(needs, manager, {})).toMatchObject({
    value: { counts: [{ definition: 'practitioner-confirmation', open: 4, late: 0 }] },
  })
  const stranger = callerOf('facility-administrator', undefined, world)
  expect(await countCases(needs, stranger, {})).toEqual({ ok: true, value: { counts: [] } })
})

test('a sample is drawn again by its seed, and another seed draws another', async () => {
  await using world = await caseWorld()
  await confirmations(world, 30)
  const officer = callerOf('department-officer', 'province', world)
  const draw = async (seed: string) => {
    const drawn = await sampleCases(world.needs, officer, {
      definition: 'practitioner-confirmation',
      standing: 'open',
      size: 5,
      seed,
    })
    if (!drawn.ok) throw new Error('not drawn')
    expect(drawn.value.from).toBe(30)
    return drawn.value.cases.map((line) => line.case)
  }
  expect(await draw('mẫu 1/2026')).toEqual(await draw('mẫu 1/2026'))
  expect(await draw('mẫu 1/2026')).not.toEqual(await draw('mẫu 2/2026'))
})

test('whoever must act is reminded once before a term ends', async () => {
  await using world = await caseWorld()
  const { needs } = world
  const [found] = await confirmations(world, 1)
  const manager = callerOf('facility-administrator', 'facility', world)
  await readCase(needs, manager, found?.case ?? '')
  expect(await remindNear(needs)).toBe(0)
  world.pass(13 * 24)
  expect(await remindNear(needs)).toBe(1)
  expect(await remindNear(needs)).toBe(0)
  expect(await listCases(needs, manager, {})).toMatchObject({ value: { cases: [{ isNew: true }] } })
  const { rows } = await sql`
    select audience from cases.notice where kind = 'near'`.execute(world.temporary.owner)
  expect(rows).toEqual([{ audience: 'facility' }])
})

test('a step after the end of a term is refused for what the end itself does, and that is done at once', async () => {
  await using world = await caseWorld()
  const { needs } = world
  const holder = callerOf('practitioner', 'practitioner', world)
  const manager = callerOf('facility-administrator', 'facility', world)
  const opened = await inTransaction(needs.database, (trx) =>
    openCase(trx, needs, holder, {
      definition: 'practitioner-claim',
      practitioner: PRACTITIONER,
      facility: HOSPITAL,
      province: PROVINCE,
      traits: { match: 'open' },
      fields: { truth: 'yes' },
    }),
  )
  if (!opened.ok) throw new Error('not opened')
  const id = opened.value.case
  world.pass(10 * 24)
  const confirm = { case: id, step: 'confirm', position: 1, fields: {}, defects: [] }
  const [late] = await Promise.all([takeStep(needs, manager, confirm), escalateOverdue(needs)])
  expect(late).toMatchObject({ ok: false, problems: [{ kind: 'conflict' }] })
  expect(await readCase(needs, manager, id)).toMatchObject({
    value: { state: { id: 'disputed' }, timeline: [{}, { by: { role: 'system' } }] },
  })
})

test('requests for the accounts of facilities are told apart by code, name and who asks', async () => {
  await using world = await caseWorld()
  const { needs } = world
  const definition = needs.definitions.inForce('facility-account', '2026-11-21')
  const citizen = callerOf('citizen', 'opener', world)
  const opened = await inTransaction(needs.database, (trx) =>
    openCase(trx, needs, citizen, {
      definition: definition.id,
      province: PROVINCE,
      fields: {
        ...filled(definition, definition.open.fields),
        'facility-code': '51901',
        name: 'Phòng khám Trà Khúc',
      },
    }),
  )
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  const officer = callerOf('department-officer', 'province', world)
  const named = ['51901', 'Phòng khám Trà Khúc', citizen.name]
  expect(await listCases(needs, officer, { standing: 'open' })).toMatchObject({
    value: { cases: [{ named }] },
  })
  const draw = { definition: definition.id, standing: 'open', size: 1, seed: 'x' } as const
  const drawn = await sampleCases(needs, officer, draw)
  expect(drawn).toMatchObject({ value: { cases: [{ named }] } })
  expect(await readCase(needs, officer, opened.value.case)).toMatchObject({ value: { named } })
})
