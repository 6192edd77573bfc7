import { expect, test } from 'vitest'
import {
  daysBefore,
  formatDay,
  formatMoment,
  formatNumber,
  formatShare,
  isoDay,
  parseDay,
} from './format.ts'

test('a calendar day is written dd/MM/yyyy and never shifted', () => {
  expect(formatDay('2026-11-20')).toBe('20/11/2026')
  expect(formatDay('1958-07')).toBe('07/1958')
  expect(formatDay('1958')).toBe('1958')
})

test('a typed day is read as people write it, and only if there is such a day', () => {
  expect(parseDay('1/2/2026')).toBe('2026-02-01')
  expect(parseDay('31/02/2026')).toBeUndefined()
  expect(parseDay('2026-02-01')).toBeUndefined()
})

test('an instant is read in the time of Vietnam', () => {
  expect(formatMoment('2026-11-19T17:30:00Z')).toBe('00:30 20/11/2026')
  expect(isoDay(new Date('2026-11-19T17:30:00Z'))).toBe('2026-11-20')
})

test('days are counted back over the ends of months', () => {
  expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28')
})

test('numbers follow the language', () => {
  expect(formatShare(0.125, 'vi')).toContain('13')
  expect(formatNumber(12_345, 'vi')).toBe('12.345')
  expect(formatNumber(12_345, 'en')).toBe('12,345')
})

test('what is no day is written as nothing, and never breaks a page', () => {
  expect(formatDay('')).toBe('')
  expect(formatDay('unknown')).toBe('')
})
