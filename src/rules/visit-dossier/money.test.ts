import fc from 'fast-check'
import { expect, test } from 'vitest'
import { round, shareWithFacility, shareWithPatient } from './money.ts'

test.each([
  ['a plain drug', 10_000, 10_000, 80, 0, 0, 2_000, 8_000],
  ['a drug paid by half', 10_000_000, 5_000_000, 80, 0, 5_000_000, 1_000_000, 4_000_000],
  ['3 million of support', 10_000_000, 5_000_000, 80, 3_000_000, 2_000_000, 1_000_000, 4_000_000],
  ['5.5 million of support', 10_000_000, 5_000_000, 80, 5_500_000, 0, 500_000, 4_000_000],
  ['7 million of support', 10_000_000, 5_000_000, 80, 7_000_000, 0, 0, 3_000_000],
  ['a drug out of scope', 10_000, 0, 80, 0, 10_000, 0, 0],
  ['a second exam', 12_000, 12_000, 80, 0, 0, 2_400, 9_600],
  ['a supply above its ceiling', 250_000, 200_000, 80, 0, 50_000, 40_000, 160_000],
  ['half benefit', 100_000, 100_000, 47.5, 0, 0, 52_500, 47_500],
] as const)(
  'shares of %s follow the algorithm of QĐ 130/QĐ-BYT',
  (_case, gross, covered, level, support, own, copayment, fund) => {
    expect(shareWithPatient(gross, covered, level, support)).toEqual({ own, copayment, fund })
  },
)

test('support to the facility is taken off before anything is computed', () => {
  expect(shareWithFacility(10_000_000, 50, 80, 3_000_000)).toEqual({
    covered: 3_500_000,
    own: 3_500_000,
    copayment: 700_000,
    fund: 2_800_000,
  })
})

test('the shares and the support always add up to the amount', () => {
  const amounts = fc.integer({ min: 1, max: 100_000_000 })
  const percents = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(amounts, percents, percents, percents, (gross, rate, level, part) => {
      const covered = round((gross * rate) / 100)
      const support = round((gross * part) / 100)
      const { own, copayment, fund } = shareWithPatient(gross, covered, level, support)
      expect(Math.abs(own + copayment + fund + support - gross)).toBeLessThan(0.05)
    }),
  )
})
