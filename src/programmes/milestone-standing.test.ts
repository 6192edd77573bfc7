import { expect, test } from 'vitest'
import {
  isEscalated,
  keptOnDay,
  nextReminderAfter,
  roundOn,
  standingOf,
} from './milestone-standing.ts'
import { percentOf } from './measures.ts'
import { readProgrammes } from './read-programmes.ts'

const programmes = readProgrammes()

function dueOf(id: string) {
  const due = programmes.find(id)
  if (due === undefined) throw new Error(id)
  return due
}

const CLEANING = dueOf('ct07-facilities')
const UPDATE = dueOf('cv4016-facilities')
const PAST = dueOf('kh1642-3')
const HALF = { numerator: 5, denominator: 10 }

test('the cleaning of directive 07 runs out on 30/11/2026 and is near from 30 days before', () => {
  const stateOn = (day: string) => standingOf(CLEANING.programme, CLEANING.milestone, HALF, day)
  expect(CLEANING.milestone.due).toBe('2026-11-30')
  expect(stateOn('2026-10-30')).toBe('running')
  expect(stateOn('2026-10-31')).toBe('near')
  expect(stateOn('2026-11-30')).toBe('near')
  expect(stateOn('2026-12-01')).toBe('late')
})

test('what is reached is reached, also after its day, and 99.99 percent is not all', () => {
  const { programme, milestone } = CLEANING
  const all = { numerator: 10, denominator: 10 }
  expect(standingOf(programme, milestone, all, '2027-01-01')).toBe('reached')
  expect(percentOf({ numerator: 59_999, denominator: 60_000 })).toBe(99.9)
})

test('without anything to count nothing is said', () => {
  const { programme, milestone } = CLEANING
  expect(standingOf(programme, milestone, undefined, '2026-11-20')).toBe('unknown')
  const none = { numerator: 0, denominator: 0 }
  expect(standingOf(programme, milestone, none, '2026-11-20')).toBe('unknown')
  expect(percentOf(none)).toBeUndefined()
})

test('a date of 2025 is history: whether it was kept is known only where somebody counted that day', () => {
  const { programme, milestone } = PAST
  expect(standingOf(programme, milestone, HALF, '2026-11-20')).toBe('history')
  expect(keptOnDay(milestone, undefined, '2026-11-20')).toBe('unknown')
  expect(keptOnDay(milestone, HALF, '2026-11-20')).toBe('missed')
  expect(keptOnDay(milestone, { numerator: 3, denominator: 3 }, '2026-11-20')).toBe('kept')
  expect(roundOn(programme, milestone, '2026-11-20')).toBeUndefined()
})

test('reminder days are 30, 14, 7, 3 and 1 before, then after: each begins a round', () => {
  const { programme, milestone } = CLEANING
  const rounds = [
    '2026-10-30',
    '2026-10-31',
    '2026-11-16',
    '2026-11-22',
    '2026-11-23',
    '2026-12-01',
  ]
  expect(rounds.map((day) => roundOn(programme, milestone, day))).toEqual([
    undefined,
    1,
    2,
    2,
    3,
    6,
  ])
  expect(nextReminderAfter(programme, milestone, '2026-11-20')).toBe('2026-11-23')
  expect(nextReminderAfter(programme, milestone, '2026-12-31')).toBeUndefined()
})

test('an order without a last day is reminded of every thirty days', () => {
  const { programme, milestone } = UPDATE
  expect(standingOf(programme, milestone, HALF, '2026-11-20')).toBe('undated')
  expect(roundOn(programme, milestone, '2026-06-20')).toBeUndefined()
  expect(roundOn(programme, milestone, '2026-07-02')).toBe(1)
  expect(nextReminderAfter(programme, milestone, '2026-07-02')).toBe('2026-08-01')
})

test('a week after the last day the Ministry is told', () => {
  const { programme, milestone } = CLEANING
  expect(isEscalated(programme, milestone, '2026-12-06')).toBe(false)
  expect(isEscalated(programme, milestone, '2026-12-07')).toBe(true)
})

test('every programme that the plan names is there, with its source', () => {
  expect(programmes.all.map(({ id }) => id)).toEqual([
    'ct07',
    'emr',
    'kh1642',
    'cv4016',
    'emr-51',
    'kh08',
  ])
  for (const number of ['t34', 't35', 't36'])
    expect(dueOf(`emr-51-${number}`).programme.provinces).toEqual(['51'])
  for (const number of ['t37', 't38', 't39', 't40', 't41'])
    expect(dueOf(`kh08-${number}`).milestone.measure).toBe('reported')
  expect(dueOf('emr-2026').milestone.due).toBe('2026-12-31')
  expect(dueOf('kh1642-q4').milestone.due).toBe('2026-12-31')
  expect(dueOf('kh1642-t42').milestone.history).toBe(true)
})
