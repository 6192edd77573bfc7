import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText, unfoldText } from './fold-text.ts'

describe('a folded text', () => {
  test('gives back the very bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(unfoldText(foldText(Buffer.from(bytes)))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('gives back the very bytes of envelopes, with true base64, false base64 and broken tags', () => {
    const inner = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.string({ maxLength: 120 }),
      fc
        .uint8Array({ minLength: 60, maxLength: 90 })
        .map((bytes) => `${Buffer.from(bytes).toString('base64')}\n`),
    )
    const text = fc.array(
      fc.oneof(
        inner.map((part) => `<NOIDUNGFILE>${part}</NOIDUNGFILE>`),
        fc.constant('<NOIDUNGFILE>'),
        fc.string(),
      ),
    )
    fc.assert(
      fc.property(text, (parts) => {
        const bytes = Buffer.from(parts.join(''))
        expect(unfoldText(foldText(bytes))).toEqual(bytes)
      }),
    )
  })

  test('of a real dossier is three quarters as long before compression', async () => {
    const bytes = await readFile('samples/visit-outpatient.xml')
    const folded = foldText(bytes)
    expect(folded.length / bytes.length).toBeLessThan(0.8)
    expect(unfoldText(folded)).toEqual(bytes)
  })
})
