import { expect, test } from 'vitest'
import { readBirthDate } from './birth-date.ts'

test.each([
  ['08/03/1958', '1958-03-08'],
  ['8-3-1958', '1958-03-08'],
  [' 1958 ', '1958'],
])('the birth date "%s" is read as %s', (typed, read) => {
  expect(readBirthDate(typed)).toBe(read)
})

test.each(['31/02/1958', '58', '1858', 'hôm qua', ''])('"%s" is no birth date', (typed) => {
  expect(readBirthDate(typed)).toBeUndefined()
})
