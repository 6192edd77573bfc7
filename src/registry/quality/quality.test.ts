import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import type { FieldValue, Profile, Provenance, Statement } from '../profile.ts'
import { readProfileDefinitions } from '../profile-definition.ts'
import { judgedFile, type QualityFacts } from './judged-file.ts'
import { measureFile } from './measure-file.ts'
import { methodOn, readQualityMethods } from './quality-method.ts'
import { gainOf, NOTHING_COUNTED, scoreOf, type Tallies } from './quality-score.ts'
import { toMend } from './to-mend.ts'

const DAY = '2026-11-20'
const methods = readQualityMethods()
const method = methodOn(methods, DAY)
const definitions = readProfileDefinitions()
const MARK: Provenance = {
  source: 'facility',
  enteredBy: 'manager',
  enteredAt: '2026-11-01T02:00:00Z',
}

const FACTS: QualityFacts = {
  dataState: 'published',
  identityState: 'unverified',
  version: 1,
  publishedVersion: 1,
  changedOn: '2026-11-01',
  disputed: new Set(),
  twins: 0,
}

function statement(
  section: string,
  values: Readonly<Record<string, FieldValue>>,
  more: Partial<Statement> = {},
): Statement {
  return { id: `${section}-1`, section, values, provenance: { '*': MARK }, ...more }
}

const WHOLE: Profile = {
  subject: 'p',
  kind: 'practitioner',
  statements: [
    statement('identity', {
      name: 'Nguyễn Văn An',
      birthDate: '1985-03-02',
      sex: '1',
      personalId: '051085000001',
      nationality: '000',
    }),
    statement('contact', { phone: '0912345678' }),
    statement('address', { kind: 'permanent', commune: '21025', text: 'Số 1 đường Mẫu' }),
    statement('training', {
      level: 'bachelor',
      field: 'Y khoa',
      school: 'Đại học Y Dược Huế',
      issuedOn: '2010-07-01',
    }),
    statement('licence', {
      documentType: 'GPHN',
      number: '1/QNG-GPHN',
      issuer: 'Sở Y tế',
      issuedOn: '2024-05-02',
      validTo: '2029-05-01',
      title: 'BS',
    }),
    statement('licence-scope', { licence: '1/QNG-GPHN', scope: '32-V', kind: 'basic' }),
    statement(
      'registration',
      {
        facility: '51001',
        licence: '1/QNG-GPHN',
        position: '0',
        kind: 'regular',
        workingTime: '1',
      },
      { from: '2024-06-01' },
    ),
  ],
}

function measured(profile: Profile, facts: Partial<QualityFacts> = {}, day = DAY) {
  const file = judgedFile(
    definitions[profile.kind],
    profile,
    day,
    { ...FACTS, ...facts },
    () => undefined,
  )
  const found = measureFile(method, file)
  const tallies: Tallies = { ...NOTHING_COUNTED, [profile.kind]: found.tally }
  const list = toMend(method, definitions[profile.kind], tallies, found.failures)
  return { ...found, tallies, list, score: scoreOf(method, tallies) }
}

test('a whole and fresh file scores 100 in every part that is asked, and is green', () => {
  const { score, list } = measured(WHOLE)
  expect(score).toEqual({
    score: 100,
    parts: { correct: 100, complete: 100, clean: 100, live: 100 },
    band: 'green',
    identifiersWhole: true,
  })
  expect(list).toEqual([])
})

test('the worked example of docs/quality.md', () => {
  const profile = {
    ...WHOLE,
    statements: WHOLE.statements
      .map((one) =>
        one.section === 'licence'
          ? { ...one, values: { ...one.values, validTo: '2026-10-31' } }
          : one,
      )
      .filter(({ section }) => section !== 'training'),
  }
  const { score, list } = measured(profile)
  expect(score.parts).toEqual({ correct: 100, complete: (100 * 4) / 5, clean: 100, live: 75 })
  expect(score.score).toBe((100 + 80 + 100 + 75) / 4)
  expect(score.band).toBe('yellow')
  expect(list.map(({ section, field, by, gain }) => ({ section, field, by, gain }))).toEqual([
    {
      section: 'licence',
      field: 'validTo',
      by: ['practitioner', 'facility', 'department'],
      gain: 6.25,
    },
    { section: 'training', field: undefined, by: ['practitioner', 'facility'], gain: 5 },
  ])
})

test('whoever lacks one identifying number is not green, however good the rest', () => {
  const { score } = measured(WHOLE, { disputed: new Set(['personal-id 051085000001']) })
  expect(score.score).toBeGreaterThan(90)
  expect(score).toMatchObject({ identifiersWhole: false, band: 'yellow' })
})

test('only what was compared with the national source is judged by it', () => {
  expect(measured(WHOLE).score.parts.consistent).toBeUndefined()
  expect(measured(WHOLE, { identityState: 'matched' }).score.parts.consistent).toBe(100)
  expect(measured(WHOLE, { identityState: 'mismatch' }).score.parts.consistent).toBe(0)
})

