import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64 } from './decode-text.ts'

test('base64 is what its grammar says, and nothing else', () => {
  const character = fc.constantFrom('-', '_', ' ', '*', 'é', 'Ł')
  const mostly = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('A', 'z', '9', '+', '/', '=') },
    character,
  )
  fc.assert(
    fc.property(fc.array(mostly, { maxLength: 16 }), (characters) => {
      const text = characters.join('')
      const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
      expect(decodeBase64(text) !== undefined).toBe(isBase64)
    }),
    { numRuns: 2_000 },
  )
  expect(decodeBase64(Buffer.from('Hồ sơ').toString('base64'))?.toString()).toBe('Hồ sơ')
})
