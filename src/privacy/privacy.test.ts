import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rightsOf } from '#access'
import { type AuditEvent, listAccessOf, recordAudit } from '#audit'
import { readCase } from '#cases'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { callerOf, caseWorld, HOSPITAL, START } from '../cases/testing/case-world.ts'
import { askAboutAccess } from './ask-about-access.ts'
import { giveCopy } from './give-copy.ts'
import type { PrivacyNeeds } from './needs.ts'
import { listKinds, openRequest } from './open-request.ts'

const facility = parseFacilityCode(HOSPITAL)
const QUESTION = 'Tôi không khám ở đây, vì sao hồ sơ được mở?'

async function privacyWorld() {
  const world = await caseWorld()
  const needs: PrivacyNeeds = {
    ...world.needs,
    dataKeys: { ...world.needs.dataKeys, hashCode: () => '' },
    origin: 'http://127.0.0.1',
    pseudonymKey: async () => Buffer.alloc(32),
    registry: { findFacility: async () => undefined },
    makeCopy: async (_caller, person, form) =>
      accept({ status: 200, contentType: form, body: person }),
  }
  const citizen = signedIn('citizen', world.person)
  /** Something in the log of the person; answers its number. */
  const readBy = async (caller: Partial<AuditEvent['caller']>, person = world.person) => {
    const reader = {
      account: 'doctor',
      name: 'BS. An',
      role: 'doctor',
      address: '::1',
      ...caller,
    } as const
    const event = {
      at: needs.now(),
      action: 'read',
      caller: reader,
      what: 'record',
      person,
    } as const
    await recordAudit(needs.database, [{ ...event, purpose: 'treatment' }])
    return (await listAccessOf(needs.database, [person], 1))[0]?.number ?? 0
  }
  return { world, needs, citizen, readBy }
}

function signedIn(role: Caller['role'], person?: RecordId): Caller {
  const known = person === undefined ? {} : { person }
  return {
    account: role,
    name: 'Nguyễn Thị Mẫu',
    role,
    rights: rightsOf(role),
    address: '::1',
    ...known,
  }
}

test('a question about a reading goes to the facility whose staff read, with what was read', async () => {
  const { world, needs, citizen, readBy } = await privacyWorld()
  await using _ = world
  const entry = await readBy(facility.ok ? { facility: facility.value } : {})
  const asked = await askAboutAccess(needs, citizen, { entry, question: QUESTION })
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems))
  const manager = callerOf('facility-administrator', 'facility', world)
  expect(await readCase(needs, manager, asked.value.case)).toMatchObject({
    value: {
      state: { id: 'asked' },
      facts: [
        { value: 'Nguyễn Thị Mẫu' },
        { value: 'BS. An' },
        { value: 'doctor' },
        {},
        {},
        { text: { en: 'The record' } },
        {},
        {},
      ],
      steps: [{ id: 'answer' }, { id: 'ask-back' }],
    },
  })
  expect(await askAboutAccess(needs, citizen, { entry, question: QUESTION })).toEqual({
    ok: true,
    value: { case: asked.value.case, isNew: false },
  })
})

test('a reading by nobody’s facility is for the platform’s office to explain', async () => {
  const { world, needs, citizen, readBy } = await privacyWorld()
  await using _ = world
  const entry = await readBy({ role: 'inspector', account: 'inspector' })
  const asked = await askAboutAccess(needs, citizen, { entry, question: QUESTION })
  const id = asked.ok ? asked.value.case : ''
  expect(await readCase(needs, signedIn('auditor'), id)).toMatchObject({
    value: { steps: [{ id: 'answer' }, { id: 'ask-back' }] },
  })
})

