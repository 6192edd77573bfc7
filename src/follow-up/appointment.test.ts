import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, appointmentState, daysBetween, GRACE_DAYS } from './appointment.ts'

describe('a re-examination', () => {
  test('is upcoming until the day before, then due', () => {
    expect(appointmentState('2026-11-20', [], '2026-11-18')).toBe('upcoming')
    expect(appointmentState('2026-11-20', [], '2026-11-19')).toBe('due')
    expect(appointmentState('2026-11-20', [], '2026-11-20')).toBe('due')
  })

  test('is missed when the days of grace have passed and nobody came', () => {
    expect(appointmentState('2026-11-10', [], addDays('2026-11-10', GRACE_DAYS))).toBe('due')
    expect(appointmentState('2026-11-10', [], addDays('2026-11-10', GRACE_DAYS + 1))).toBe('missed')
  })

  test('is kept by who came on the day, some days early, or late', () => {
    expect(appointmentState('2026-11-10', ['2026-11-10'], '2026-11-30')).toBe('kept')
    expect(appointmentState('2026-11-10', ['2026-11-04'], '2026-11-30')).toBe('kept')
    expect(appointmentState('2026-11-10', ['2026-11-25'], '2026-11-30')).toBe('kept')
  })

  test('is not kept by a visit weeks before, for something else', () => {
    expect(appointmentState('2026-11-10', ['2026-10-20'], '2026-11-30')).toBe('missed')
  })

  test('that is missed stays missed with every further day', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 300 }), (on, days) => {
        const today = addDays(on, GRACE_DAYS + 1 + days)
        expect(appointmentState(on, [], today)).toBe('missed')
        expect(daysBetween(on, today)).toBe(GRACE_DAYS + 1 + days)
      }),
    )
  })
})
