import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOLIDAYS, WORKING_CALENDAR } from '#foundation/working-calendar'
import { endOfWorkingDay, isWorkingDay } from '#vocabulary/working-days'
import { CLOCKS } from './clock-definitions.ts'
import { type ClockFacts, clocksOf, nextTermOf } from './clocks.ts'

const at = (text: string) => new Date(`${text}+07:00`)

/** A dossier sent an hour after the visit, which ended on Tuesday, 10/11/2026 at 11:00. */
const SENT: ClockFacts = {
  kind: 'dossier',
  state: 'received',
  visitEnd: at('2026-11-10T11:00'),
  queuedAt: at('2026-11-10T12:00'),
  receivedAt: at('2026-11-10T12:01'),
}
const { receivedAt: _, ...UNSENT }: ClockFacts = { ...SENT, state: 'queued' }

const clock = (facts: ClockFacts, id: string, now: Date) =>
  clocksOf(facts, now).find((one) => one.id === id)

describe('the clocks of a dossier', () => {
  test('sending is on time, then near, then late, and stays in time once the portal has it (TT 48/2017/TT-BYT, Điều 6)', () => {
    expect(clock(UNSENT, 'send', at('2026-11-10T12:00'))).toMatchObject({
      due: at('2026-11-10T17:00'),
      state: 'on-time',
      running: true,
      source: 'TT 48/2017/TT-BYT, Điều 6',
    })
    expect(clock(UNSENT, 'send', at('2026-11-10T14:00'))?.state).toBe('near')
    expect(clock(UNSENT, 'send', at('2026-11-10T17:00'))?.state).toBe('late')
    expect(clock(SENT, 'send', at('2027-01-10T12:00'))).toMatchObject({
      state: 'on-time',
      running: false,
    })
  })

  test('correcting ends with the seventh working day, weekends not counted (TT 48/2017/TT-BYT, Điều 7)', () => {
    expect(clock(UNSENT, 'complete', at('2026-11-11T08:00'))?.due).toEqual(at('2026-11-20T00:00'))
  })

  test('the month ends before day 05 of the next, also over the turn of the year (TT 48/2017/TT-BYT, Điều 7)', () => {
    const month = (visitEnd: string) =>
      clock(
        { ...UNSENT, visitEnd: at(visitEnd), queuedAt: at('2027-03-01T00:00') },
        'month',
        at('2027-03-01T00:00'),
      )?.due
    expect(month('2026-11-30T23:59')).toEqual(at('2026-12-05T00:00'))
    expect(month('2026-12-31T23:59')).toEqual(at('2027-01-05T00:00'))
    expect(month('2027-01-01T00:00')).toEqual(at('2027-02-05T00:00'))
  })

  test('the portal owes its feedback 6, 24 and 48 hours after reception (TT 12/2026/TT-BTC, Điều 9)', () => {
    const due = (id: string) => clock(SENT, id, at('2026-11-10T13:00'))?.due
    expect(due('feedback-late')).toEqual(at('2026-11-10T18:01'))
    expect(due('feedback-structure')).toEqual(at('2026-11-11T12:01'))
    expect(due('feedback-totals')).toEqual(at('2026-11-12T12:01'))
  })

  test('a returned dossier is to be corrected within two working days, and the former duties run on (TT 12/2026/TT-BTC, Điều 9)', () => {
    const returned: ClockFacts = { ...SENT, state: 'returned', resultAt: at('2026-11-13T16:00') }
    expect(clock(returned, 'correct-returned', at('2026-11-14T08:00'))).toMatchObject({
      due: at('2026-11-18T00:00'),
      running: true,
    })
    expect(clock(returned, 'complete', at('2026-11-14T08:00'))?.running).toBe(true)
    expect(nextTermOf(returned)?.due).toEqual(at('2026-11-18T00:00'))
    const corrected = { ...returned, supersededAt: at('2026-11-16T09:00') }
    expect(clock(corrected, 'correct-returned', at('2026-11-20T08:00'))).toMatchObject({
      state: 'on-time',
      running: false,
    })
    expect(nextTermOf(corrected)).toBeUndefined()
  })

  test('no clock starts from an end of visit that lay in the future', () => {
    const supply = { ...UNSENT, visitEnd: at('2026-12-10T23:59') }
    expect(clocksOf(supply, at('2026-11-10T12:00'))).toEqual([])
    expect(clocksOf(supply, at('2027-02-10T12:00'))).toEqual([])
  })

  test('a check-in and a cancelled dossier have none', () => {
    expect(clocksOf({ ...UNSENT, kind: 'check-in' }, at('2026-11-11T00:00'))).toEqual([])
    expect(clocksOf({ ...UNSENT, state: 'cancelled' }, at('2026-11-11T00:00'))).toEqual([])
  })

  test('the law of the day of the visit holds, not that of today', () => {
    const early: ClockFacts = {
      ...SENT,
      visitEnd: at('2025-12-10T11:00'),
      queuedAt: at('2025-12-10T12:00'),
      receivedAt: at('2025-12-10T12:01'),
    }
    expect(clocksOf(early, at('2026-11-11T00:00')).map(({ id }) => id)).toEqual([
      'send',
      'complete',
      'month',
    ])
  })

  test('the draft of three hours is there and does not run', () => {
    expect(CLOCKS.find(({ id }) => id === 'send-draft')).toMatchObject({
      enabled: false,
      term: { kind: 'hours', count: 3 },
    })
    const next = { ...UNSENT, visitEnd: at('2027-02-15T08:00'), queuedAt: at('2027-02-15T09:00') }
    expect(clock(next, 'send-draft', next.queuedAt)).toBeUndefined()
    const inForce = CLOCKS.map((one) => ({ ...one, enabled: true }))
    expect(clocksOf(next, next.queuedAt, inForce).map(({ id }) => id)).toContain('send-draft')
  })

  test('what is not certain is marked', () => {
    expect(clock(SENT, 'send', SENT.queuedAt)?.uncertain).toBeTruthy()
  })

  test('a term that binds the facility is never over before it is near', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2024-01-01T00:00'), max: at('2027-12-01T00:00'), noInvalidDate: true }),
        (visitEnd) => {
          const term = nextTermOf({ ...UNSENT, visitEnd, queuedAt: visitEnd })
          expect(term && term.near <= term.due && term.due > visitEnd).toBe(true)
        },
      ),
    )
  })
})

