import { expect, test } from 'vitest'
import type { RecordId } from '#vocabulary/record-id'
import { compareStaff, type WantedRow } from './compare-staff.ts'
import type { StaffRow } from './staff-row-store.ts'

const TODAY = '2026-11-20'
const WHO = { practitioner: '01a1f6b5-4bd8-8b75-a62b-96e168978709' as RecordId, statement: 'r1' }

const wanted = (title: string, to?: string): WantedRow => ({
  ...WHO,
  from: '2024-06-01',
  to,
  columns: { CHUCDANH_NN: title },
  digest: Buffer.from(title),
  faults: [],
})
const row = (title: string, more: Partial<StaffRow> = {}): StaffRow => ({
  ...WHO,
  key: '1',
  from: '2024-06-01',
  digest: Buffer.from(title),
  columns: { CHUCDANH_NN: title },
  state: 'acknowledged',
  isAtPortal: true,
  reasons: [],
  ...more,
})
const said = (rows: readonly StaffRow[]) =>
  rows.map(({ key, from, to, columns, state }) => [key, columns['CHUCDANH_NN'], from, to, state])

test('a new registration opens a row, and one that holds is not sent again', () => {
  expect(said(compareStaff([], [wanted('1')], TODAY))).toEqual([
    ['1', '1', '2024-06-01', undefined, 'waiting'],
  ])
  expect(compareStaff([row('1')], [wanted('1')], TODAY)).toEqual([])
})

test('a change closes the old row the day before and opens a new one', () => {
  expect(said(compareStaff([row('1')], [wanted('2')], TODAY))).toEqual([
    ['1', '1', '2024-06-01', '2026-11-19', 'waiting'],
    ['2', '2', '2026-11-20', undefined, 'waiting'],
  ])
})

test('a row that was opened today lasts until tonight, so that no day has two', () => {
  expect(said(compareStaff([row('1', { from: TODAY })], [wanted('2')], TODAY))).toEqual([
    ['1', '1', TODAY, TODAY, 'waiting'],
    ['2', '2', '2026-11-21', undefined, 'waiting'],
  ])
})

test('somebody who left is closed once; an end that is put off opens a row after it', () => {
  const [closed] = compareStaff([row('1')], [], TODAY)
  expect(said(closed ? [closed] : [])).toEqual([['1', '1', '2024-06-01', '2026-11-19', 'waiting']])
  expect(compareStaff(closed ? [{ ...closed, state: 'acknowledged' }] : [], [], TODAY)).toEqual([])
  expect(said(compareStaff([row('1', { to: '2026-12-31' })], [wanted('1')], TODAY))).toEqual([
    ['2', '1', '2027-01-01', undefined, 'waiting'],
  ])
})

test('a row that the portal never had may become another; one without an answer is sent again as it was', () => {
  const held = row('1', { isAtPortal: false, state: 'held', reasons: [{ code: 'column-missing' }] })
  expect(said(compareStaff([held], [wanted('2')], TODAY))).toEqual([
    ['1', '2', '2024-06-01', undefined, 'waiting'],
  ])
  expect(compareStaff([held], [wanted('1')], TODAY)).toEqual([])
  const unanswered = row('1', { isAtPortal: false, state: 'unanswered' })
  expect(said(compareStaff([unanswered], [wanted('1')], TODAY))).toEqual([
    ['1', '1', '2024-06-01', undefined, 'waiting'],
  ])
})
