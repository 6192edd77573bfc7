import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import { escalateOverdue } from './escalate-overdue.ts'
import { openCase } from './open-case.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-cases.ts'
import { takeStep } from './take-step.ts'
import { callerOf, caseWorld, HOSPITAL, PROVINCE } from './testing/case-world.ts'

const QUESTION = { question: 'Tôi không khám ở đây, vì sao hồ sơ được mở?' }
const ANSWER = { finding: 'lawful', answer: 'Người bệnh được chuyển đến khoa nội ngày 10/11.' }

async function questionWorld() {
  const world = await caseWorld()
  const citizen = callerOf('citizen', 'subject', world)
  const manager = callerOf('facility-administrator', 'facility', world)
  const inspector = callerOf('inspector', 'province', world)
  const id = await world.open(citizen, {
    definition: 'access-question',
    origin: 'access:4711',
    facility: HOSPITAL,
    province: PROVINCE,
    fields: QUESTION,
    facts: [{ label: { vi: 'Người xem', en: 'Reader' }, value: 'BS. Đinh Văn An' }],
  })
  const take = (
    caller: Parameters<typeof takeStep>[1],
    step: string,
    position: number,
    fields: Record<string, string> = {},
    defects: { field: string; reason: string }[] = [],
  ) => takeStep(world.needs, caller, { case: id, step, position, fields, defects })
  return { world, needs: world.needs, citizen, manager, inspector, id, take }
}

test('a question is answered by the facility and settled by the citizen, each step in the citizen’s own log', async () => {
  const { world, needs, citizen, manager, id, take } = await questionWorld()
  await using _ = world
  expect(await take(manager, 'answer', 1, ANSWER)).toMatchObject({
    ok: true,
    value: { position: 2 },
  })

  const seen = await readCase(needs, citizen, id)
  expect(seen).toMatchObject({
    ok: true,
    value: {
      state: { id: 'answered' },
      facts: [{ value: 'BS. Đinh Văn An' }],
      timeline: [
        { fields: [{ field: 'question' }] },
        { by: { role: 'facility-administrator', own: false } },
      ],
      steps: [{ id: 'accept' }, { id: 'escalate' }, { id: 'withdraw' }],
    },
  })
  expect(await take(citizen, 'accept', 2)).toMatchObject({ ok: true })
  expect(await take(manager, 'answer', 3, ANSWER)).toMatchObject({
    ok: false,
    problems: [{ kind: 'forbidden', code: 'cases.step-not-yours' }],
  })
  const log = await listAccessOf(world.temporary.database, [world.person], 20)
  expect(
    log.filter(({ action }) => action === 'case').map(({ detail }) => detail?.['step']),
  ).toEqual(['accept', 'answer', 'open'])
})

