import { createHash, randomBytes } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dictionaryOf, DOSSIERS, RESOURCES } from './dictionaries.ts'
import { compress, decompress, pack, unpack } from './pack.ts'
import { newKey, open, seal } from './seal.ts'

test('what is packed comes out as it was, all of it or one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 60 }), (resources) => {
      const whole = resources.map((text) => text.toWellFormed())
      const packed = pack(whole)
      expect(unpack(packed)).toEqual(whole)
      for (const [place, text] of whole.entries())
        expect(unpack(packed, (position) => position === place)).toEqual([text])
      expect(unpack(packed, () => false)).toEqual([])
    }),
  )
})

test('long texts keep their place in the directory', () => {
  const long = ['a'.repeat(127), 'b'.repeat(128), 'ế'.repeat(20_000), '', 'c'.repeat(2_000_000)]
  expect(unpack(pack(long))).toEqual(long)
})

test('what is sealed opens with its key and its owner only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
      const key = newKey()
      const sealed = seal(key, compress(bytes, DOSSIERS), 'owner')
      expect(decompress(open(key, sealed, 'owner'))).toEqual(Buffer.from(bytes))
      expect(() => open(newKey(), sealed, 'owner')).toThrow()
      expect(() => open(key, sealed, 'another')).toThrow()
      const broken = Buffer.from(sealed)
      broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
      expect(() => open(key, broken, 'owner')).toThrow()
    }),
    { numRuns: 30 },
  )
})

test('the same text sealed twice does not look the same', () => {
  const key = randomBytes(32)
  expect(seal(key, Buffer.from('x'), 'o')).not.toEqual(seal(key, Buffer.from('x'), 'o'))
})

test('what was compressed without a dictionary is still read', () => {
  expect(decompress(zstdCompressSync('một lần khám')).toString()).toBe('một lần khám')
  expect(() => decompress(Buffer.of(9, 0, 0))).toThrow(/no dictionary/)
})

test('a dictionary never changes: what was written by it is read by it', () => {
  const digests = [RESOURCES, DOSSIERS].map((number) =>
    createHash('sha256').update(dictionaryOf(number)).digest('hex').slice(0, 16),
  )
  expect(digests).toEqual(['3a86f1387482d721', '7953509167ec48ec'])
})
