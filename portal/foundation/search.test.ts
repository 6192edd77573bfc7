import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseAddress, searchOf, writeAddress } from './search.ts'

const Filter = z.strictObject({
  status: z.enum(['accepted', 'refused']).optional(),
  text: z.string().optional(),
})

test('a filter in the address is read as it is', () => {
  expect(searchOf(Filter)(parseAddress('?status=refused&text=0123'))).toEqual({
    status: 'refused',
    text: '0123',
  })
})

test('what an old or mistyped link carries is left out, the rest holds', () => {
  expect(searchOf(Filter)({ status: 'duyệt', text: 'a', page: '2' })).toEqual({ text: 'a' })
  expect(searchOf(Filter)({ text: '' })).toEqual({})
})

test('what is not set does not stand in the address', () => {
  expect(writeAddress({ status: undefined, text: 'Đặng Ấ' })).toBe(
    '?text=%C4%90%E1%BA%B7ng+%E1%BA%A4',
  )
  expect(writeAddress({})).toBe('')
})
