import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagOf, scaleOf, type TrendPoint } from './trend.ts'

const at = (value: number, range: { low?: number; high?: number } = {}): TrendPoint => ({
  at: '2026-11-02T01:45:00Z',
  value,
  facility: { code: '51001', name: 'Bệnh viện Mẫu' },
  visit: 'v',
  ...range,
})

test('a scale holds every value and the whole reference band, with few round marks', () => {
  const value = fc.double({ min: 0.001, max: 100_000, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 30 }),
      value,
      value,
      (values, one, other) => {
        const band = { low: Math.min(one, other), high: Math.max(one, other) }
        const points = values.map((each) => at(each, band))
        const scale = scaleOf(points)
        for (const each of [...values, band.low, band.high]) {
          expect(each).toBeGreaterThanOrEqual(scale.low)
          expect(each).toBeLessThanOrEqual(scale.high)
        }
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale.ticks.length).toBeLessThanOrEqual(8)
      },
    ),
  )
})

test('a value on the border of its range is inside it; one beyond is marked', () => {
  expect(flagOf(at(4, { low: 4, high: 10 }))).toBeUndefined()
  expect(flagOf(at(3.9, { low: 4, high: 10 }))).toBe('low')
  expect(flagOf(at(10.1, { high: 10 }))).toBe('high')
  expect(flagOf(at(10.1))).toBeUndefined()
})