test('nobody questions a stranger’s log, an own reading, or a reading by the system', async () => {
  const { world, needs, citizen, readBy } = await privacyWorld()
  await using _ = world
  const strangers = await readBy({}, world.stranger)
  const own = await readBy({ account: citizen.account, role: 'citizen' })
  const ours = await readBy({ account: 'system', role: 'system' })
  const ask = (entry: number) => askAboutAccess(needs, citizen, { entry, question: QUESTION })
  expect(await ask(strangers)).toMatchObject({ problems: [{ code: 'privacy.no-such-entry' }] })
  expect(await ask(own)).toMatchObject({ problems: [{ code: 'privacy.own-entry' }] })
  expect(await ask(ours)).toMatchObject({ problems: [{ code: 'privacy.own-entry' }] })
})

test('each role finds the requests that it may open, and opens no other', async () => {
  const { world, needs, citizen } = await privacyWorld()
  await using _ = world
  const kinds = (role: Caller['role']) => listKinds(needs, signedIn(role)).kinds.map(({ id }) => id)
  expect(kinds('citizen')).toHaveLength(6)
  expect(kinds('auditor')).toEqual(['breach', 'impact-assessment'])
  expect(kinds('analyst')).toEqual(['extract'])
  expect(kinds('doctor')).toEqual([])
  expect(await openRequest(needs, citizen, { kind: 'breach', fields: {} })).toMatchObject({
    problems: [{ code: 'cases.not-yours-to-open' }],
  })
  expect(await openRequest(needs, citizen, { kind: 'access-question', fields: {} })).toMatchObject({
    problems: [{ code: 'privacy.unknown-kind' }],
  })
})

test('the terms of Decree 356/2025: taken up in 2 working days, done in 10, 15 or 20 days', async () => {
  const { world, needs, citizen } = await privacyWorld()
  await using _ = world
  const text = 'Nội dung yêu cầu của tôi'
  const due = async (kind: string, fields: Record<string, string>) => {
    const opened = await openRequest(needs, citizen, { kind, fields })
    const found = await readCase(needs, citizen, opened.ok ? opened.value.case : '')
    return found.ok
      ? found.value.clocks.map(({ id, due: end }) => `${id} ${end?.slice(0, 10)}`)
      : []
  }
  // Asked on Saturday, 21/11/2026; a term ends at midnight in Vietnam, 17:00 UTC of its last day.
  expect(await due('privacy-access', { wish: text })).toEqual([
    'acknowledge 2026-11-24',
    'fulfil 2026-12-01',
  ])
  expect(await due('privacy-restriction', { purpose: 'research', wish: text })).toContain(
    'fulfil 2026-12-07',
  )
  expect(await due('privacy-withdrawal', { consent: text })).toContain('fulfil 2026-12-07')
  expect(await due('privacy-erasure', { what: text, reason: text })).toContain('fulfil 2026-12-11')
})

test('a copy is ready at once, in the form that was asked for, and for nobody else', async () => {
  const { world, needs, citizen } = await privacyWorld()
  await using _ = world
  const opened = await openRequest(needs, citizen, {
    kind: 'privacy-copy',
    fields: { format: 'fhir' },
  })
  const id = opened.ok ? opened.value.case : ''
  expect(await giveCopy(needs, citizen, { case: id, form: 'fhir' })).toMatchObject({ ok: true })
  expect(await giveCopy(needs, citizen, { case: id, form: 'pdf' })).toMatchObject({
    problems: [{ code: 'privacy.copy-not-ready' }],
  })
  const stranger = signedIn('citizen', world.stranger)
  expect(await giveCopy(needs, stranger, { case: id, form: 'fhir' })).toMatchObject({
    problems: [{ code: 'cases.unknown' }],
  })
})

test('a correction of a visit that is not one’s own is refused', async () => {
  const { world, needs, citizen } = await privacyWorld()
  await using _ = world
  const fields = { visit: world.stranger, wrong: 'Sai ngày khám bệnh', right: '10/11' }
  expect(await openRequest(needs, citizen, { kind: 'privacy-correction', fields })).toMatchObject({
    problems: [{ code: 'privacy.no-such-visit', at: 'visit' }],
  })
})

