import { expect, test } from 'vitest'
import { ROLES } from '#vocabulary/caller'
import { rightsOf } from '../role-rights.ts'
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
  const powers = [
    'system.operate',
    'account.reset',
    'audit.export',
    'privacy.office',
    'break-glass.review',
    'person.review',
    'registry.review',
    'registry.decide-licence',
    'inspection.order',
  ] as const
  const mighty = ROLES.filter((role) => powers.some((power) => rightsOf(role).has(power)))
  expect(mighty.filter((role) => !needsSecondFactor(rules, role))).toEqual([])
  expect(['doctor', 'citizen'].filter((role) => needsSecondFactor(rules, role))).toEqual([])
})

test('a clock before the first rules finds the first rules, never none', () => {
  expect(rulesAt(new Date(0)).password.lengthMinAlone).toBe(14)
})
