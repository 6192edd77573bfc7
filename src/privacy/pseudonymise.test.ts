import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newPersonId } from '#vocabulary/record-id'
import { extractToCsv, type Observed, pseudonymise } from './pseudonymise.ts'

const KEY = Buffer.alloc(32, 1)
const AT = new Date('2026-11-10T02:00:00Z')
const PERSONS = Array.from({ length: 40 }, (_, index) =>
  newPersonId(AT, (count) => new Uint8Array(count).fill(index)),
)

const observed = (index: number, change: Partial<Observed> = {}): Observed => ({
  person: PERSONS[index] ?? newPersonId(AT, (count) => new Uint8Array(count)),
  birthDate: '1984-03-02',
  sex: 'male',
  province: '51',
  at: AT,
  code: 'J18.9',
  ...change,
})

test('a line says nothing by which a person is known', () => {
  const [line] = pseudonymise([observed(1)], KEY, 'case', 1).lines
  expect(line).toMatchObject({ age: '40-44', month: '2026-11', icd10: 'J18' })
  expect(JSON.stringify(line)).not.toContain(PERSONS[1])
  expect(line?.pseudonym).toHaveLength(16)
})

test('what one person had in two months, at two places or ages is not joined by a pseudonym', () => {
  const lines = [
    observed(1),
    observed(1, { at: new Date('2026-10-10T02:00:00Z') }),
    observed(1, { province: '79' }),
    observed(1, { at: new Date('2030-11-10T02:00:00Z') }),
  ]
  const { lines: made } = pseudonymise(lines, KEY, 'case', 1)
  expect(new Set(made.map(({ pseudonym }) => pseudonym)).size).toBe(4)
})

test('the same person has one pseudonym within a group, and another in the next extract', () => {
  const first = pseudonymise([observed(1), observed(1, { code: 'I10' })], KEY, 'one', 1)
  const second = pseudonymise([observed(1)], KEY, 'two', 1)
  expect(first.lines[0]?.pseudonym).toBe(first.lines[1]?.pseudonym)
  expect(second.lines[0]?.pseudonym).not.toBe(first.lines[0]?.pseudonym)
  const otherKey = pseudonymise([observed(1)], Buffer.alloc(32, 2), 'one', 1)
  expect(otherKey.lines[0]?.pseudonym).not.toBe(first.lines[0]?.pseudonym)
})

test('one person who comes five times is not a group of five', () => {
  const often = Array.from({ length: 5 }, () => observed(1))
  expect(pseudonymise(often, KEY, 'case', 5)).toEqual({ lines: [], suppressed: 5 })
})

test('no group of an extract has fewer than k persons, whatever comes in', () => {
  const one = fc.record({
    person: fc.constantFrom(...PERSONS),
    birthDate: fc.constantFrom('1984-03-02', '2020', '', '1930-01'),
    sex: fc.constantFrom('male' as const, 'female' as const),
    province: fc.constantFrom('51', '79'),
    at: fc.constantFrom(AT, new Date('2026-10-01T00:00:00Z')),
    code: fc.constantFrom('J18.9', 'I10'),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 200 }), fc.integer({ min: 2, max: 10 }), (all, k) => {
      const { lines, suppressed } = pseudonymise(all, KEY, 'case', k)
      expect(lines.length + suppressed).toBe(all.length)
      const groups = Map.groupBy(lines, ({ age, sex, province, month }) =>
        [age, sex, province, month].join(),
      )
      for (const group of groups.values())
        expect(new Set(group.map(({ pseudonym }) => pseudonym)).size).toBeGreaterThanOrEqual(k)
      // A pseudonym stands in one group: whoever lays all lines of one side by side is among k still.
      for (const own of Map.groupBy(lines, ({ pseudonym }) => pseudonym).values())
        expect(
          new Set(own.map(({ age, sex, province, month }) => [age, sex, province, month].join()))
            .size,
        ).toBe(1)
    }),
  )
})

test('the file says whose copy it is', () => {
  const csv = extractToCsv(pseudonymise([observed(1)], KEY, 'case', 1), {
    case: 'case',
    account: 'analyst',
    at: AT.toISOString(),
    k: 1,
  })
  expect(csv.split('\n')[0]).toContain('case case · analyst · 2026-11-10')
  expect(csv.split('\n')[1]).toBe('pseudonym,age,sex,province,month,icd10')
})
