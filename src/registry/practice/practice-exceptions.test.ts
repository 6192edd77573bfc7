import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import type { Statement } from '../profile.ts'
import { type Circumstance, mayPractise } from './may-practise.ts'
import { factsOf } from './practice-facts.ts'
import { EXCEPTION_CODES } from './practice-rules.ts'
import {
  ELSEWHERE,
  HERE,
  MORNING,
  ask,
  codesIn,
  happened,
  licence,
  profileOf,
  registered,
  regular,
  said,
  scope,
} from './testing/practice-file.ts'

const circumstances = (...list: Circumstance[]) => ({ circumstances: list })

test('duty shift: the hours are excused, the place is not', () => {
  expect(ask(regular, '23:00', circumstances('duty')).answer).toBe('yes')
  expect(ask([licence, registered(ELSEWHERE)], '23:00', circumstances('duty')).answer).toBe('no')
})

test('emergency: place, hours and scope are excused', () => {
  const answer = ask([licence, scope, registered(ELSEWHERE)], '23:00', {
    scope: 'CK-NGOAI',
    ...circumstances('emergency'),
  })
  expect(answer.answer).toBe('yes')
  expect(codesIn(answer)).toContain('exception-emergency')
})

test('consultation and support elsewhere: place and hours are excused', () => {
  for (const one of ['consultation', 'support'] as const)
    expect(ask([licence, registered(ELSEWHERE)], '23:00', circumstances(one)).answer).toBe('yes')
})

test('a registration for support has no hours of its own', () => {
  const support = registered(HERE, { kind: 'support' }, { from: '2026-01-01' })
  expect(ask([licence, registered(ELSEWHERE, { slots: [MORNING] }), support], '20:00').answer).toBe(
    'yes',
  )
})

test('a written assignment excuses scope and place, at its facility, in its days, with a paper (Circular 25/2026, art. 2)', () => {
  const paper = (values: Statement['values'] = {}) =>
    said(
      'assignment',
      { facility: HERE, technique: '03.1703.0075', decisionNumber: '15/QĐ-BV', ...values },
      { from: '2026-07-01', to: '2026-12-31' },
    )
  const asked = { technique: '03.1703.0075', scope: 'CK-MAT' }
  expect(ask([...regular, scope, paper()], '10:00', asked).answer).toBe('yes')
  expect(codesIn(ask([...regular, scope], '10:00', asked))[0]).toBe('outside-scope')
  expect(ask([...regular, scope, paper({ facility: ELSEWHERE })], '10:00', asked).answer).toBe('no')
  expect(ask([...regular, scope, paper({ decisionNumber: '' })], '10:00', asked).answer).toBe('no')
  expect(ask([licence, registered(ELSEWHERE), paper()]).answer).toBe('yes')
})

test('a supervised trainee needs no licence at the place of training (art. 23)', () => {
  const trainee = said(
    'trainee',
    { facility: HERE, supervisor: '000009/QNG-GPHN' },
    { from: '2026-06-01' },
  )
  expect(codesIn(ask([trainee]))).toEqual(['exception-trainee'])
  expect(ask([trainee], '10:00', { facility: ELSEWHERE }).answer).toBe('insufficient')
  expect(ask([...regular, trainee, happened('revoke', '2026-10-01')]).answer).toBe('no')
})

test('scope: within, outside, or not told by the licence (Circular 32/2023)', () => {
  expect(ask([...regular, scope], '10:00', { scope: '32-V' }).answer).toBe('yes')
  expect(codesIn(ask([...regular, scope], '10:00', { scope: '32-VII' }))[0]).toBe('outside-scope')
  expect(codesIn(ask(regular, '10:00', { scope: '32-V' }))[0]).toBe('scopes-unknown')
  expect(codesIn(ask([...regular, scope], '10:00', { technique: '99.1' }))[0]).toBe(
    'technique-not-mapped',
  )
})

test('a number counts however it is written; a former one is no fault; another one is an open question', () => {
  expect(ask(regular, '10:00', { licence: '123/qng – gphn' }).answer).toBe('yes')
  const certificate = said('licence', {
    documentType: 'CCHN',
    number: '004/QNG-CCHN',
    issuedOn: '2013-01-01',
    title: 'BS',
  })
  const converted = ask([certificate, ...regular], '10:00', { licence: '004/QNG-CCHN' })
  expect(converted.answer).toBe('yes')
  expect(codesIn(converted)).toContain('number-replaced')
  expect(ask(regular, '10:00', { licence: '777/QNG-GPHN' }).answer).toBe('insufficient')
})

test('a reissue that names a new paper is one licence after the other', () => {
  const paper = said('licence', {
    documentType: 'GPHN',
    number: '9/QNG-GPHN',
    issuedOn: '2026-02-01',
    validTo: '2029-03-15',
    title: 'BS',
  })
  const reissue = said(
    'licence-event',
    { licence: '9/QNG-GPHN', event: 'reissue', decidedOn: '2026-02-01' },
    { from: '2026-02-01' },
  )
  expect(ask([...regular, paper, reissue], '10:00', { licence: '000009/QNG-GPHN' }).answer).toBe(
    'yes',
  )
})

const anyFile = fc.subarray([
  licence,
  registered(HERE, { slots: [MORNING] }),
  registered(HERE, {}, { from: '2025-01-01' }),
  registered(ELSEWHERE, { slots: [MORNING] }),
  scope,
  happened('suspend', '2026-09-01', { extent: 'whole' }, '2027-03-01'),
  happened('revoke', '2026-10-01'),
])
const anyQuestion = fc.record({
  facility: fc.constantFrom(HERE, ELSEWHERE, '01999'),
  instant: fc.date({
    min: new Date('2024-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  }),
  scope: fc.constantFrom(undefined, '32-V', 'CK-MAT'),
  circumstances: fc.subarray([
    'emergency',
    'duty',
    'consultation',
    'support',
    'trainee',
  ] as Circumstance[]),
})

test('no exception ever turns a yes into something else, and none excuses a licence out of force', () => {
  fc.assert(
    fc.property(anyFile, anyQuestion, (file, asked) => {
      const facts = factsOf(profileOf(...file))
      const bare = mayPractise(facts, { ...asked, circumstances: [] })
      const excused = mayPractise(facts, asked)
      if (bare.answer === 'yes') expect(excused.answer).toBe('yes')
      if (codesIn(bare).some((code) => code === 'licence-revoked' || code === 'licence-suspended'))
        expect(excused.answer).toBe('no')
    }),
    { numRuns: 400 },
  )
})

test('no is only ever said with a fact against, and each reason has law and both languages', () => {
  fc.assert(
    fc.property(anyFile, anyQuestion, (file, asked) => {
      const { answer, reasons } = mayPractise(factsOf(profileOf(...file)), asked)
      expect(reasons.length).toBeGreaterThan(0)
      expect(answer === 'no').toBe(reasons.some(({ weighs }) => weighs === 'against'))
      for (const { text, source } of reasons) {
        expect(text.vi.length * text.en.length).toBeGreaterThan(0)
        expect(source).not.toBe('')
      }
    }),
    { numRuns: 400 },
  )
  expect(EXCEPTION_CODES).toHaveLength(6)
})
