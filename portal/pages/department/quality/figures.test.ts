import { expect, test } from 'vitest'
import { roundUp } from '../../../components/DayChart.tsx'
import { everyDay } from './figures.ts'

test('a day on which nothing came has its place in the chart', () => {
  const friday = {
    day: '2026-11-20',
    dossiers: 5,
    accepted: 4,
    withErrors: 0,
    refused: 1,
    withWarnings: 0,
    checkIns: 2,
  }
  const days = everyDay([friday], '2026-11-19', '2026-11-21')
  expect(days.map(({ day, dossiers }) => [day, dossiers])).toEqual([
    ['2026-11-19', 0],
    ['2026-11-20', 5],
    ['2026-11-21', 0],
  ])
})

test('the axis of a chart ends at a number that can be halved', () => {
  expect([1, 3, 7, 55, 61, 450].map(roundUp)).toEqual([2, 4, 10, 60, 100, 600])
})
