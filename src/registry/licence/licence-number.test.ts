import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import { isUsualLicenceNumber, licenceKey } from './licence-number.ts'

test('one number is the same however it is written: spaces, case, Đ or D, leading zeros, dashes', () => {
  const key = licenceKey('001234/QĐNA-CCHN')
  for (const written of [
    '1234/QĐNA-CCHN',
    ' 001234 / qđna – cchn ',
    '001234/QDNA-CCHN',
    '001234/QÐNA—CCHN',
    '0001234\\QĐNA‐CCHN',
    '001234/QĐNA\u2212CCHN',
    '00\u200B1234/QĐNA-CCHN',
    '001234/QĐNA-CCHN'.normalize('NFD'),
  ])
    expect(licenceKey(written), written).toBe(key)
})

test('numbers that differ in more than their writing stay apart', () => {
  const numbers = [
    '001234/BYT-CCHN',
    '001234/BYT-GPHN',
    '012340/BYT-CCHN',
    '001234/HNO-CCHN',
    '1234',
  ]
  expect(new Set(numbers.map(licenceKey)).size).toBe(numbers.length)
  expect(licenceKey('0/BYT-GPHN')).toBe('0/BYT-GPHN')
  expect(licenceKey(' – ')).toBe('')
})

test('a key is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(licenceKey(licenceKey(text))).toBe(licenceKey(text))
    }),
  )
})

test('an unusual number is remarked upon, and is a number all the same', () => {
  expect(isUsualLicenceNumber('000001/BYT-GPHN')).toBe(true)
  expect(isUsualLicenceNumber('005678/QNG-CCHN')).toBe(true)
  expect(isUsualLicenceNumber('GP 12 của Sở')).toBe(false)
  expect(licenceKey('GP 12 của Sở')).not.toBe('')
})
