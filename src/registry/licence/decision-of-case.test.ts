import { expect, test } from 'vitest'
import { PRACTICE_RULES } from '../practice/practice-rules.ts'
import { decisionOfCase, fieldWithoutCode } from './decision-of-case.ts'

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

test('what is issued is a GPHN of the organ that decides, with its scopes as codes', () => {
  const asked = { ...decided, title: 'BS', scope: '32-V, CK-NOI' }
  const issued = decisionOfCase('licence-issue', asked, '901/QNG-CCHN', 'Sở Y tế Quảng Ngãi')
  expect(issued).toMatchObject({
    kind: 'issue',
    documentType: 'GPHN',
    issuer: 'Sở Y tế Quảng Ngãi',
    scopes: ['32-V', 'CK-NOI'],
  })
})

test('the field is named whose words hold no code', () => {
  const without = (definition: string, fields: Record<string, string>) => {
    const decision = decisionOfCase(definition, { ...decided, ...fields })
    const knows = (_list: string, code: string) => ['BS', '32-V'].includes(code)
    return decision && fieldWithoutCode(decision, fields, knows)
  }
  expect(without('licence-issue', { title: 'BS', scope: '32-V' })).toBeUndefined()
  expect(without('licence-issue', { title: 'BS', scope: 'nội khoa' })).toBe('scope')
  expect(without('licence-adjust', { scope: '32-V; 99-X' })).toBe('scope')
  expect(without('licence-issue', { title: 'GIAOSU', scope: '32-V' })).toBe('title')
  expect(without('licence-suspend', { part: 'part', 'scope-part': 'phẫu thuật' })).toBe(
    'scope-part',
  )
  expect(without('licence-suspend', { part: 'whole', 'scope-part': 'tất cả' })).toBeUndefined()
})
