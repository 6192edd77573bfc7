import { expect, test } from 'vitest'
import type { Slot } from '../profile.ts'
import { mayPractise } from './may-practise.ts'
import { factsOf } from './practice-facts.ts'
import {
  ELSEWHERE,
  HERE,
  MORNING,
  NUMBER,
  ask,
  codesIn,
  happened,
  licence,
  profileOf,
  registered,
  regular,
  said,
  scope,
} from './testing/practice-file.ts'

test('licensed, registered here and within the hours: yes, with the statements that show it (art. 27, 36)', () => {
  const answer = ask(regular)
  expect(answer.answer).toBe('yes')
  expect(codesIn(answer)).toEqual(['licence-in-force', 'registered-here', 'within-hours'])
  expect(answer.reasons.flatMap(({ statements }) => statements)).toContain(licence.id)
  for (const reason of answer.reasons) expect(reason.source).toMatch(/Luật|NĐ|TT/)
})

test('nothing known of the person, the licence, the registration or the hours: not enough data, never no', () => {
  const asked = { facility: HERE, instant: new Date('2026-11-10T03:00:00Z') }
  expect(mayPractise(undefined, asked)).toMatchObject({ answer: 'insufficient' })
  expect(ask([]).answer).toBe('insufficient')
  expect(codesIn(ask([licence]))).toContain('registrations-unknown')
  const withoutHours = ask([licence, registered(HERE)])
  expect(withoutHours.answer).toBe('insufficient')
  expect(withoutHours.reasons[0]).toMatchObject({ code: 'hours-unknown', weighs: 'open' })
  expect(withoutHours.reasons[0]?.text.vi).toMatch(/^Chưa đủ dữ liệu/)
})

test('a licence counts from the day of issue to its last day in Vietnam (art. 27)', () => {
  const at = (iso: string) => ask(regular, '10:00', { instant: new Date(iso) })
  expect(codesIn(at('2024-03-14T16:59:00Z'))[0]).toBe('licence-not-yet')
  expect(codesIn(at('2024-03-14T17:00:00Z'))).not.toContain('licence-not-yet')
  expect(codesIn(at('2029-03-15T16:59:00Z'))).not.toContain('licence-expired')
  expect(codesIn(at('2029-03-15T17:00:00Z'))[0]).toBe('licence-expired')
})

test('a suspended licence forbids, from its day until it is resumed (art. 34)', () => {
  const suspend = happened(
    'suspend',
    '2026-09-01',
    { ground: 'ethics', extent: 'whole' },
    '2027-03-01',
  )
  expect(codesIn(ask([...regular, suspend]))[0]).toBe('licence-suspended')
  expect(ask([...regular, suspend, happened('resume', '2026-11-10')]).answer).toBe('yes')
  expect(ask([...regular, suspend], '10:00', { circumstances: ['emergency'] }).answer).toBe('no')
})

test('a suspension whose term is over without a resumption on record is an open question', () => {
  const suspend = happened('suspend', '2026-05-01', { extent: 'whole' }, '2026-11-09')
  expect(ask([...regular, suspend])).toMatchObject({
    answer: 'insufficient',
    reasons: [{ code: 'suspension-term-over' }, {}, {}],
  })
})

test('a suspension in part forbids its scope alone', () => {
  const suspend = happened(
    'suspend',
    '2026-09-01',
    { extent: 'part', scope: ['CK-NGOAI'] },
    '2027-03-01',
  )
  const surgery = said(
    'licence-scope',
    { licence: NUMBER, scope: 'CK-NGOAI', kind: 'extended' },
    { from: '2025-01-01' },
  )
  const file = [...regular, suspend, scope, surgery]
  expect(ask(file, '10:00', { scope: '32-V' }).answer).toBe('yes')
  expect(codesIn(ask(file, '10:00', { scope: 'CK-NGOAI' }))[0]).toBe('licence-suspended-part')
  expect(codesIn(ask(file))[0]).toBe('licence-part-not-told')
})