test('whoever acts for a person asks for that person, sees the own requests alone, and as family takes no copy', async () => {
  const { world, needs, citizen, readBy } = await privacyWorld()
  await using _ = world
  const acting = { now: true }
  const mother = { ...signedIn('citizen', world.stranger), account: 'mother' }
  await letAct(world, mother.account, 'family')
  const family: PrivacyNeeds = {
    ...needs,
    actsFor: async (_db, account) =>
      acting.now && account === mother.account ? [world.person] : [],
  }
  const fields = { wish: 'Dữ liệu nào về con tôi?' }
  const asked = { kind: 'privacy-access', fields, of: world.person }
  const opened = await openRequest(family, mother, asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  expect(await readCase(family, mother, opened.value.case)).toMatchObject({
    value: { steps: [{ id: 'withdraw' }] },
  })
  expect(await readCase(family, citizen, opened.value.case)).toMatchObject({ ok: true })
  const entry = await readBy({})
  const question = { entry, question: QUESTION, of: world.person }
  expect(await askAboutAccess(family, mother, question)).toMatchObject({ ok: true })
  const unseen = await readBy(facility.ok ? { facility: facility.value } : {})
  expect(await askAboutAccess(family, mother, { ...question, entry: unseen })).toMatchObject({
    problems: [{ code: 'privacy.no-such-entry' }],
  })

  const own = await openRequest(family, citizen, { kind: 'privacy-access', fields })
  expect(await readCase(family, mother, own.ok ? own.value.case : '')).toMatchObject({ ok: false })
  const copy = { kind: 'privacy-copy', fields: { format: 'pdf' }, of: world.person }
  expect(await openRequest(family, mother, copy)).toMatchObject({
    problems: [{ code: 'privacy.copy-of-another' }],
  })
  acting.now = false
  expect(await openRequest(family, mother, asked)).toMatchObject({
    problems: [{ code: 'privacy.acts-not-for' }],
  })
  expect(await readCase(family, mother, opened.value.case)).toMatchObject({ ok: false })
})

test('the guardian of a child takes a copy for it, until that is over', async () => {
  const { world, needs } = await privacyWorld()
  await using _ = world
  const mother = { ...signedIn('citizen', world.stranger), account: 'mother' }
  await letAct(world, mother.account, 'guardian')
  const family: PrivacyNeeds = { ...needs, actsFor: async () => [world.person] }
  const opened = await openRequest(family, mother, {
    kind: 'privacy-copy',
    fields: { format: 'pdf' },
    of: world.person,
  })
  const asked = { case: opened.ok ? opened.value.case : '', form: 'pdf' } as const
  expect(await giveCopy(family, mother, asked)).toMatchObject({ value: { body: world.person } })
  world.pass(24 * 400)
  expect(await giveCopy(family, mother, asked)).toMatchObject({
    problems: [{ code: 'privacy.copy-of-another' }],
  })
})

/** That an account acts for the person of this world until a year from its beginning, as the database keeps it. */
async function letAct(
  { temporary: { owner }, person }: Awaited<ReturnType<typeof caseWorld>>,
  account: string,
  kind: 'family' | 'guardian',
): Promise<void> {
  const id = newPersonId(START, (count) => new Uint8Array(randomBytes(count)))
  const until = new Date(START.getTime() + 365 * 86_400_000)
  await sql`
    insert into access.account (id, sign_in_name, name, role, citizen_number, created_at, created_by)
    values (${account}, ${account}, ${account}, 'citizen', '051090000777', ${START}, 'test')`.execute(
    owner,
  )
  await sql`
    insert into access.delegation (id, person, person_name, born, number, kind, classes, until, source, made_at, made_by)
    values (${id}, ${person}, 'Nguyễn Bé', '2020-05-01', '051090000777', ${kind},
      '{ordinary}', ${until}, 'test', ${START}, 'test')`.execute(owner)
  await sql`
    insert into access.choice (person, position, at, account, kind, subject, effect, text, signature, key)
    values (${person}, 1, ${START}, ${account}, ${kind === 'family' ? 'delegate' : 'guardian'}, ${id},
      ${kind === 'family' ? 'accept' : 'confirm'}, '', '', '')`.execute(owner)
}
