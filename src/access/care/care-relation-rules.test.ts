import { expect, test } from 'vitest'
import { careRelationRulesAt } from './care-relation-rules.ts'

const day = (text: string) => new Date(`${text}T12:00:00+07:00`)

test('a referral opens the record for 60 days, coming home for 30, an appointment from 3 days before to 14 after, each with its source (Law 15/2023/QH15)', () => {
  const { referral, commune, appointment } = careRelationRulesAt(day('2026-11-20'))
  expect([referral.days, commune.days]).toEqual([60, 30])
  expect([appointment.daysBefore, appointment.days]).toEqual([3, 14])
  for (const { source } of [referral, commune, appointment])
    expect(source).toContain('15/2023/QH15')
})

test('the length is that of the day on which the visit came in, and never none', () => {
  const former = { ...careRelationRulesAt(day('2026-11-20')), to: '2026-12-31' }
  const next = { ...former, from: '2027-01-01', to: null, commune: { ...former.commune, days: 14 } }
  const at = (text: string) => careRelationRulesAt(day(text), [former, next]).commune.days
  expect([at('2019-05-01'), at('2026-12-31'), at('2027-01-01')]).toEqual([30, 30, 14])
})
