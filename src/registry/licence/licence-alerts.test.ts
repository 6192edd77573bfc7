import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { PracticeFacts } from '../practice/practice-facts.ts'
import { dayBegins } from './licence.ts'
import { hoursInWindow, licenceAlerts } from './licence-alerts.ts'

function file(more: Partial<PracticeFacts> = {}): PracticeFacts {
  return {
    subject: 'one',
    licenceEvents: [
      {
        statement: 'issue',
        kind: 'issue',
        at: dayBegins('2024-03-15'),
        number: '1/QNG-GPHN',
        documentType: 'GPHN',
      },
    ],
    licences: ['1/QNG-GPHN'],
    scopes: [],
    registrations: [
      { statement: 'here', facility: '51001', kind: 'regular', slots: [], from: '2024-04-01' },
    ],
    assignments: [],
    traineeships: [],
    bans: [],
    education: [{ statement: 'course', key: 'C1', hours: 120, endedOn: '2025-01-01' }],
    ...more,
  }
}
const codes = (facts: PracticeFacts, day: string) =>
  licenceAlerts(facts, day, WORKING_CALENDAR).map(({ code }) => code)

test('renewal is announced, due 60 days before the last day, late, and then too late', () => {
  expect(codes(file(), '2028-09-01')).toEqual([])
  expect(licenceAlerts(file(), '2028-12-01', WORKING_CALENDAR)).toMatchObject([
    { code: 'renewal-due', dueOn: '2029-01-14', source: expect.stringContaining('(?)') },
  ])
  expect(codes(file(), '2029-01-14')).toEqual(['renewal-due'])
  expect(codes(file(), '2029-01-15')).toEqual(['renewal-late'])
  expect(codes(file(), '2029-03-16')).toContain('expired')
})

test('education hours: an alert when 50 and 80 percent of five years are gone and the hours lag (Circular 32/2023, art. 3-7)', () => {
  const with59 = file({
    education: [{ statement: 'a', key: 'A', hours: 59, endedOn: '2025-01-01' }],
  })
  expect(codes(with59, '2026-09-01')).toEqual([])
  expect(codes(with59, '2026-10-01')).toEqual(['education-50'])
  const with60 = file({
    education: [{ statement: 'a', key: 'A', hours: 60, endedOn: '2025-01-01' }],
  })
  expect(codes(with60, '2026-10-01')).toEqual([])
  expect(codes(with60, '2028-04-01')).toEqual(['education-80'])
})

test('hours before the window do not count; a certificate written down twice counts once', () => {
  const twice = [
    { statement: 'a', key: 'GCN 7', hours: 40, endedOn: '2025-05-05' },
    { statement: 'b', key: 'GCN 7', hours: 40, endedOn: '2025-05-05' },
    { statement: 'c', key: 'GCN 8', hours: 30, endedOn: '2019-05-05' },
  ]
  expect(hoursInWindow(twice, '2024-03-16', '2029-03-15')).toBe(40)
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ key: fc.constantFrom('A', 'B', 'C'), hours: fc.integer({ min: 1, max: 50 }) }),
      ),
      (list) => {
        const education = list.map(({ key, hours }, index) => ({
          statement: String(index),
          key,
          hours,
          endedOn: '2025-01-01',
        }))
        const once = hoursInWindow(education, '2024-01-01', '2026-01-01')
        expect(hoursInWindow([...education, ...education], '2024-01-01', '2026-01-01')).toBe(once)
      },
    ),
  )
})

test('24 months on end without registration are a ground of revocation (art. 35); no registration on record is not', () => {
  const left = file({
    registrations: [
      {
        statement: 'here',
        facility: '51001',
        kind: 'regular',
        slots: [],
        from: '2024-04-01',
        to: '2024-06-30',
      },
    ],
  })
  expect(codes(left, '2026-06-30')).toEqual([])
  expect(codes(left, '2026-07-01')).toEqual(['not-practising'])
  expect(codes(file({ registrations: [] }), '2028-07-01')).toEqual([])
})

test('who left is reported within three working days, who joined within ten days (art. 36-38)', () => {
  const changed = file({
    registrations: [
      {
        statement: 'left',
        facility: '51001',
        kind: 'regular',
        slots: [],
        from: '2024-04-01',
        to: '2026-11-05',
      },
      { statement: 'joined', facility: '51002', kind: 'regular', slots: [], from: '2026-11-06' },
    ],
  })
  // Thursday 05/11; Friday, Monday and Tuesday are the three days.
  expect(licenceAlerts(changed, '2026-11-09', WORKING_CALENDAR)).toMatchObject([
    { code: 'report-leaving', facility: '51001', dueOn: '2026-11-10' },
    { code: 'report-joining', facility: '51002', dueOn: '2026-11-16' },
  ])
  expect(codes(changed, '2026-12-31')).toEqual([])
})

test('a certificate of before 2024 asks for no renewal, and for hours in any five years', () => {
  const old = file({
    licenceEvents: [
      {
        statement: 'issue',
        kind: 'issue',
        at: dayBegins('2013-01-01'),
        number: '1/QNG-CCHN',
        documentType: 'CCHN',
      },
    ],
    education: [],
  })
  expect(codes(old, '2026-11-20')).toEqual(['education-80'])
})
