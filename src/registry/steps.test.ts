import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import {
  publishFacility,
  returnFacility,
  submitFacility,
  verifyFacility,
} from './facility-steps.ts'
import {
  claimProfile,
  confirmPractice,
  declarePractice,
  verifyPractice,
} from './practitioner-steps.ts'
import { statementsOf } from './profile.ts'
import { findHead } from './profile-store.ts'
import { readProfile } from './read-profile.ts'
import { readStaffList } from './read-staff.ts'
import {
  add,
  EVENINGS,
  licence,
  manager,
  officer,
  practitionerOf,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from './testing/registry-world.ts'
import { writeStatements } from './write-statements.ts'

let world: RegistryWorld
beforeAll(async () => {
  world = await registryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const complete = (paper: string) => [
  add('contact', { phone: '0912345678' }),
  add('address', { kind: 'current', commune: '21025', text: 'Số 2' }),
  add('training', {
    level: 'bachelor',
    field: 'Y khoa',
    school: 'Đại học Mẫu',
    issuedOn: '2010-07-01',
  }),
  licence(paper),
  add('licence-scope', { licence: paper, scope: '32-V', kind: 'basic' }, { from: '2024-05-02' }),
]

async function headOf(subject: RecordId) {
  const outcome = await world.within(async (trx) => ({
    ok: true,
    value: await findHead(trx, subject),
  }))
  return outcome.ok ? outcome.value : undefined
}

function facilityCode(text: string) {
  const code = parseFacilityCode(text)
  if (!code.ok) throw new Error(text)
  return code.value
}

/** A facility with the person who answers for it, ready to be submitted. */
async function readyFacility(code: string, personal: string, paper: string) {
  const facility = await world.facility(code, [
    add(
      'responsible-person',
      { charge: 'head', name: 'Lê Văn Trưởng', personalId: '051070000001' },
      { from: '2024-01-01' },
    ),
    add(
      'responsible-person',
      { charge: 'professional', name: 'Nguyễn Văn An', personalId: personal, licence: paper },
      { from: '2024-01-01' },
    ),
  ])
  const { head } = await toldOf(
    world.practitioner(manager(code), personal, [
      ...complete(paper),
      registration(code, paper, { position: '1' }),
    ]),
  )
  return { facility, practitioner: head }
}

const accepted = { headName: 'lê văn trưởng', responsibleName: 'Nguyễn Văn An' }

test('a facility goes from draft to published, and a returned draft never replaces what is public', async () => {
  const { facility } = await readyFacility('51101', '051085100001', '1001/QNG-GPHN')
  const { subject } = facility
  const by = manager('51101')
  const submit = (version: number) =>
    world.within((trx) => submitFacility(trx, world.needs, by, { subject, version, ...accepted }))

  const submitted = await toldOf(submit(1))
  expect(submitted.dataState).toBe('submitted')
  expect(await submit(submitted.version)).toMatchObject({
    problems: [{ code: 'registry.in-review' }],
  })
  await toldOf(world.within((trx) => verifyFacility(trx, world.needs, officer('51'), subject)))
  const published = await toldOf(
    world.within((trx) => publishFacility(trx, world.needs, officer('51'), subject)),
  )
  expect(published).toMatchObject({ dataState: 'published', publishedVersion: published.version })
  expect(await world.registry.findFacility(facilityCode('51101'))).toMatchObject({
    name: 'Bệnh viện Đa khoa 51101',
    kind: 'clinic',
  })

  const { profile } = await toldOf(readProfile(world.needs, by, { subject: 'own' }))
  const [administrative] = statementsOf(profile, 'administrative')
  const changed = await toldOf(
    writeStatements(world.needs, by, {
      subject,
      version: published.version,
      changes: [
        { act: 'correct', statement: administrative?.id ?? '', values: { name: 'Tên mới' } },
      ],
    }),
  )
  const again = await toldOf(submit(changed.version))
  await toldOf(
    world.within((trx) =>
      returnFacility(trx, world.needs, officer('51'), { subject, to: 'returned', reason: 'test' }),
    ),
  )
  const after = await headOf(subject)
  expect(after).toMatchObject({
    dataState: 'returned',
    publishedVersion: published.version,
    version: again.version,
  })
  world.clock.time += 20_000
  expect((await world.registry.findFacility(facilityCode('51101')))?.name).toBe(
    'Bệnh viện Đa khoa 51101',
  )
})

test('what is missing and what does not hold together is told all at once when a facility submits', async () => {
  const facility = await world.facility('51102', [
    add('department', { code: 'K01', name: 'Khoa Khám bệnh' }),
  ])
  const outcome = await world.within((trx) =>
    submitFacility(trx, world.needs, manager('51102'), {
      subject: facility.subject,
      version: 1,
      ...accepted,
    }),
  )
  const codes = outcome.ok ? [] : outcome.problems.map(({ code, at }) => `${code} ${at ?? ''}`)
  expect(codes).toEqual([
    'registry.required-missing department.head',
    'registry.required-missing responsible-person',
    'registry.head-missing responsible-person.charge',
    'registry.responsible-missing responsible-person.charge',
    'registry.department-without-head department.head',
  ])
})

test('a practitioner claims the file that two facilities made, declares it, and both confirm', async () => {
  const number = '051085100003'
  await readyFacility('51103', '051085100099', '1099/QNG-GPHN')
  await world.facility('51104')
  const { head } = await toldOf(
    world.practitioner(manager('51103'), number, [
      ...complete('1003/QNG-GPHN'),
      registration('51103', '1003/QNG-GPHN'),
    ]),
  )
  await toldOf(
    world.practitioner(manager('51104'), number, [
      registration('51104', '1003/QNG-GPHN', { slots: EVENINGS, workingTime: '2' }),
    ]),
  )
  const { subject } = head
  const me = practitionerOf(number)
  const claim = (account: string) =>
    world.within((trx) =>
      claimProfile(trx, world.needs, { number, account, name: me.name, by: me }),
    )
  expect(await toldOf(claim(me.account))).toMatchObject({ subject, dataState: 'claimed' })
  expect(await claim('practitioner-other')).toMatchObject({
    problems: [{ code: 'registry.claimed-already' }],
  })

  const { head: mine } = await toldOf(readProfile(world.needs, me, { subject: 'own' }))
  const declared = await toldOf(
    world.within((trx) =>
      declarePractice(trx, world.needs, me, { subject, version: mine.version }),
    ),
  )
  expect([...declared.facilities].toSorted()).toEqual(['51103', '51104'])
  const confirm = (code: string) =>
    world.within((trx) =>
      confirmPractice(trx, world.needs, manager(code), {
        subject,
        facility: code,
        name: 'Phạm Thị Lan',
      }),
    )
  expect(await toldOf(confirm('51103'))).toMatchObject({ dataState: 'declared' })
  expect(await confirm('51103')).toMatchObject({
    problems: [{ code: 'registry.confirmed-already' }],
  })
  expect(await confirm('51101')).toMatchObject({
    problems: [{ code: 'registry.not-registered-here' }],
  })
  const confirmed = await toldOf(confirm('51104'))
  expect(confirmed).toMatchObject({ dataState: 'confirmed', publishedVersion: confirmed.version })
  const verified = await toldOf(
    world.within((trx) => verifyPractice(trx, world.needs, officer('51'), subject)),
  )
  expect(verified.dataState).toBe('verified')

  const { staff } = await toldOf(
    readStaffList(world.needs, manager('51103'), { facility: '51103', limit: 50 }),
  )
  expect(staff.find(({ practitioner }) => practitioner === subject)).toMatchObject({
    dataState: 'verified',
    unclaimed: false,
  })
  expect(staff.find(({ practitioner }) => practitioner !== subject)).toMatchObject({
    dataState: 'unclaimed',
    unclaimed: true,
  })
})

test('a suspended facility confirms nobody', async () => {
  const number = '051085100005'
  await world.facility('51105', [
    add(
      'operating-licence-event',
      {
        licence: '51105/QNG-GPHĐ',
        event: 'suspend',
        extent: 'whole',
        decisionNumber: '12/QĐ-SYT',
        decidedOn: '2026-11-01',
      },
      { from: '2026-11-02', to: '2027-02-01' },
    ),
  ])
  const { head } = await toldOf(
    world.practitioner(manager('51105'), number, [
      ...complete('1005/QNG-GPHN'),
      registration('51105', '1005/QNG-GPHN'),
    ]),
  )
  const me = practitionerOf(number)
  const { subject } = head
  await toldOf(
    world.within((trx) =>
      claimProfile(trx, world.needs, { number, account: me.account, name: me.name, by: me }),
    ),
  )
  await toldOf(
    world.within((trx) => declarePractice(trx, world.needs, me, { subject, version: 1 })),
  )
  const confirmed = await world.within((trx) =>
    confirmPractice(trx, world.needs, manager('51105'), {
      subject,
      facility: '51105',
      name: 'Phạm Thị Lan',
    }),
  )
  expect(confirmed).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.facility-suspended' }],
  })
})
