import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GIVE_UP_DAYS, linePause, nextAttempt } from './retry-policy.ts'

const NOON = new Date('2026-11-10T12:00:00+07:00')
const failure = fc.constantFrom('outage' as const, 'account' as const)
const HOUR_MS = 3_600_000

describe('a delivery that failed', () => {
  test('waits one minute at first and an hour at most while the portal is away', () => {
    const wait = (attempts: number) => {
      const next = nextAttempt('outage', attempts, NOON, NOON)
      return next === 'give-up' ? next : (next.getTime() - NOON.getTime()) / 60_000
    }
    expect([1, 2, 3, 7, 50].map(wait)).toEqual([1, 2, 4, 60, 60])
  })

  test('is always tried again later, never sooner than before, within six hours, until it is given up', () => {
    fc.assert(
      fc.property(
        failure,
        fc.integer({ min: 1, max: 2_000 }),
        fc.nat(20 * 24),
        (kind, attempts, hours) => {
          const now = new Date(NOON.getTime() + hours * HOUR_MS)
          const next = nextAttempt(kind, attempts, NOON, now)
          if (next === 'give-up') return hours >= GIVE_UP_DAYS * 24 - 6
          const wait = next.getTime() - now.getTime()
          const more = nextAttempt(kind, attempts + 1, NOON, now)
          return wait > 0 && wait <= 6 * HOUR_MS && (more === 'give-up' || more >= next)
        },
      ),
    )
  })

  test('is not given up within 72 hours, however often it was tried', () => {
    fc.assert(
      fc.property(
        failure,
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(72 * 60),
        (kind, attempts, minutes) =>
          nextAttempt(kind, attempts, NOON, new Date(NOON.getTime() + minutes * 60_000)) !==
          'give-up',
      ),
    )
  })

  test('ends: whoever follows the policy is given up after a bounded number of attempts', () => {
    fc.assert(
      fc.property(failure, (kind) => {
        let now = NOON
        for (let attempts = 1; attempts < 500; attempts += 1) {
          const next = nextAttempt(kind, attempts, NOON, now)
          if (next === 'give-up') return true
          now = next
        }
        return false
      }),
    )
  })

  test('is a bug when it was never tried', () => {
    expect(() => nextAttempt('outage', 0, NOON, NOON)).toThrow(RangeError)
  })
})

test('a line rests 5 seconds at first and 5 minutes at most; an account at most an hour', () => {
  const rest = (kind: 'outage' | 'account', failures: number) =>
    (linePause(kind, failures, NOON).getTime() - NOON.getTime()) / 1_000
  expect([1, 2, 100].map((failures) => rest('outage', failures))).toEqual([5, 10, 300])
  expect([1, 2, 100].map((failures) => rest('account', failures))).toEqual([60, 120, 3_600])
})
