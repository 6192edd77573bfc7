import { expect, test } from 'vitest'
import { isDormant, isPasswordTooOld, needsSecondFactor, rulesAt } from './account-rules.ts'

const day = (text: string) => new Date(`${text}T03:00:00Z`)
const rules = rulesAt(day('2026-11-20'))

test('an administrator’s password is too old after two months, nobody else’s is (TCVN 14423:2026)', () => {
  const set = (role: string) => ({ role, passwordSetAt: day('2026-09-20') })
  expect(isPasswordTooOld(rules, set('administrator'), day('2026-11-19'))).toBe(false)
  expect(isPasswordTooOld(rules, set('administrator'), day('2026-11-20'))).toBe(true)
  expect(isPasswordTooOld(rules, set('doctor'), day('2030-11-20'))).toBe(false)
  expect(isPasswordTooOld(rules, { role: 'administrator' }, day('2026-11-20'))).toBe(true)
})

test('an account that nobody used for 45 days is closed; a citizen’s and a demo account are not (TCVN 14423:2026)', () => {
  const used = { role: 'doctor', demo: false, createdAt: day('2026-01-01') }
  const seen = { ...used, lastSignInAt: day('2026-10-06') }
  expect(isDormant(rules, seen, day('2026-11-20'))).toBe(false)
  expect(isDormant(rules, seen, day('2026-11-21'))).toBe(true)
  expect(isDormant(rules, { ...seen, reopenedAt: day('2026-11-01') }, day('2026-11-21'))).toBe(
    false,
  )
  expect(isDormant(rules, { ...seen, role: 'citizen' }, day('2027-11-21'))).toBe(false)
  expect(isDormant(rules, { ...seen, demo: true }, day('2027-11-21'))).toBe(false)
})

test('administrators and reviewers need a second factor (TCVN 14423:2026)', () => {
  const held = ['administrator', 'department-head', 'inspector', 'doctor', 'citizen']
  expect(held.filter((role) => needsSecondFactor(rules, role))).toEqual([
    'administrator',
    'department-head',
    'inspector',
  ])
})

test('a clock before the first rules finds the first rules, never none', () => {
  expect(rulesAt(new Date(0)).password.lengthMinAlone).toBe(14)
})
