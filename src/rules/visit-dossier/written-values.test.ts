import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatVietnamTime, parseVietnamTime } from '#vocabulary/vietnam-time'
import { dosedQuantity } from './drug-rules.ts'
import { specialitiesOf } from './code-rules.ts'
import { ownStaff } from './facility-list-rules.ts'
import { daysBetween, isBirth, isDay, isNumber, isTime, yearsBetween } from './written-values.ts'

test('times and days are real ones, as the parser of the vocabulary reads them', () => {
  const digits = fc.stringMatching(/^(?:19|20)\d{6}(?:\d{4})?$/)
  fc.assert(
    fc.property(fc.oneof(digits, fc.string({ maxLength: 13 })), (text) => {
      expect(isDay(text) || isTime(text)).toBe(parseVietnamTime(text).ok)
    }),
  )
  const instants = fc.date({
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(fc.property(instants, (instant) => isTime(formatVietnamTime(instant))))
})

test('births may leave time, or day and month, unknown', () => {
  for (const text of [
    '199005120000',
    '196000000000',
    '196005000000',
    '202611100345',
    '000000000000',
  ])
    expect(isBirth(text), text).toBe(true)
  for (const text of ['19900512', '199013120000', '199000120000', '199005122460', 'x'])
    expect(isBirth(text), text).toBe(false)
})

test('numbers are digits with at most one point', () => {
  for (const text of ['0', '15', '11550.5', '007']) expect(isNumber(text), text).toBe(true)
  for (const text of ['', '.5', '5.', '1.2.3', '1,5', '-1', '1e3', ' 1'])
    expect(isNumber(text), text).toBe(false)
})

test('days and years are counted by the calendar', () => {
  expect(daysBetween('202611020740', '202611061000')).toBe(4)
  expect(daysBetween('20240228', '20240301')).toBe(2)
  expect(yearsBetween('199005120000', '202605110000')).toBe(35)
  expect(yearsBetween('199005120000', '202605120000')).toBe(36)
})

test('a dose in the usual form gives its whole quantity', () => {
  expect(dosedQuantity('1 viên/lần * 3 lần/ngày * 5 ngày [3 viên/ngày]')).toBe(15)
  expect(dosedQuantity('1/2 viên/lần * 2 lần/ngày * 10 ngày [1 viên/ngày]')).toBe(10)
  expect(dosedQuantity('0,5 viên/lần * 2 lần/ngày * 10 ngày [1 viên/ngày]')).toBe(10)
  expect(dosedQuantity('12g * 1 thang * 5 ngày')).toBeUndefined()
})

test('wards made of several specialities are taken apart', () => {
  expect(specialitiesOf('K0249')).toEqual(['K02', 'K49'])
  expect(specialitiesOf('K02.D35')).toEqual(['K02'])
  expect(specialitiesOf('K16.1')).toEqual(['K16'])
  expect(specialitiesOf('KHAC')).toEqual(['KHAC'])
})

test('only the facility’s own licence holders are looked up in its staff list', () => {
  expect(ownStaff('000001/QNG-GPHN(NV12);000002/HNO-GPHN.C.01999')).toEqual(['000001/QNG-GPHN'])
  expect(ownStaff('(NV15)')).toEqual([])
})
