import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin, type ResourceFacts, scopeAllows } from './scope-allows.ts'
import {
  CONTEXT_SCOPES,
  type ClinicalScope,
  type Interaction,
  parseSmartScope,
  parseSmartScopes,
  writeClinicalScope,
} from './smart-scope.ts'

const LETTERS: readonly Interaction[] = ['c', 'r', 'u', 'd', 's']
const TYPES = ['Patient', 'Observation', 'Condition', 'Encounter', 'MedicationRequest']

const anyValue = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' })
  .filter((text) => text !== '')
const anyScope: fc.Arbitrary<ClinicalScope> = fc.record({
  level: fc.constantFrom('patient' as const, 'user' as const, 'system' as const),
  type: fc.constantFrom('*', ...TYPES),
  interactions: fc.subarray([...LETTERS], { minLength: 1 }).map((letters) => new Set(letters)),
  conditions: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('category', 'code', 'status'),
      values: fc.uniqueArray(anyValue, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 2, selector: (one) => one.name },
  ),
})
const anyFacts: fc.Arbitrary<ResourceFacts> = fc.record({
  type: fc.constantFrom(...TYPES),
  ofContextPerson: fc.boolean(),
  values: fc.dictionary(fc.constantFrom('category', 'code', 'status'), fc.array(anyValue)),
})
const anyInteraction = fc.constantFrom(...LETTERS)

describe('the grammar', () => {
  test.each([
    'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory',
    'patient/*.rs',
    'user/Encounter.cruds',
    'system/Patient.r',
    ...CONTEXT_SCOPES,
  ])('%s is a scope', (text) => {
    expect(parseSmartScope(text).ok).toBe(true)
  })

  test.each([
    ['letters out of order', 'patient/Observation.sr'],
    ['a letter twice', 'patient/Observation.rr'],
    ['no letters', 'patient/Observation.'],
    ['version 1', 'patient/Observation.read'],
    ['version 1 with a star', 'patient/*.*'],
    ['another level', 'everybody/Observation.rs'],
    ['no type', 'patient/.rs'],
    ['a type in lower case', 'patient/observation.rs'],
    ['an unknown condition', 'patient/Observation.rs?_has=x'],
    ['a condition without value', 'patient/Observation.rs?category='],
    ['a condition twice', 'patient/Observation.rs?category=a&category=b'],
    ['an empty query', 'patient/Observation.rs?'],
    ['a broken escape', 'patient/Observation.rs?category=%zz'],
    ['no UTF-8', 'patient/Observation.rs?category=%ff'],
    ['a space behind', 'patient/Observation.rs '],
    ['a line break', 'patient/Observation.rs\n'],
    ['the whole house', 'mach'],
    ['too long', `patient/Observation.rs?code=${'a'.repeat(300)}`],
  ])('%s is none', (_what, text) => {
    expect(parseSmartScope(text)).toMatchObject({
      ok: false,
      problems: [{ code: 'access.scope-malformed' }],
    })
  })

  test('more than fifty are not read', () => {
    expect(parseSmartScopes(Array.from({ length: 51 }, () => 'openid')).ok).toBe(false)
  })

  test('what is written is read again as the same scope', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        const read = parseSmartScope(writeClinicalScope(scope))
        expect(read).toEqual({ ok: true, value: { kind: 'clinical', scope } })
      }),
    )
  })

  test('no text whatsoever brings it down', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(typeof parseSmartScope(text).ok).toBe('boolean')
      }),
    )
  })
})

describe('what scopes allow', () => {
  test('laboratory results and nothing else', () => {
    const scopes = ['patient/Observation.rs?category=laboratory']
    const facts = { type: 'Observation', ofContextPerson: true }
    const lab = { ...facts, values: { category: ['http://x|laboratory'] } }
    expect(scopeAllows(scopes, 'r', lab)).toBe(true)
    expect(scopeAllows(scopes, 'u', lab)).toBe(false)
    expect(scopeAllows(scopes, 'r', { ...lab, ofContextPerson: false })).toBe(false)
    expect(scopeAllows(scopes, 'r', { ...facts, values: { category: ['vital-signs'] } })).toBe(
      false,
    )
    expect(scopeAllows(scopes, 'r', facts)).toBe(false)
    expect(scopeAllows(scopes, 'r', { ...lab, type: 'Condition' })).toBe(false)
  })

  test('a code with its system is met by no other system', () => {
    const facts = { type: 'Observation', ofContextPerson: true, values: { code: ['http://b|1'] } }
    expect(scopeAllows(['patient/Observation.r?code=http://a|1'], 'r', facts)).toBe(false)
  })

  test('none, and none that can be read, allow nothing', () => {
    fc.assert(
      fc.property(anyInteraction, anyFacts, (interaction, facts) => {
        expect(scopeAllows([], interaction, facts)).toBe(false)
        expect(scopeAllows(['openid', 'launch', 'mach', '*/*.*'], interaction, facts)).toBe(false)
      }),
    )
  })

  test('a patient’s scope never reaches another person', () => {
    fc.assert(
      fc.property(anyScope, anyInteraction, anyFacts, (scope, interaction, facts) => {
        const scopes = [writeClinicalScope({ ...scope, level: 'patient' })]
        expect(scopeAllows(scopes, interaction, { ...facts, ofContextPerson: false })).toBe(false)
      }),
    )
  })

  test('one more condition never allows more, one more scope never less', () => {
    fc.assert(
      fc.property(
        anyScope,
        anyScope,
        anyInteraction,
        anyFacts,
        (one, other, interaction, facts) => {
          const narrowed = {
            ...one,
            conditions: [...one.conditions, { name: 'type', values: ['x'] }],
          }
          const allowed = (...scopes: ClinicalScope[]) =>
            scopeAllows(scopes.map(writeClinicalScope), interaction, facts)
          if (allowed(narrowed)) expect(allowed(one)).toBe(true)
          if (allowed(one)) expect(allowed(one, other)).toBe(true)
        },
      ),
    )
  })

  test('what stands within another is allowed by it wherever it is allowed itself', () => {
    fc.assert(
      fc.property(
        anyScope,
        anyInteraction,
        anyFacts,
        fc.nat(4),
        (wide, interaction, facts, cut) => {
          const narrow = {
            ...wide,
            type: wide.type === '*' ? facts.type : wide.type,
            interactions: new Set([...wide.interactions].slice(0, cut + 1)),
            conditions: wide.conditions.map(({ name, values }) => ({
              name,
              values: values.slice(0, 1),
            })),
          }
          const [asked, allowed] = [writeClinicalScope(narrow), writeClinicalScope(wide)]
          expect(isWithin(asked, [allowed])).toBe(true)
          if (scopeAllows([asked], interaction, facts))
            expect(scopeAllows([allowed], interaction, facts)).toBe(true)
        },
      ),
    )
  })

  test('a scope stands within itself and within all types', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        const text = writeClinicalScope(scope)
        expect(isWithin(text, [text])).toBe(true)
        expect(isWithin(text, [`${scope.level}/*.cruds`])).toBe(true)
        expect(isWithin(`${scope.level}/*.cruds`, ['patient/Patient.r'])).toBe(false)
      }),
    )
  })
})