test('of two decisions at the same time one wins, and the other is told what happened', async () => {
  const { world, citizen, manager, take } = await questionWorld()
  await using _ = world
  const both = await Promise.all([take(manager, 'answer', 1, ANSWER), take(citizen, 'withdraw', 1)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const [lost] = both.flatMap((outcome) => (outcome.ok ? [] : outcome.problems))
  expect(lost).toMatchObject({ kind: 'conflict', code: 'cases.taken' })
  expect(lost?.at).toMatch(/^(Trả lời người dân|Thu hồi câu hỏi), Tên /)
  const { rows } = await sql`select from cases.step where position = 2`.execute(
    world.temporary.owner,
  )
  expect(rows).toHaveLength(1)
})

test('a step that was given wrong fields is told of all of them at once, each at its place', async () => {
  const { world, manager, take } = await questionWorld()
  await using _ = world
  const outcome = await take(manager, 'answer', 1, { finding: 'maybe', answer: 'ngắn', more: 'x' })
  expect(outcome).toEqual({
    ok: false,
    problems: [
      { kind: 'incorrect', code: 'cases.field-unknown', at: 'more' },
      { kind: 'incorrect', code: 'cases.field-no-choice', at: 'finding' },
      { kind: 'incorrect', code: 'cases.field-too-short', at: 'answer' },
    ],
  })
})

test('a return names every defect at its field and pauses the clock; to return again for what was there is for a supervisor', async () => {
  const { world, needs, citizen, manager, id, take } = await questionWorld()
  await using _ = world
  expect(await take(manager, 'ask-back', 1)).toMatchObject({
    problems: [{ code: 'cases.no-defect' }],
  })
  const defects = [{ field: 'details', reason: 'Xin cho biết ngày khám.' }]
  await take(manager, 'ask-back', 1, {}, defects)
  expect(await readCase(needs, citizen, id)).toMatchObject({
    value: { state: { kind: 'waiting' }, clock: { state: 'paused' }, timeline: [{}, { defects }] },
  })
  await take(citizen, 'clarify', 2, { details: 'Ngày 10 tháng 11.' })
  const again = [{ field: 'question', reason: 'Câu hỏi chưa rõ.' }]
  expect(await take(manager, 'ask-back', 3, {}, again)).toMatchObject({
    problems: [{ kind: 'forbidden', code: 'cases.returned-before' }],
  })
})

test('a case shows to those concerned only, and a look by anybody else is refused on record', async () => {
  const { world, needs, inspector, id } = await questionWorld()
  await using _ = world
  const strangers = [
    callerOf('citizen', undefined, world),
    callerOf('facility-administrator', undefined, world),
    callerOf('doctor', 'facility', world),
    callerOf('administrator', 'nation', world),
    inspector,
  ]
  for (const stranger of strangers) {
    expect(await readCase(needs, stranger, id)).toMatchObject({
      problems: [{ code: 'cases.unknown' }],
    })
    expect(await listCases(needs, stranger, {})).toMatchObject({ value: { cases: [] } })
  }
  const log = await listAccessOf(world.temporary.database, [world.person], 20)
  expect(log.filter(({ action }) => action === 'refused')).toHaveLength(strangers.length)
})

test('when the facility does not answer in time the case goes to the department by itself, once', async () => {
  const { world, needs, inspector, id, take } = await questionWorld()
  await using _ = world
  expect(await escalateOverdue(needs)).toBe(0)
  world.pass(11 * 24)
  expect(await escalateOverdue(needs)).toBe(1)
  expect(await escalateOverdue(needs)).toBe(0)
  expect(await listCases(needs, inspector, {})).toMatchObject({
    value: {
      cases: [{ case: id, state: { id: 'escalated' }, isNew: true, clock: { id: 'decide' } }],
    },
  })
  await readCase(needs, inspector, id)
  expect(await listCases(needs, inspector, {})).toMatchObject({
    value: { cases: [{ isNew: false }] },
  })
  const decision = { finding: 'unlawful', decision: 'Cơ sở đã xem hồ sơ khi không có căn cứ.' }
  expect(await take(inspector, 'decide', 2, decision)).toMatchObject({ ok: true })
})

test('the same thing never has two cases', async () => {
  const { world, needs, citizen, id } = await questionWorld()
  await using _ = world
  const again = await inTransaction(needs.database, (trx) =>
    openCase(trx, needs, citizen, {
      definition: 'access-question',
      origin: 'access:4711',
      person: world.person,
      facility: HOSPITAL,
      fields: QUESTION,
    }),
  )
  expect(again).toEqual({ ok: true, value: { case: id, isNew: false } })
})

test('what people write lies encrypted, and can be erased by its key while the steps stand', async () => {
  const { world, needs, citizen, id, take } = await questionWorld()
  await using _ = world
  const { rows } = await sql<{ text: string }>`
    select encode(sealed, 'escape') as text from cases.step
  `.execute(world.temporary.owner)
  expect(rows.map(({ text }) => text).join()).not.toContain('question')
  await sql`update cases.case set key = null where id = ${id}::uuid`.execute(world.temporary.owner)
  expect(await readCase(needs, citizen, id)).toMatchObject({
    value: { timeline: [{ erased: true, fields: [] }] },
  })
  expect(await take(citizen, 'withdraw', 1)).toMatchObject({ problems: [{ code: 'cases.erased' }] })
})

test('nobody can change or remove a step', async () => {
  const { world } = await questionWorld()
  await using _ = world
  const { database } = world.temporary
  await expect(sql`update cases.step set name = 'x'`.execute(database)).rejects.toThrow(
    /permission denied/,
  )
  await expect(sql`delete from cases.step`.execute(database)).rejects.toThrow(/permission denied/)
  await expect(sql`delete from cases.case`.execute(database)).rejects.toThrow(/permission denied/)
})

test('a long list is read page by page without gap or repetition', async () => {
  const world = await caseWorld()
  await using _ = world
  const citizen = callerOf('citizen', 'subject', world)
  for (let index = 0; index < 60; index += 1)
    await world.open(citizen, {
      definition: 'access-question',
      facility: HOSPITAL,
      fields: QUESTION,
    })
  const first = await listCases(world.needs, citizen, {})
  const after = first.ok ? first.value.after : undefined
  const second = await listCases(world.needs, citizen, { after: after ?? '' })
  const ids = [first, second]
    .flatMap((page) => (page.ok ? page.value.cases : []))
    .map((one) => one.case)
  expect(new Set(ids).size).toBe(60)
  expect(await listCases(world.needs, citizen, { after: 'x' })).toMatchObject({
    problems: [{ code: 'cases.page-malformed' }],
  })
})
