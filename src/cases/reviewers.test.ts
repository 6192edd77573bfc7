import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { EICAR } from '../../simulators/virus-scanner/eicar.ts'
import { attachPaper, detachPaper, givePaper } from './attachments.ts'
import { eraseClosedBefore } from './case-store.ts'
import type { CaseCaller } from './needs.ts'
import { openCase } from './open-case.ts'
import { findReadable, readCase } from './read-cases.ts'
import { takeStep } from './take-step.ts'
import { callerOf, caseWorld, HOSPITAL, PRACTITIONER, PROVINCE } from './testing/case-world.ts'
import { PDF } from './testing/walk-case.ts'

/** A profile of a facility that has been submitted, and everybody who has to do with it. */
async function profileWorld(traditional: 'yes' | 'no') {
  const world = await caseWorld()
  const officer = callerOf('department-officer', 'province', world)
  const head = callerOf('department-head', 'province', world)
  const manager = callerOf('facility-administrator', 'facility', world)
  const second = callerOf('traditional-officer', undefined, world)
  const needs = {
    ...world.needs,
    places: {
      label: (list: string, place: string) =>
        list === 'facility' && place.startsWith('hours.')
          ? { vi: 'Giờ làm việc', en: 'Hours' }
          : undefined,
      valueAt: async (_trx: unknown, _found: unknown, version: string, place: string) =>
        place === 'hours.monday' ? `Monday of ${version}` : 'as ever',
    },
  }
  const opened = await inTransaction(needs.database, (trx) =>
    openCase(trx, needs, manager, {
      definition: 'facility-profile',
      facility: HOSPITAL,
      province: PROVINCE,
      traits: { traditional, type: 'BV' },
      fields: {
        'profile-version': '7',
        'head-name': 'Lê Thị Hoa',
        'head-accepts': 'yes',
        'responsible-name': 'Trần Văn Bình',
        'responsible-accepts': 'yes',
      },
    }),
  )
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  const id = opened.value.case
  const take = (
    caller: CaseCaller,
    step: string,
    position: number,
    fields: Record<string, string> = {},
    defects: { field: string; reason: string }[] = [],
  ) => takeStep(needs, caller, { case: id, step, position, fields, defects })
  return { world, needs, officer, head, manager, second, id, take }
}

test('a facility of traditional medicine is verified by two reviewers, and by no one person', async () => {
  const { world, needs, officer, second, id, take } = await profileWorld('yes')
  await using _ = world
  expect(await take(officer, 'verify', 1)).toMatchObject({
    problems: [{ code: 'cases.step-waits', at: 'Đồng ý về y học cổ truyền' }],
  })
  expect(await readCase(needs, officer, id)).toMatchObject({
    value: {
      reviews: [{ step: 'endorse' }],
      blocked: [{ id: 'verify', why: 'after', step: { en: 'Agree for traditional medicine' } }],
    },
  })
  expect(await take(second, 'endorse', 1)).toMatchObject({ ok: true })
  expect(await take(second, 'endorse', 2)).toMatchObject({
    problems: [{ code: 'cases.step-spent' }],
  })
  const both = { ...officer, account: second.account }
  expect(await take(both, 'verify', 2)).toMatchObject({ problems: [{ code: 'cases.same-hand' }] })
  expect(await take(officer, 'verify', 2)).toMatchObject({ ok: true })
})

test('agreement is given anew after a return', async () => {
  const { world, officer, manager, second, take } = await profileWorld('yes')
  await using _ = world
  await take(second, 'endorse', 1)
  await take(officer, 'return', 2, {}, [{ field: 'hours.monday', reason: 'Thiếu giờ.' }])
  const again = {
    'profile-version': '8',
    'head-name': 'Lê Thị Hoa',
    'head-accepts': 'yes',
    'responsible-name': 'Trần Văn Bình',
    'responsible-accepts': 'yes',
  }
  expect(await take(manager, 'amend', 3, again)).toMatchObject({ ok: true })
  expect(await take(officer, 'verify', 4)).toMatchObject({
    problems: [{ code: 'cases.step-waits' }],
  })
})

test('any other facility needs one reviewer, and shows itself to no officer of traditional medicine', async () => {
  const { world, needs, officer, second, id, take } = await profileWorld('no')
  await using _ = world
  expect(await readCase(needs, second, id)).toMatchObject({ problems: [{ code: 'cases.unknown' }] })
  expect(await take(officer, 'verify', 1)).toMatchObject({ ok: true })
})

test('a return points into the profile; for what stood there unchanged a second one needs a supervisor', async () => {
  const { world, needs, officer, head, manager, id, take } = await profileWorld('no')
  await using _ = world
  const defect = (field: string) => [{ field, reason: 'Chưa đúng.' }]
  expect(await take(officer, 'return', 1, {}, defect('beds.icu'))).toMatchObject({
    problems: [{ code: 'cases.field-unknown', at: 'beds.icu' }],
  })
  await take(officer, 'return', 1, {}, defect('hours.sunday'))
  expect(await readCase(needs, manager, id)).toMatchObject({
    value: { timeline: [{}, { defects: [{ label: { vi: 'Giờ làm việc' } }] }] },
  })
  const names = { 'head-name': 'Lê Thị Hoa', 'responsible-name': 'Trần Văn Bình' }
  const accepts = { 'head-accepts': 'yes', 'responsible-accepts': 'yes' }
  await take(manager, 'amend', 2, { 'profile-version': '8', ...names, ...accepts })
  expect(await take(officer, 'return', 3, {}, defect('hours.friday'))).toMatchObject({
    problems: [{ code: 'cases.returned-before' }],
  })
  expect(await take(officer, 'return', 3, {}, defect('hours.monday'))).toMatchObject({ ok: true })
  await take(manager, 'amend', 4, { 'profile-version': '9', ...names, ...accepts })
  expect(await take(head, 'return', 5, {}, defect('hours.friday'))).toMatchObject({ ok: true })
})

