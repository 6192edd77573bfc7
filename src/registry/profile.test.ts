import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHistory, readProfile } from './read-profile.ts'
import { openProfile } from './open-profile.ts'
import { asOf } from './profile.ts'
import {
  add,
  EVENINGS,
  identity,
  licence,
  manager,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from './testing/registry-world.ts'
import { writeStatements } from './write-statements.ts'

let world: RegistryWorld
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('51002')
  await world.facility('01777')
})
afterAll(() => world[Symbol.asyncDispose]())

const home = manager('51001')
const elsewhere = manager('51002')

test('every fault of a change is told at once, each at its field in the words of the sender', async () => {
  const outcome = await world.practitioner(home, '051085000001', [
    licence('x'.repeat(251), { validTo: '2020-01-01', title: 'ZZ', issuedOn: '1980-01-01' }),
    add('training', { level: 'bachelor', issuedOn: '2050-01-01', grade: 'A' }),
    add('rumour', { text: 'x' }),
    registration(
      '51001',
      '1',
      { slots: [{ days: [8], from: '07:00', to: '25:00' }] },
      { from: '2026-02-30' },
    ),
    add('licence-event', { licence: '1', event: 'revoke' }, { from: '2026-01-01' }),
  ])
  expect(outcome.ok).toBe(false)
  const told = outcome.ok ? [] : outcome.problems.map(({ code, at }) => `${code} ${at ?? ''}`)
  expect(told.toSorted()).toEqual(
    [
      'registry.before-birth changes[1].values.issuedOn',
      'registry.code-unknown changes[1].values.title',
      'registry.day-in-future changes[2].values.issuedOn',
      'registry.field-unknown changes[2].values.grade',
      'registry.not-a-day changes[4].from',
      'registry.not-hours changes[4].values.slots',
      'registry.not-yours-to-write changes[5]',
      'registry.section-unknown changes[3].section',
      'registry.too-long changes[1].values.number',
    ]
      .concat([])
      .toSorted(),
  )
})

test('a licence that ends before it begins is refused at its last day', async () => {
  const outcome = await world.practitioner(home, '051085000001', [
    licence('77/QNG-GPHN', { validTo: '2020-01-01' }),
    registration('51001', '77'),
  ])
  expect(outcome).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.licence-ends-before-it-begins', at: 'changes[1].values.validTo' }],
  })
})

test('a correction changes what is believed now and keeps what was believed before', async () => {
  const { head } = await toldOf(
    world.practitioner(home, '051085000002', [
      licence('2/QNG-GPHN'),
      registration('51001', '2/QNG-GPHN'),
    ]),
  )
  const first = await toldOf(readProfile(world.needs, home, { subject: head.subject }))
  const one = first.profile.statements.find(({ section }) => section === 'licence')
  const before = new Date(world.clock.time)
  await toldOf(
    writeStatements(world.needs, home, {
      subject: head.subject,
      version: 1,
      changes: [{ act: 'correct', statement: one?.id ?? '', values: { number: '0022/QNG-GPHN' } }],
    }),
  )
  const now = await toldOf(readProfile(world.needs, home, { subject: head.subject }))
  const then = await toldOf(
    readProfile(world.needs, home, { subject: head.subject, believedAt: before }),
  )
  const numberIn = (read: typeof now) =>
    read.profile.statements.find(({ section }) => section === 'licence')?.values.number
  expect([numberIn(then), numberIn(now)]).toEqual(['2/QNG-GPHN', '0022/QNG-GPHN'])
  const history = await toldOf(readHistory(world.needs, home, { subject: head.subject }))
  expect(history.entries[0]?.differences).toEqual([
    {
      statement: one?.id,
      section: 'licence',
      act: 'changed',
      field: 'number',
      before: '2/QNG-GPHN',
      after: '0022/QNG-GPHN',
    },
  ])
})

test('of two who write from the same version one is told to look again', async () => {
  const { head } = await toldOf(
    world.practitioner(home, '051085000003', [registration('51001', '3')]),
  )
  const write = (phone: string) =>
    writeStatements(world.needs, home, {
      subject: head.subject,
      version: 1,
      changes: [add('contact', { phone })],
    })
  const outcomes = await Promise.all([write('0912345678'), write('0987654321')])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
    problems: [{ code: 'registry.version-stale', kind: 'conflict' }],
  })
})

