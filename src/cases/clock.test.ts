import { expect, test } from 'vitest'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { clocksOf, nextTerm, type Taken } from './clock.ts'
import type { ClockDefinition, Term } from './definition.ts'

const at = (text: string) => new Date(`${text}+07:00`)
const step = (to: string, when: string, name = to): Taken => ({ step: name, to, at: at(when) })

const clock = (term: Term, more: Partial<ClockDefinition> = {}): ClockDefinition => ({
  id: 'answer',
  name: { vi: 'Trả lời', en: 'Answer' },
  startsIn: ['asked'],
  endsIn: ['answered'],
  pausesIn: ['waiting'],
  term,
  nearHours: 48,
  reminds: [],
  instrument: 'NĐ 356/2025/NĐ-CP',
  article: 'Điều 5',
  ...more,
})

const only = (definition: ClockDefinition, taken: Taken[], now: string) =>
  clocksOf({ clocks: [definition] }, taken, at(now), WORKING_CALENDAR)[0]

const TWO_WORKING_DAYS = clock({ kind: 'working-days', count: 2 })
const TEN_DAYS = clock({ kind: 'calendar-days', count: 10 })

test('two working days from a Saturday end with Tuesday', () => {
  const found = only(TWO_WORKING_DAYS, [step('asked', '2026-11-21T09:00')], '2026-11-21T09:00')
  expect(found?.due).toEqual(at('2026-11-25T00:00'))
})

test('two working days before the lunar new year end after it', () => {
  const found = only(TWO_WORKING_DAYS, [step('asked', '2026-02-13T09:00')], '2026-02-13T09:00')
  expect(found?.due).toEqual(at('2026-02-25T00:00'))
})

test('ten days that end on a day off end with the next working day (Civil Code, art. 148)', () => {
  const found = only(TEN_DAYS, [step('asked', '2026-11-19T09:00')], '2026-11-19T09:00')
  // The tenth day is Sunday, 29/11; Monday counts whole.
  expect(found?.due).toEqual(at('2026-12-01T00:00'))
})

test('days of waiting for a supplement do not count, and meanwhile nobody knows the end', () => {
  const asked = step('asked', '2026-11-09T09:00')
  const waiting = step('waiting', '2026-11-11T09:00')
  const paused = only(TEN_DAYS, [asked, waiting], '2026-11-20T09:00')
  expect(paused).toMatchObject({ state: 'paused', running: true })
  expect(paused?.due).toBeUndefined()

  // Two days were used; from 11/11 to 15/11 the case waited at the end of each of five days.
  const resumed = only(
    TEN_DAYS,
    [asked, waiting, step('asked', '2026-11-16T08:00', 'clarify')],
    '2026-11-20T09:00',
  )
  expect(resumed?.due).toEqual(at('2026-11-25T00:00'))
  expect(resumed?.startedAt).toEqual(asked.at)
})

test('72 hours are hours, by day and by night, on days off too', () => {
  const found = only(
    clock({ kind: 'hours', count: 72 }),
    [step('asked', '2026-11-21T09:30')],
    '2026-11-22T09:30',
  )
  expect(found).toMatchObject({ due: at('2026-11-24T09:30'), state: 'near' })
})

test('one extension lengthens the whole term', () => {
  const extended = clock(
    { kind: 'calendar-days', count: 10 },
    { extension: { step: 'extend', count: 15 } },
  )
  const taken = [step('asked', '2026-11-09T09:00'), step('asked', '2026-11-12T09:00', 'extend')]
  expect(only(extended, taken, '2026-11-12T09:00')?.due).toEqual(at('2026-11-25T00:00'))
})

test('six months end on the same day, or on the last day of a shorter month', () => {
  const half = clock({ kind: 'months', count: 6 })
  const found = only(half, [step('asked', '2026-08-31T09:00')], '2026-09-01T09:00')
  // 28/02/2027 is a Sunday.
  expect(found?.due).toEqual(at('2027-03-02T00:00'))
})

test('a clock that is done says whether it was in time, and starts anew when the work does', () => {
  const asked = step('asked', '2026-11-09T09:00')
  const late = [asked, step('answered', '2026-11-25T09:00')]
  expect(only(TEN_DAYS, late, '2026-11-26T09:00')).toMatchObject({ state: 'late', running: false })

  const again = [asked, step('answered', '2026-11-10T09:00'), step('asked', '2026-11-11T09:00')]
  const found = only(TEN_DAYS, again, '2026-11-12T09:00')
  expect(found).toMatchObject({ state: 'on-time', running: true })
  expect(found?.startedAt).toEqual(at('2026-11-11T09:00'))
})

test('the nearest end is that of a running clock', () => {
  const clocks = clocksOf(
    { clocks: [TEN_DAYS, { ...TWO_WORKING_DAYS, id: 'take-up' }] },
    [step('asked', '2026-11-09T09:00')],
    at('2026-11-09T09:00'),
    WORKING_CALENDAR,
  )
  expect(nextTerm(clocks)?.due).toEqual(at('2026-11-12T00:00'))
})

test('a term that counts from a moment which a field tells starts there, and never later than the step', () => {
  const breach = clock({ kind: 'hours', count: 72 }, { countsFrom: 'found-at' })
  const told = (found: string) => ({
    ...step('asked', '2026-11-21T09:30'),
    written: { fields: { 'found-at': found } },
  })
  const early = only(breach, [told('2026-11-20T22:00')], '2026-11-21T09:30')
  expect(early).toMatchObject({
    startedAt: at('2026-11-20T22:00'),
    due: at('2026-11-23T22:00'),
  })
  const future = only(breach, [told('2026-11-25T22:00')], '2026-11-21T09:30')
  expect(future?.startedAt).toEqual(at('2026-11-21T09:30'))
  const day = only(breach, [told('2026-11-19')], '2026-11-21T09:30')
  expect(day?.startedAt).toEqual(at('2026-11-19T00:00'))
})