test('a revoked licence forbids (art. 35), and so do death and a withdrawn right', () => {
  expect(codesIn(ask([...regular, happened('revoke', '2026-10-01')]))[0]).toBe('licence-revoked')
  const died = said('life-event', { event: 'deceased' }, { from: '2026-11-01' })
  expect(codesIn(ask([...regular, died]))[0]).toBe('deceased')
  const ban = said(
    'sanction',
    { kind: 'right-withdrawn', decisionNumber: '1', decidedOn: '2026-11-01' },
    { from: '2026-11-01', to: '2026-12-31' },
  )
  expect(codesIn(ask([...regular, ban]))[0]).toBe('right-withdrawn')
})

test('registered elsewhere alone, before or after: no (art. 36-38; Decree 90/2026, art. 38-39)', () => {
  expect(codesIn(ask([licence, registered(ELSEWHERE, { slots: [MORNING] })]))[0]).toBe(
    'not-registered-here',
  )
  expect(
    codesIn(ask([licence, registered(HERE, {}, { from: '2024-04-01', to: '2026-11-09' })]))[0],
  ).toBe('registration-ended')
  expect(codesIn(ask([licence, registered(HERE, {}, { from: '2026-11-11' })]))[0]).toBe(
    'registration-not-yet',
  )
  expect(
    codesIn(ask([licence, registered(HERE, {}, { from: '2024-04-01', to: '2026-11-10' })])),
  ).toContain('registered-here')
})

test('nobody is missing from a list that the facility has not entered', () => {
  const facts = factsOf(profileOf(licence, registered(ELSEWHERE)))
  const asked = { facility: HERE, instant: new Date('2026-11-10T03:00:00Z') }
  expect(mayPractise(facts, asked, { stops: [], hasStaffList: false }).answer).toBe('insufficient')
  expect(mayPractise(facts, asked, { stops: [], hasStaffList: true }).answer).toBe('no')
})

test('a suspended or closed facility forbids whoever works there (art. 54-56)', () => {
  const asked = { facility: HERE, instant: new Date('2026-11-10T03:00:00Z') }
  const place = { stops: [{ statement: 'stop-1', from: '2026-11-01' }], hasStaffList: true }
  expect(codesIn(mayPractise(factsOf(profileOf(...regular)), asked, place))[0]).toBe(
    'facility-stopped',
  )
})

test('outside the registered hours: no; within the grace for overrunning: yes', () => {
  expect(codesIn(ask(regular, '19:00'))[0]).toBe('outside-hours')
  expect(ask(regular, '17:00').answer).toBe('no')
  expect(ask(regular, '17:00', { graceMinutes: 60 }).answer).toBe('yes')
  const sunday = ask(regular, '10:00', { instant: new Date('2026-11-15T10:00:00+07:00') })
  expect(codesIn(sunday)[0]).toBe('outside-hours')
})

test('a night belongs to the day on which it begins', () => {
  const night: Slot = { days: [1], from: '19:00', to: '07:00' }
  const file = [licence, registered(HERE, { slots: [night] })]
  const at = (iso: string) => ask(file, '', { instant: new Date(`${iso}+07:00`) }).answer
  expect(at('2026-11-09T23:30:00')).toBe('yes')
  expect(at('2026-11-10T06:59:00')).toBe('yes')
  expect(at('2026-11-10T07:00:00')).toBe('no')
  expect(at('2026-11-10T23:30:00')).toBe('no')
  const sunday: Slot = { days: [7], from: '19:00', to: '07:00' }
  const weekend = [licence, registered(HERE, { slots: [sunday] })]
  expect(ask(weekend, '', { instant: new Date('2026-11-09T03:00:00+07:00') }).answer).toBe('yes')
})

test('a second registration here without hours leaves the hours open', () => {
  const second = registered(HERE, { department: 'K02' }, { from: '2025-01-01' })
  expect(ask([...regular, second], '22:00').answer).toBe('insufficient')
})