async function licenceWorld(traits: Record<string, string> = {}) {
  const world = await caseWorld()
  const holder = callerOf('practitioner', 'practitioner', world)
  const opened = await inTransaction(world.needs.database, (trx) =>
    openCase(trx, world.needs, holder, {
      definition: 'licence-renew',
      practitioner: PRACTITIONER,
      province: PROVINCE,
      traits: { traditional: 'no', timely: 'yes', type: 'BS', ...traits },
      fields: {
        'licence-number': '000123/BYT-GPHN',
        expires: '2027-03-01',
        'education-hours': '124',
        ...(traits['timely'] === 'no' ? { 'late-reason': 'Nghỉ thai sản nên nộp muộn.' } : {}),
      },
    }),
  )
  return { world, needs: world.needs, holder, opened }
}

test('a late renewal is taken with its reason, a timely one asks for none, and a trait is never left out', async () => {
  const late = await licenceWorld({ timely: 'no' })
  await using _ = late.world
  expect(late.opened).toMatchObject({ ok: true })
  const unsaid = await licenceWorld({ timely: 'perhaps' })
  await using __ = unsaid.world
  expect(unsaid.opened).toMatchObject({ problems: [{ code: 'cases.trait-wrong', at: 'timely' }] })
})

test('a dossier is submitted with every paper it needs, all that lack named at once; papers lie sealed', async () => {
  const { world, needs, holder, opened } = await licenceWorld()
  await using _ = world
  if (!opened.ok) throw new Error('not opened')
  const id = opened.value.case
  const submit = { case: id, step: 'submit', position: 1, fields: { accepts: 'yes' }, defects: [] }
  expect(await takeStep(needs, holder, submit)).toMatchObject({
    problems: ['application', 'health', 'cme'].map((at) => ({
      code: 'cases.attachment-missing',
      at,
    })),
  })
  const paper = (kind: string, bytes: Buffer, name = 'Giấy khám sức khỏe.pdf') =>
    attachPaper(needs, holder, { case: id, kind, name, bytes })
  expect(await paper('health', Buffer.from(EICAR))).toMatchObject({
    problems: [{ code: 'cases.attachment-type', at: 'health' }],
  })
  const big = Buffer.concat([PDF, Buffer.alloc(6 * 1_048_576)])
  expect(await paper('health', big)).toMatchObject({
    problems: [{ code: 'cases.attachment-too-large' }],
  })
  expect(await paper('decision', PDF)).toMatchObject({
    problems: [{ code: 'cases.attachment-not-yours' }],
  })
  for (const kind of ['application', 'health', 'cme']) await paper(kind, PDF)
  await paper('health', PDF)
  expect(await takeStep(needs, holder, submit)).toMatchObject({ ok: true })

  const { rows } = await sql<{ text: string }>`
    select encode(sealed, 'escape') || encode(sealed_name, 'escape') as text from cases.attachment
  `.execute(world.temporary.owner)
  expect(rows).toHaveLength(3)
  expect(rows.map(({ text }) => text).join()).not.toMatch(/PDF|Gi/)
})

test('a paper is read by whoever may read the case, taken out before the next step only, and gone with the contents', async () => {
  const { world, needs, holder, opened } = await licenceWorld()
  await using _ = world
  if (!opened.ok) throw new Error('not opened')
  const id = opened.value.case
  const attached = await attachPaper(needs, holder, {
    case: id,
    kind: 'health',
    name: 'Sức khỏe.pdf',
    bytes: PDF,
  })
  if (!attached.ok) throw new Error('not attached')
  const officer = callerOf('department-officer', 'province', world)
  const readable = await findReadable(needs, officer, id)
  if (readable === undefined) throw new Error('not readable')
  const given = await givePaper(needs, officer, readable, attached.value)
  expect(given).toMatchObject({ value: { contentType: 'application/pdf', body: PDF } })
  const stranger = callerOf('department-officer', undefined, world)
  expect(await findReadable(needs, stranger, id)).toBeUndefined()
  const place = { case: id, ...attached.value }
  expect(await detachPaper(needs, officer, place)).toMatchObject({
    problems: [{ code: 'cases.attachment-not-yours' }],
  })
  expect(await detachPaper(needs, holder, place)).toMatchObject({ ok: true })
  expect(await givePaper(needs, officer, readable, attached.value)).toMatchObject({
    problems: [{ code: 'cases.attachment-unknown' }],
  })
  for (const kind of ['application', 'health', 'cme'])
    await attachPaper(needs, holder, { case: id, kind, name: 'a.pdf', bytes: PDF })
  const submit = { case: id, step: 'submit', position: 1, fields: { accepts: 'yes' }, defects: [] }
  await takeStep(needs, holder, submit)
  expect(await detachPaper(needs, holder, place)).toMatchObject({ ok: false })

  await takeStep(needs, holder, { ...submit, step: 'stop', position: 2, fields: {} })
  world.pass(1)
  await inTransaction(needs.database, async (trx) => {
    await eraseClosedBefore(trx, needs.now())
    return { ok: true, value: undefined }
  })
  const { rows } = await sql`select from cases.attachment`.execute(world.temporary.owner)
  expect(rows).toEqual([])
})
