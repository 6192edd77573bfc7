import { afterAll, beforeAll, expect, test } from 'vitest'
import { withScope } from '#foundation/scope'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { decideLicence } from './carry-out-licence.ts'
import { licenceLife } from './licence/licence-life.ts'
import { listDecisions } from './licence/list-licence-work.ts'
import { askMayPractise } from './practice/ask-may-practise.ts'
import { factsOf } from './practice/practice-facts.ts'
import { statementsOf } from './profile.ts'
import { findVersion, lockHead } from './profile-store.ts'
import { publishProfile } from './publish-profile.ts'
import {
  add,
  licence,
  manager,
  MINISTRY,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from './testing/registry-world.ts'

let world: RegistryWorld
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
})
afterAll(() => world[Symbol.asyncDispose]())

/** A doctor of 51001 with a certificate of 2020 and the scope of general medicine, as published. */
async function certified(number: string, certificate: string) {
  const opened = await toldOf(
    world.practitioner(manager('51001'), number, [
      licence(certificate, { documentType: 'CCHN', issuedOn: '2020-03-02', validTo: null }),
      add(
        'licence-scope',
        { licence: certificate, scope: '32-V', kind: 'basic' },
        { from: '2020-03-02' },
      ),
      registration('51001', certificate),
    ]),
  )
  const { subject, version } = opened.head
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  await toldOf(world.within((trx) => publishProfile(trx, world.needs, asked)))
  return subject
}

function issue(subject: RecordId, fields: Readonly<Record<string, string>>) {
  const needs = { ...world.needs, calendar: WORKING_CALENDAR }
  return world.within((trx) =>
    decideLicence(trx, needs, officer('51', 'department-head'), subject, {
      step: 'decide',
      fields: {
        title: 'BS',
        'decision-number': '77/QĐ-SYT',
        'decision-day': '2026-11-20',
        from: '2026-11-20',
        to: '2031-11-19',
        ...fields,
      },
      case: {
        id: newPersonId(world.needs.now(), world.needs.random),
        definition: 'licence-issue',
        version: 1,
        openedAt: world.needs.now(),
        openedBy: 'practitioner-051085000901',
        position: 5,
        state: 'decided',
        reached: ['draft', 'submitted', 'appraisal'],
        traits: {},
      },
    }),
  )
}

const fileOf = (subject: RecordId) =>
  withScope(world.database, { work: 'test' }, async (trx) => {
    const head = await lockHead(trx, subject)
    const kept = await findVersion(trx, subject, { version: head?.version ?? 0 })
    if (!kept) throw new Error('no file')
    return kept.profile
  })

test('the first licence of somebody who holds a certificate is a GPHN, in force from its day in its scope, and the certificate ends the day before', async () => {
  const subject = await certified('051085000901', '0901/QNG-CCHN')
  const asked = { 'licence-number': '000777/QNG-GPHN', scope: 'Bác sĩ y khoa 32-V; CK-NOI' }
  expect(await issue(subject, asked)).toMatchObject({ ok: true })

  const profile = await fileOf(subject)
  expect(statementsOf(profile, 'licence')).toMatchObject([
    { values: { number: '0901/QNG-CCHN', documentType: 'CCHN', validTo: '2026-11-19' } },
    {
      values: {
        number: '000777/QNG-GPHN',
        documentType: 'GPHN',
        issuer: 'Sở Y tế Quảng Ngãi',
        issuedOn: '2026-11-20',
        validTo: '2031-11-19',
      },
    },
  ])
  expect(profile.statements.filter(({ section }) => section === 'licence-scope')).toMatchObject([
    { to: '2026-11-19', values: { licence: '0901/QNG-CCHN', scope: '32-V' } },
    { from: '2026-11-20', values: { licence: '000777/QNG-GPHN', scope: '32-V', kind: 'basic' } },
    { from: '2026-11-20', values: { licence: '000777/QNG-GPHN', scope: 'CK-NOI' } },
  ])
  const life = licenceLife(factsOf(profile).licenceEvents)
  expect(life.refused).toEqual([])
  expect(life.periods.map(({ documentType, state, from }) => [documentType, state, from])).toEqual([
    ['CCHN', 'valid', '2020-03-02T00:00'],
    ['GPHN', 'valid', '2026-11-20T00:00'],
    ['GPHN', 'expired', '2031-11-20T00:00'],
  ])

  const may = (at: string, number: string, scope: string) =>
    toldOf(
      askMayPractise(world, { licence: number, facility: '51001', scope, at: new Date(at) }),
    ).then(({ answer, reasons }) => [answer, ...reasons.map(({ code }) => code)])
  const now = '2026-11-20T10:00:00+07:00'
  expect(await may(now, '000777/QNG-GPHN', 'CK-NOI')).toEqual([
    'yes',
    'licence-in-force',
    'registered-here',
    'within-hours',
    'within-scope',
  ])
  expect((await may(now, '000777/QNG-GPHN', 'CK-MAT'))[0]).toBe('no')
  expect(await may(now, '0901/QNG-CCHN', '32-V')).toContain('number-replaced')
  const before = await may('2026-11-19T10:00:00+07:00', '0901/QNG-CCHN', '32-V')
  expect(before[0]).toBe('yes')

  const { decisions } = await toldOf(listDecisions(world.needs, { province: '51' }))
  expect(decisions).toMatchObject([
    { licence: '000777/QNG-GPHN', event: 'issue', decision: '77/QĐ-SYT', holdsFrom: '2026-11-20' },
  ])
})

test('words that name no code of the list are refused at their field of the form, and nothing is written', async () => {
  const subject = await certified('051085000902', '0902/QNG-CCHN')
  const before = await fileOf(subject)
  const asked = { 'licence-number': '000778/QNG-GPHN', scope: '32-V' }
  for (const [field, said] of [
    ['scope', 'Khám bệnh, chữa bệnh nội khoa'],
    ['scope', '32-V; CK-KHONGCO'],
    ['title', 'GIAOSU'],
  ] as const)
    expect(await issue(subject, { ...asked, [field]: said })).toMatchObject({
      problems: [{ code: 'registry.code-unknown', at: field }],
    })
  expect(await issue(subject, { ...asked, 'licence-number': '0902/QNG-CCHN' })).toMatchObject({
    problems: [{ code: 'registry.licence-event-not-possible' }],
  })
  expect(await fileOf(subject)).toEqual(before)
})