test('a file grows stale by itself, on the day that it said', () => {
  const { turnsOn } = measured(WHOLE)
  expect(turnsOn).toBeDefined()
  const later = measured(WHOLE, {}, '2027-06-01')
  expect(later.score.parts.live).toBeLessThan(100)
  expect(measured(WHOLE, {}, turnsOn).score).not.toEqual(measured(WHOLE).score)
})

test.each([
  ['a name with stray spaces', 'identity', { name: ' Nguyễn  An' }, 'practitioner-text-tidy'],
  ['a number of another form', 'identity', { personalId: '12' }, 'practitioner-identifier-form'],
  [
    'a diploma older than its holder',
    'training',
    { issuedOn: '1980-01-01' },
    'practitioner-day-order',
  ],
  ['a code of no list', 'licence', { title: 'XX' }, 'practitioner-codes-known'],
  [
    'a licence that the file does not hold',
    'registration',
    { licence: '9/HNO-GPHN' },
    'practitioner-registration-licence',
  ],
])('%s is found at its place', (_what, section, values, rule) => {
  const statements = WHOLE.statements.map((one) =>
    one.section === section ? { ...one, values: { ...one.values, ...values } } : one,
  )
  const { list } = measured({ ...WHOLE, statements })
  const [field] = Object.keys(values)
  expect(list).toContainEqual(expect.objectContaining({ section, field, rules: [rule] }))
})

/** Files with holes: any values and sections of the whole one left out. */
const HOLED = fc
  .tuple(
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    fc.boolean(),
  )
  .map(([sections, fields, stale]): Profile => {
    let place = 0
    const statements = WHOLE.statements
      .filter((_, index) => sections[index] !== true)
      .map((one) => ({
        ...one,
        values: Object.fromEntries(
          Object.entries(one.values).filter(() => fields[place++ % fields.length] !== true),
        ),
        provenance: { '*': stale ? { ...MARK, enteredAt: '2026-01-01T00:00:00Z' } : MARK },
      }))
    return { ...WHOLE, statements }
  })
const SOME_FACTS = fc.record({
  twins: fc.nat(2),
  identityState: fc.constantFrom('unverified', 'matched', 'mismatch'),
  publishedVersion: fc.constantFrom(1, undefined),
  changedOn: fc.constantFrom('2026-11-01', '2026-01-01'),
})

test('scores and parts lie between 0 and 100, and no rule passes more than it asks', () => {
  fc.assert(
    fc.property(HOLED, SOME_FACTS, (profile, facts) => {
      const { score, tally } = measured(profile, facts)
      for (const one of [score.score, ...Object.values(score.parts)]) {
        expect(one).toBeGreaterThanOrEqual(0)
        expect(one).toBeLessThanOrEqual(100)
      }
      for (const { asked, passed } of tally) {
        expect(passed).toBeGreaterThanOrEqual(0)
        expect(passed).toBeLessThanOrEqual(asked)
      }
    }),
  )
})

test('the list stands in the order of what is truly gained, and all of it together gives 100', () => {
  fc.assert(
    fc.property(HOLED, SOME_FACTS, (profile, facts) => {
      const { tallies, failures, list, score } = measured(profile, facts)
      const gains = list.map(({ gain }) => gain)
      expect(gains).toEqual(gains.toSorted((one, other) => other - one))
      expect(gains.every((gain) => gain >= 0)).toBe(true)
      const everything = failures.map(({ rule, count }) => ({
        kind: 'practitioner' as const,
        rule,
        count,
      }))
      expect(score.score + gainOf(method, tallies, everything)).toBeCloseTo(100, 9)
    }),
  )
})

test('filling in what is missing gains at least what the list promised, and never takes from đủ', () => {
  fc.assert(
    fc.property(HOLED, SOME_FACTS, fc.nat(), (profile, facts, pick) => {
      const before = measured(profile, facts)
      const open = before.list.filter(({ rules }) => rules.some((id) => id.includes('-fields-')))
      const chosen = open[pick % Math.max(1, open.length)]
      if (chosen === undefined) return
      const after = measured(filled(profile, chosen.section, chosen.field), facts)
      expect(after.score.parts.complete ?? 0).toBeGreaterThanOrEqual(
        before.score.parts.complete ?? 0,
      )
      expect(after.score.score).toBeGreaterThanOrEqual(before.score.score + chosen.gain - 1e-9)
    }),
  )
})

/** The same with a field, or a whole section, as the whole file has it, freshly written. */
function filled(profile: Profile, section = '', field?: string): Profile {
  const source = WHOLE.statements.find((one) => one.section === section)
  if (source === undefined) return profile
  const isThere = profile.statements.some((one) => one.section === section)
  if (!isThere) return { ...profile, statements: [...profile.statements, source] }
  const value = source.values[field ?? '']
  if (field === undefined || value === undefined) return profile
  const statements = profile.statements.map((one) =>
    one.section === section
      ? {
          ...one,
          values: { ...one.values, [field]: value },
          provenance: { ...one.provenance, [field]: MARK },
        }
      : one,
  )
  return { ...profile, statements }
}