test('hours that clash with another facility are refused, and the clash is shown', async () => {
  await toldOf(
    world.practitioner(home, '051085000004', [
      licence('4/QNG-GPHN'),
      registration('51001', '4/QNG-GPHN'),
    ]),
  )
  const at = (slots: unknown, kind = 'regular') =>
    world.practitioner(elsewhere, '051085000004', [
      registration('51002', '4/QNG-GPHN', {
        kind,
        slots: slots as { days: number[]; from: string; to: string }[],
        workingTime: '2',
      }),
    ])
  expect(await at([{ days: [3], from: '16:00', to: '20:00' }])).toMatchObject({
    ok: false,
    problems: [
      {
        kind: 'conflict',
        code: 'registry.hours-clash',
        detail: {
          vi: 'Trùng với đăng ký tại cơ sở 51001: thứ Tư, 16:00–16:30, từ ngày 01/06/2024.',
        },
      },
    ],
  })
  const night = await at([{ days: [7], from: '22:00', to: '07:30' }])
  expect(night).toMatchObject({ ok: false, problems: [{ code: 'registry.hours-clash' }] })
  expect(await at(EVENINGS)).toMatchObject({ ok: true, value: { isNew: false } })
  expect(await at([{ days: [3], from: '08:00', to: '09:00' }], 'support')).toMatchObject({
    ok: true,
  })
})

test('a person is never doubled: another facility finds the file, another name is a conflict to settle', async () => {
  await toldOf(world.practitioner(home, '051085000005', [registration('51001', '5')]))
  const again = await toldOf(
    world.practitioner(elsewhere, '051085000005', [
      registration('51002', '5', { slots: EVENINGS, workingTime: '2' }),
    ]),
  )
  expect(again.isNew).toBe(false)
  const stranger = await openProfile(world.needs, elsewhere, {
    kind: 'practitioner',
    province: '51',
    statements: [
      identity('051085000005', { name: 'Trần Thị Bình' }),
      registration('51002', '5', { slots: EVENINGS }),
    ],
  })
  expect(stranger).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.number-of-another-name', at: 'changes[0].values.name' }],
  })
  const { rows } = await sql<{
    claimed_as: string
  }>`select claimed_as from registry.conflict where value = '051085000005'`.execute(world.owner)
  expect(rows).toEqual([{ claimed_as: 'Trần Thị Bình' }])
})

test('a licence number that another person holds is refused in whatever writing, and the claim is kept', async () => {
  await toldOf(
    world.practitioner(home, '051085000006', [
      licence('000066/QNG-CCHN'),
      registration('51001', '66'),
    ]),
  )
  const twice = await world.practitioner(elsewhere, '051085000007', [
    licence(' 66 / QNG–cchn'),
    registration('51002', '66'),
  ])
  expect(twice).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.licence-number-taken', at: 'changes[1].values.number' }],
  })
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from registry.conflict where scheme = 'practice-licence'`.execute(
    world.owner,
  )
  expect(rows[0]?.n).toBe(1)
})

test('an officer of another province is refused, and that is on record', async () => {
  const { head } = await toldOf(
    world.practitioner(home, '051085000008', [registration('51001', '8')]),
  )
  expect(await readProfile(world.needs, officer('51'), { subject: head.subject })).toMatchObject({
    ok: true,
  })
  expect(await readProfile(world.needs, officer('01'), { subject: head.subject })).toMatchObject({
    ok: false,
    problems: [{ kind: 'forbidden', code: 'registry.not-own-authority' }],
  })
  expect(await readProfile(world.needs, elsewhere, { subject: head.subject })).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.not-own-authority' }],
  })
  const { rows } = await sql<{ account: string }>`
    select account from audit.event where action = 'refused' and what = 'registry-profile' and detail->>'subject' = ${head.subject} order by account
  `.execute(world.owner)
  expect(rows.map(({ account }) => account)).toEqual(['facility-admin@51002', 'officer@01'])
})

test('what holds on a day is what had begun and had not ended', async () => {
  const { head } = await toldOf(
    world.practitioner(home, '051085000009', [
      { ...registration('51001', '9'), from: '2020-01-01', to: '2022-12-31' },
      registration('51001', '9', {}, { from: '2024-06-01' }),
    ]),
  )
  const { profile } = await toldOf(readProfile(world.needs, home, { subject: head.subject }))
  const on = (day: string) =>
    asOf(profile, day).statements.filter(({ section }) => section === 'registration').length
  expect(['2019-12-31', '2020-01-01', '2022-12-31', '2023-01-01', '2024-06-01'].map(on)).toEqual([
    0, 1, 1, 0, 1,
  ])
})

test('a facility does not move itself under another authority: that changes when it is verified', async () => {
  const head = await world.facility('51009')
  const by = manager('51009')
  const { profile } = await toldOf(readProfile(world.needs, by, { subject: 'own' }))
  const of = (section: string) =>
    profile.statements.find((one) => one.section === section)?.id ?? ''
  const written = await toldOf(
    writeStatements(world.needs, by, {
      subject: head.subject,
      version: head.version,
      changes: [
        { act: 'correct', statement: of('address'), values: { commune: '00070' } },
        { act: 'correct', statement: of('administrative'), values: { authority: 'army' } },
      ],
    }),
  )
  expect(written).toMatchObject({ authority: '51', province: '51' })
})
