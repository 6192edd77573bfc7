import { expect, test } from 'vitest'
import { lastMonth, readFiguresAddress, readHalfYearAddress, thisHalfYear } from './addresses.ts'

const NOW = new Date('2026-06-30T18:00:00Z')

test('without days the last thirty are looked at, in the time of Vietnam', () => {
  expect(lastMonth({}, NOW)).toEqual({
    from: '2026-06-02',
    to: '2026-07-01',
    by: 'visit-end',
  })
})

test('the half-year that is running is the one in Vietnam', () => {
  expect(thisHalfYear({}, NOW)).toEqual({ year: 2026, half: 2 })
})

test('the half-year stands in the address as text', () => {
  expect(readHalfYearAddress({ year: '2025', half: '3' })).toEqual({ year: 2025 })
})

test('by which day dossiers are counted stands in the address', () => {
  expect(readFiguresAddress({ by: 'received' })).toEqual({ by: 'received' })
  expect(readFiguresAddress({ by: 'moon' })).toEqual({})
})
