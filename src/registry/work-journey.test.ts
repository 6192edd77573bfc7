import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase } from '#cases'
import { inTransaction } from '#foundation/database'
import type { Asker } from './asker.ts'
import { fetchFirstLinks } from './make-accounts.ts'
import { askForFacilityAccount, claimOwnPractice, submitOwnFacility } from './open-work.ts'
import { statementsOf } from './profile.ts'
import { readProfile } from './read-profile.ts'
import { readStaffList } from './read-staff.ts'
import { add, manager, officer, toldOf } from './testing/registry-world.ts'
import { declared, doctor, enterStaff, ownFile } from './testing/work-people.ts'
import { callerOf, type WorkWorld, workWorld } from './testing/work-world.ts'
import { writeStatements } from './write-statements.ts'

let world: WorkWorld
beforeAll(async () => {
  world = await workWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const WEEK = [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '16:30' }]
const CITIZEN: Asker = {
  account: 'citizen-1',
  name: 'Lê Văn Trưởng',
  role: 'citizen',
  address: '127.0.0.1',
}

/** A facility whose account was asked for and approved, and which has written the rest of its file. */
async function approvedFacility(code: string, number: string, paper: string) {
  const asked = await toldOf(
    askForFacilityAccount(world.work, callerOf(CITIZEN), {
      'facility-code': code,
      name: `Phòng khám ${code}`,
      'licence-number': `${code}/QNG-GPHĐ`,
      'head-name': 'Lê Văn Trưởng',
      'head-number': '051070000001',
      email: `pk${code}@example.vn`,
      phone: '0912345678',
      custody: 'yes',
    }),
  )
  expect(await world.take(officer('01'), asked.case, 'approve')).toMatchObject({
    problems: [{ code: 'cases.unknown' }],
  })
  await toldOf(world.take(officer('51'), asked.case, 'approve'))
  const links = await toldOf(fetchFirstLinks(world.needs, CITIZEN, asked.case))
  expect(links).toHaveLength(1)

  const me = manager(code)
  const { head, profile } = await ownFile(world, me)
  const idOf = (section: string) => statementsOf(profile, section)[0]?.id ?? ''
  await toldOf(
    writeStatements(world.needs, me, {
      subject: head.subject,
      version: head.version,
      changes: [
        {
          act: 'correct',
          statement: idOf('administrative'),
          values: {
            form: 'clinic-specialist',
            ownership: 'private',
            level: 'basic',
            traditional: false,
          },
        },
        {
          act: 'correct',
          statement: idOf('operating-licence'),
          values: { issuer: 'Sở Y tế Quảng Ngãi', issuedOn: '2020-01-01', scope: 'Nội khoa' },
        },
        add('address', { commune: '21025', text: 'Số 1' }, { from: '2025-07-01' }),
        add('hours', { kind: 'regular', slots: WEEK }),
        add('emr-state', { state: 'partial' }),
        add(
          'responsible-person',
          { charge: 'professional', name: 'Nguyễn Văn An', personalId: number, licence: paper },
          { from: '2024-01-01' },
        ),
      ],
    }),
  )
  return head.subject
}

test('a facility and its practitioner go from the request for an account to published, with a return and a correction', async () => {
  const [code, number, paper] = ['51301', '051085000301', '3001/QNG-GPHN']
  const subject = await approvedFacility(code, number, paper)
  const made = await enterStaff(world, code, number, paper)
  const [confirmation = ''] = await declared(world, code, number)
  const { staff } = await toldOf(
    readStaffList(world.needs, manager(code), { facility: code, limit: 50 }),
  )
  expect(staff.map(({ practitioner }) => practitioner)).toEqual([made.head.subject])
  expect(await world.view(manager(code), confirmation)).toMatchObject({
    practitioner: { name: 'Nguyễn Văn An', number: '…0301' },
  })
  await toldOf(world.take(manager(code), confirmation, 'confirm'))
  expect((await ownFile(world, doctor(number))).head).toMatchObject({
    dataState: 'confirmed',
    subject: made.head.subject,
  })

  const names = { headName: 'Lê Văn Trưởng', responsibleName: 'Nguyễn Văn An' }
  const version = async () => (await ownFile(world, manager(code))).head.version
  const review = await toldOf(
    submitOwnFacility(world.work, callerOf(manager(code)), { version: await version(), ...names }),
  )
  await toldOf(world.take(officer('51'), review.case, 'take'))
  const hours = statementsOf((await ownFile(world, manager(code))).profile, 'hours')[0]?.id ?? ''
  expect(
    await world.take(officer('51'), review.case, 'return', {
      defects: [{ field: 'hours.nothing', reason: 'Không có trường này.' }],
    }),
  ).toMatchObject({ problems: [{ code: 'cases.field-unknown', at: 'hours.nothing' }] })
  const defects = [
    { field: `hours.slots#${hours}`, reason: 'Ghi đúng giờ làm việc thứ Bảy.' },
    { field: 'operating-licence.scope', reason: 'Ghi đủ theo giấy phép.' },
  ]
  await toldOf(world.take(officer('51'), review.case, 'return', { defects }))
  const { timeline } = await world.view(manager(code), review.case)
  expect(timeline.at(-1)?.defects.map(({ label }) => label.vi)).toEqual([
    'Thời gian làm việc: Giờ trong tuần',
    'Giấy phép hoạt động: Phạm vi hoạt động chuyên môn',
  ])

  await toldOf(
    writeStatements(world.needs, manager(code), {
      subject,
      version: await version(),
      changes: [
        {
          act: 'correct',
          statement: hours,
          values: { slots: [...WEEK, { days: [6], from: '07:00', to: '11:00' }] },
        },
      ],
    }),
  )
  const amended = {
    'profile-version': String(await version()),
    'head-name': names.headName,
    'responsible-name': names.responsibleName,
    'head-accepts': 'yes',
    'responsible-accepts': 'yes',
  }
  await toldOf(world.take(manager(code), review.case, 'amend', { fields: amended }))
  const again = { defects: [{ field: 'address.text', reason: 'Ghi đủ số nhà, đường.' }] }
  expect(await world.take(officer('51'), review.case, 'return', again)).toMatchObject({
    problems: [{ code: 'cases.returned-before' }],
  })
  expect(await world.take(officer('01'), review.case, 'verify')).toMatchObject({
    problems: [{ code: 'cases.unknown' }],
  })
  await toldOf(world.take(officer('51'), review.case, 'verify'))
  await toldOf(world.take(manager(code), review.case, 'sign'))
  await toldOf(world.take(officer('51'), review.case, 'publish'))
  const { head } = await ownFile(world, manager(code))
  expect(head).toMatchObject({ dataState: 'published', publishedVersion: head.version })
})

function asksFor(code: string, name: string, asker: Asker = CITIZEN) {
  return askForFacilityAccount(world.work, callerOf(asker), {
    'facility-code': code,
    name,
    'licence-number': '901/QNG-GPHĐ',
    'head-name': 'Lê Văn Trưởng',
    'head-number': '051070000001',
    email: `pk${code}@example.vn`,
    phone: '0912345678',
    custody: 'yes',
  })
}

test('who decides on an account sees what stands of the code, and cannot give out that of a facility with another name or an administrator', async () => {
  const code = '51304'
  const place = await world.facility(code)
  const other = await toldOf(asksFor(code, 'Phòng khám Trà Khúc'))
  const { facts } = await world.view(officer('51'), other.case)
  expect(facts).toContainEqual(expect.objectContaining({ value: place.name }))
  expect(await world.take(officer('51'), other.case, 'approve')).toMatchObject({
    problems: [{ code: 'registry.account-other-name', at: 'name' }],
  })
  expect(await asksFor(code, place.name)).toMatchObject({
    problems: [{ code: 'registry.account-asked', at: 'facility-code' }],
  })
  const right = { ...CITIZEN, account: 'citizen-2' }
  const first = await toldOf(asksFor(code, place.name, right))
  await toldOf(world.take(officer('51'), first.case, 'approve'))
  const second = await toldOf(asksFor(code, place.name, right))
  expect((await world.view(officer('51'), second.case)).facts.at(-1)?.text?.vi).toBe('Đã có')
  expect(await world.take(officer('51'), second.case, 'approve')).toMatchObject({
    problems: [{ code: 'registry.account-exists', at: 'facility-code' }],
  })
})

test('of two who claim one file the second is in dispute, and the file stays with the first when that is refused', async () => {
  const [code, number] = ['51302', '051085000302']
  await world.facility(code)
  const { head } = await enterStaff(world, code, number, '3002/QNG-GPHN')
  const first = await toldOf(claimOwnPractice(world.work, callerOf(doctor(number)), {}))
  await toldOf(world.take(manager(code), first.case, 'confirm'))

  const other = doctor(number, 'practitioner-other')
  const second = await toldOf(claimOwnPractice(world.work, callerOf(other), {}))
  expect(await world.take(manager(code), second.case, 'confirm')).toMatchObject({
    problems: [{ code: 'cases.condition-unmet' }],
  })
  const reason = { fields: { reason: 'Hồ sơ này đã có người nhận.' } }
  await toldOf(world.take(manager(code), second.case, 'contest', reason))
  await toldOf(world.take(officer('51'), second.case, 'refuse', reason))
  expect((await ownFile(world, doctor(number))).head.subject).toBe(head.subject)
  expect(await readProfile(world.needs, other, { subject: 'own' })).toMatchObject({ ok: false })
})

test('a facility that was suspended meanwhile cannot confirm, and nothing of the step stays', async () => {
  const [code, number] = ['51303', '051085000303']
  const place = await world.facility(code)
  await enterStaff(world, code, number, '3003/QNG-GPHN')
  const [confirmation = ''] = await declared(world, code, number)
  const suspended = await toldOf(
    inTransaction(world.database, (trx) =>
      openCase(trx, world.cases, callerOf(officer('51')), {
        definition: 'operating-licence-suspend',
        facility: code,
        province: '51',
        traits: { traditional: 'no' },
        fields: SUSPENSION,
      }),
    ),
  )
  const { steps } = await world.view(officer('51', 'department-head'), suspended.case)
  expect(steps.map(({ id }) => id)).toContain('opine')
  expect(place.standing).toBe('open')
  await decideSuspension(suspended.case)
  const before = await world.view(manager(code), confirmation)
  expect(await world.take(manager(code), confirmation, 'confirm')).toMatchObject({
    problems: [{ code: 'registry.facility-suspended' }],
  })
  expect((await world.view(manager(code), confirmation)).position).toBe(before.position)
  expect((await ownFile(world, doctor(number))).head.dataState).toBe('declared')
})

const SUSPENSION = {
  ground: 'conditions',
  facts: 'Không bảo đảm điều kiện hoạt động theo biên bản.',
  'licence-number': '51303/QNG-GPHĐ',
}

async function decideSuspension(id: string): Promise<void> {
  const head = officer('51', 'department-head')
  const day = { 'decision-number': '12/QĐ-SYT', 'decision-day': '2026-11-19' }
  const opinion = { opinion: 'for', 'minutes-number': '3/BB', 'minutes-day': '2026-11-18' }
  await toldOf(
    world.take(manager('51303'), id, 'answer', {
      fields: { answer: 'Cơ sở xin khắc phục trong tháng này.' },
    }),
  )
  await toldOf(world.take(officer('51'), id, 'opine', { fields: opinion }))
  const fields = { ...day, part: 'full', from: '2026-11-20', months: '3' }
  await toldOf(world.take(head, id, 'decide', { fields }))
}