describe('working days', () => {
  test('Tết 2026 is passed over, with its exchanged days', () => {
    // From Friday 13/02/2026 the next working day is Monday 23/02/2026.
    expect(endOfWorkingDay(at('2026-02-13T09:00'), 1, WORKING_CALENDAR)).toEqual(
      at('2026-02-24T00:00'),
    )
    expect(endOfWorkingDay(at('2026-02-13T09:00'), 7, WORKING_CALENDAR)).toEqual(
      at('2026-03-04T00:00'),
    )
  })

  test('a Saturday worked in exchange counts', () => {
    expect(isWorkingDay('2026-08-22', WORKING_CALENDAR)).toBe(true)
    expect(isWorkingDay('2026-08-31', WORKING_CALENDAR)).toBe(false)
    expect(endOfWorkingDay(at('2026-08-21T17:00'), 1, WORKING_CALENDAR)).toEqual(
      at('2026-08-23T00:00'),
    )
  })

  test('a day of which it is not certain that it is off is a working day', () => {
    expect(HOLIDAYS.days.find(({ day }) => day === '2026-11-24')?.kind).toBe('uncertain')
    expect(isWorkingDay('2026-11-24', WORKING_CALENDAR)).toBe(true)
  })

  test('every year known has New Year, Tết, Hùng Kings, 30/04, 01/05 and 02/09, each with its status', () => {
    for (const year of ['2024', '2025', '2026', '2027']) {
      const days = HOLIDAYS.days.filter(({ day, kind }) => day.startsWith(year) && kind === 'off')
      const names = new Set(days.map(({ name }) => name.en))
      for (const name of [
        'New Year',
        `Lunar New Year ${year}`,
        'Hùng Kings’ Day',
        'Victory Day',
        'Labour Day',
        'National Day',
      ])
        expect(names, year).toContain(name)
    }
    expect(
      HOLIDAYS.days.filter(({ day, status }) => day >= '2027-02' && status === 'decreed'),
    ).toEqual([])
  })
})
