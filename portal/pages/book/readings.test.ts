import { expect, test } from 'vitest'
import type { AccessEntry } from '#health-book/contract'
import { entriesToReadings } from './readings.ts'

const entry = (position: number, at: string, what: string, name = 'BS Lan'): AccessEntry => ({
  position,
  at: `2026-11-20T${at}:00Z`,
  action: 'read',
  what,
  name,
  role: 'doctor',
  facility: { code: '51001', name: 'Bệnh viện Mẫu' },
  purpose: 'treatment',
  ground: 'open-visit',
  own: false,
})

test('what one reader opened in one sitting is one line, with each thing once', () => {
  const readings = entriesToReadings([
    entry(4, '09:20', 'visit'),
    entry(3, '09:10', 'visit'),
    entry(2, '09:05', 'record'),
    entry(1, '07:00', 'record'),
  ])
  expect(readings.map(({ newest, whats }) => [newest.position, [...whats]])).toEqual([
    [
      4,
      [
        ['visit', 2],
        ['record', 1],
      ],
    ],
    [1, [['record', 1]]],
  ])
})

test('two readers at the same time stay two lines', () => {
  const readings = entriesToReadings([
    entry(3, '09:02', 'visit'),
    entry(2, '09:01', 'record', 'BS Minh'),
    entry(1, '09:00', 'record'),
  ])
  expect(readings.map(({ newest }) => newest.name)).toEqual(['BS Lan', 'BS Minh'])
})
