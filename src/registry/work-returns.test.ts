import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCase } from '#cases'
import {
  askForPractitionerAccount,
  claimOwnPractice,
  declareOwnPractice,
  samplePractitioner,
} from './open-work.ts'
import { statementsOf, textOf } from './profile.ts'
import { readProfile } from './read-profile.ts'
import { manager, officer, toldOf } from './testing/registry-world.ts'
import { declared, doctor, enterEvenings, enterStaff, ownFile } from './testing/work-people.ts'
import { callerOf, type WorkWorld, workWorld } from './testing/work-world.ts'
import { writeStatements } from './write-statements.ts'

let world: WorkWorld
beforeAll(async () => {
  world = await workWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const defects = [{ field: 'contact.phone', reason: 'Ghi lại số điện thoại đang dùng.' }]
const reason = { fields: { reason: 'Đã đối chiếu giấy tờ của hai người.' } }

/** Somebody who works at two facilities and declared the file to both. */
async function atTwoFacilities(first: string, second: string, number: string, paper: string) {
  await world.facility(first)
  await world.facility(second)
  await enterStaff(world, first, number, paper)
  await enterEvenings(world, second, number, paper)
  const cases = await declared(world, first, number)
  const views = await Promise.all(
    cases.map((id) => toldOf(readCase(world.cases, callerOf(doctor(number)), id))),
  )
  const of = (code: string) => views.find(({ facility }) => facility?.code === code)?.case ?? ''
  return { first: of(first), second: of(second) }
}

const stateOf = async (number: string) => (await ownFile(world, doctor(number))).head.dataState

/** The person writes another telephone number and sends what a facility returned. */
async function correctPhone(number: string) {
  const me = doctor(number)
  const { head, profile } = await ownFile(world, me)
  const [contact] = statementsOf(profile, 'contact')
  return toldOf(
    writeStatements(world.needs, me, {
      subject: head.subject,
      version: head.version,
      changes: [{ act: 'correct', statement: contact?.id ?? '', values: { phone: '0987654321' } }],
    }),
  )
}

async function amend(number: string, id: string, more: Record<string, string> = { truth: 'yes' }) {
  const { head } = await ownFile(world, doctor(number))
  const fields = { 'profile-version': String(head.version), ...more }
  return world.take(doctor(number), id, 'amend', { fields })
}

/** The open cases in which a facility is to confirm. */
async function openAt(code: string, number: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.case where definition = 'practitioner-confirmation' and facility = ${code}
      and practitioner = ${number} and closed_at is null
  `.execute(world.owner)
  return rows.map(({ id }) => id)
}

test('of two facilities one confirms and one returns: after the correction both confirm what is declared now', async () => {
  const number = '051085000401'
  const cases = await atTwoFacilities('51401', '51402', number, '4001/QNG-GPHN')
  await toldOf(world.take(manager('51401'), cases.first, 'confirm'))
  await toldOf(world.take(manager('51402'), cases.second, 'return', { defects }))
  await correctPhone(number)
  await toldOf(amend(number, cases.second))

  const [anew = ''] = await openAt('51401', number)
  expect(anew).not.toBe(cases.first)
  await toldOf(world.take(manager('51402'), cases.second, 'confirm'))
  expect(await stateOf(number)).toBe('declared')
  await toldOf(world.take(manager('51401'), anew, 'confirm'))
  expect(await stateOf(number)).toBe('confirmed')
})

test('two facilities return one declaration: the second answer joins the first', async () => {
  const number = '051085000402'
  const cases = await atTwoFacilities('51403', '51404', number, '4002/QNG-GPHN')
  await toldOf(world.take(manager('51403'), cases.first, 'return', { defects }))
  await toldOf(world.take(manager('51404'), cases.second, 'return', { defects }))
  await correctPhone(number)
  await toldOf(amend(number, cases.first))
  await toldOf(amend(number, cases.second))
  await toldOf(world.take(manager('51403'), cases.first, 'confirm'))
  await toldOf(world.take(manager('51404'), cases.second, 'confirm'))
  expect(await stateOf(number)).toBe('confirmed')
  const { profile } = await ownFile(world, doctor(number))
  expect(statementsOf(profile, 'declaration').filter(({ to }) => to === undefined)).toHaveLength(1)
})

test('a new declaration after a refusal leaves the facility that still looks with its one case', async () => {
  const number = '051085000403'
  const cases = await atTwoFacilities('51405', '51406', number, '4003/QNG-GPHN')
  await toldOf(world.take(manager('51405'), cases.first, 'refuse', reason))
  const { version } = await correctPhone(number)
  await toldOf(declareOwnPractice(world.work, callerOf(doctor(number)), { version }))
  expect(await openAt('51406', number)).toEqual([cases.second])
  const [anew = ''] = await openAt('51405', number)
  await toldOf(world.take(manager('51406'), cases.second, 'confirm'))
  await toldOf(world.take(manager('51405'), anew, 'confirm'))
  expect(await stateOf(number)).toBe('confirmed')
})

/** Confirmed by the one facility, and drawn for a check by the authority. */
async function sampled(code: string, number: string, paper: string): Promise<string> {
  await world.facility(code)
  const { head } = await enterStaff(world, code, number, paper)
  const [confirmation = ''] = await declared(world, code, number)
  await toldOf(world.take(manager(code), confirmation, 'confirm'))
  const asked = { subject: head.subject }
  const drawn = await toldOf(samplePractitioner(world.work, callerOf(officer('51')), asked))
  return drawn.case
}

test('a sampled file that is answered by words alone comes back as it was confirmed, and is verified', async () => {
  const number = '051085000404'
  const sample = await sampled('51407', number, '4004/QNG-GPHN')
  await toldOf(world.take(officer('51'), sample, 'return', { defects }))
  expect(await stateOf(number)).toBe('returned')
  await toldOf(amend(number, sample, { answer: 'Số điện thoại vẫn đang dùng.' }))
  expect(await stateOf(number)).toBe('confirmed')
  await toldOf(world.take(officer('51'), sample, 'verify'))
  expect(await stateOf(number)).toBe('verified')
})

test('a sampled file that is corrected is declared and confirmed anew before it is verified', async () => {
  const number = '051085000405'
  const sample = await sampled('51408', number, '4005/QNG-GPHN')
  await toldOf(world.take(officer('51'), sample, 'return', { defects }))
  await correctPhone(number)
  const { version } = (await ownFile(world, doctor(number))).head
  const answer = { 'profile-version': String(version), answer: 'Đã ghi số mới.' }
  expect(await world.take(manager('51408'), sample, 'amend', { fields: answer })).toMatchObject({
    problems: [{ code: 'registry.not-declared' }],
  })
  await toldOf(amend(number, sample, { answer: 'Đã ghi số mới.' }))
  expect(await world.take(officer('51'), sample, 'verify')).toMatchObject({
    problems: [{ code: 'registry.not-confirmed' }],
  })
  const [anew = ''] = await openAt('51408', number)
  await toldOf(world.take(manager('51408'), anew, 'confirm'))
  await toldOf(world.take(officer('51'), sample, 'verify'))
  expect(await stateOf(number)).toBe('verified')
})

test('the authority settles a dispute for the second claimant, and the former holder is told and answered', async () => {
  const [code, wrong, number] = ['51409', '051085000406', '051085000407']
  const { subject } = await disputed(code, wrong, number)
  const right = doctor(number)
  const claim = await toldOf(claimOwnPractice(world.work, callerOf(right), {}))
  await toldOf(world.take(manager(code), claim.case, 'contest', reason))
  await toldOf(world.take(officer('51'), claim.case, 'accept', reason))

  const { head, profile } = await ownFile(world, right)
  expect(head).toMatchObject({ subject, dataState: 'claimed' })
  const open = statementsOf(profile, 'declaration').filter(({ to }) => to === undefined)
  expect(open).toEqual([])
  const former = doctor(wrong)
  expect(await readProfile(world.needs, former, { subject: 'own' })).toMatchObject({ ok: false })
  const { rows } = await sql<{ id: string; audience: string }>`
    select c.id, n.audience from cases.case c join cases.notice n on n.case_id = c.id
    where c.definition = 'practitioner-transfer' and c.practitioner = ${wrong}
  `.execute(world.owner)
  expect(rows).toMatchObject([{ audience: 'practitioner' }])
  const id = rows[0]?.id ?? ''
  const objection = { objection: 'Tôi đã hành nghề ở đây từ năm 2024.' }
  await toldOf(world.take(former, id, 'object', { fields: objection }))
  const answer = { answer: 'Số định danh trong hồ sơ là của người khác.' }
  const head51 = officer('51', 'department-head')
  await toldOf(world.take(head51, id, 'answer', { fields: answer }))
})

/** A file that was entered under a wrong number and claimed by whoever has it, until the facility wrote the right one. */
async function disputed(code: string, wrong: string, number: string) {
  await world.facility(code)
  await sql`
    insert into access.account (id, sign_in_name, name, role, practitioner, demo, created_at, created_by)
    values (${doctor(wrong).account}, ${`wrong.${code}`}, 'Nguyễn Văn An', 'practitioner', ${wrong}, false, now(), 'test')
  `.execute(world.owner)
  const { head } = await enterStaff(world, code, wrong, '4009/QNG-GPHN')
  const claim = await toldOf(claimOwnPractice(world.work, callerOf(doctor(wrong)), {}))
  await toldOf(world.take(manager(code), claim.case, 'confirm'))
  const { profile, head: now } = await ownFile(world, doctor(wrong))
  const [identity] = statementsOf(profile, 'identity')
  expect(textOf(identity, 'personalId')).toBe(wrong)
  await toldOf(
    writeStatements(world.needs, doctor(wrong), {
      subject: head.subject,
      version: now.version,
      changes: [{ act: 'correct', statement: identity?.id ?? '', values: { personalId: number } }],
    }),
  )
  return head
}

test('whoever signed in by VNeID under the number and name asked for has the account at once', async () => {
  const ask = (account: string, number: string, name = 'Trần Thị Bình') =>
    askForPractitionerAccount(
      world.work,
      { ...callerOf({ account, name: 'x', role: 'citizen', address: '127.0.0.1' }) },
      {
        province: '51',
        fields: {
          number,
          name,
          'birth-day': '1985-03-02',
          email: `${account}@example.vn`,
          phone: '0912345678',
          truth: 'yes',
        },
      },
    )
  const person = async (account: string, number: string, by: string) => {
    await sql`
      insert into access.account (id, sign_in_name, name, role, citizen_number, demo, identified_by, created_at, created_by)
      values (${account}, ${account}, 'TRẦN THỊ BÌNH', 'citizen', ${number}, false, ${by}, now(), 'test')
    `.execute(world.owner)
  }
  await person('citizen-vneid', '051185000410', 'upstream')
  await person('citizen-counter', '051185000411', 'counter')
  const stateAfter = async (opened: Awaited<ReturnType<typeof ask>>, account: string) => {
    const { case: id } = await toldOf(opened)
    const asker = callerOf({ account, name: 'x', role: 'citizen', address: '127.0.0.1' })
    return (await toldOf(readCase(world.cases, asker, id))).state.id
  }
  const another = await ask('citizen-vneid', '051185000499')
  expect(await stateAfter(another, 'citizen-vneid')).toBe('requested')
  const vouched = await ask('citizen-vneid', '051185000410')
  expect(await stateAfter(vouched, 'citizen-vneid')).toBe('approved')
  const counter = await ask('citizen-counter', '051185000411')
  expect(await stateAfter(counter, 'citizen-counter')).toBe('requested')
  expect(await ask('citizen-counter', 'C1234567')).toMatchObject({
    problems: [{ code: 'registry.account-needs-personal-id', at: 'number' }],
  })
})
