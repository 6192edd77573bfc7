import { expect, test } from 'vitest'
import { PRACTICE_RULES } from '../practice/practice-rules.ts'
import { decisionOfCase } from './decision-of-case.ts'

const decided = {
  'licence-number': '1/QNG-GPHN',
  'decision-number': '12/QĐ-SYT',
  'decision-day': '2026-11-19',
  from: '2026-11-20',
}

test('a case of suspension becomes a decision with its last day, its part and a ground of the catalogue', () => {
  const fields = {
    ...decided,
    months: 6,
    part: 'part',
    'scope-part': '32-V; CK-NGOAI',
    ground: 'error',
  }
  expect(decisionOfCase('licence-suspend', fields)).toMatchObject({
    kind: 'suspend',
    from: '2026-11-20',
    to: '2027-05-20',
    extent: 'part',
    scopesAffected: ['32-V', 'CK-NGOAI'],
    ground: 'professional-error',
  })
})

test('every ground that a case of revocation offers is one of the catalogue', () => {
  const known = PRACTICE_RULES.licence.grounds
    .filter((one) => one.of === 'revoke')
    .map(({ code }) => code)
  for (const ground of [
    'unlawful',
    'not-competent',
    'wrong',
    'idle',
    'barred',
    'error',
    'ethics',
    'own-wish',
  ])
    expect(known).toContain(decisionOfCase('licence-revoke', { ...decided, ground })?.ground)
})

test('a lost licence is reissued, under its number or another; a revoked one is issued anew', () => {
  const lost = decisionOfCase('licence-reissue', { ...decided, ground: 'lost' }, '7/QNG-GPHN')
  expect(lost).toMatchObject({ kind: 'reissue', formerly: '7/QNG-GPHN' })
  expect(decisionOfCase('licence-reissue', { ...decided, ground: 'revoked' })).toMatchObject({
    kind: 'issue',
  })
  expect(decisionOfCase('breach', decided)).toBeUndefined()
})
