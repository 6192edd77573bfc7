import { expect, test } from 'vitest'
import { makeLink, newPasscode, openDocument, readLink, sealDocument } from './share-link.ts'

test('a document that is sealed under a key opens under it, and the link carries the key behind the #', async () => {
  const { key, sealed } = await sealDocument({ resourceType: 'Bundle', type: 'document' })
  const url = 'https://mach.example/shares/abc'
  const until = '2026-11-21T05:00:00.000Z'
  const link = makeLink('https://mach.example', { url, key, until, label: 'Cho bác sĩ' })
  expect(link.split('#')[0]).toBe('https://mach.example/xem-chia-se')
  const read = readLink(new URL(link).hash)
  expect(read).toEqual({ url, key, label: 'Cho bác sĩ', exp: 1_795_237_200, flag: 'P', v: 1 })
  expect(await openDocument(sealed, key)).toEqual({ resourceType: 'Bundle', type: 'document' })
})

test('a link that is cut or made up is no link', () => {
  for (const hash of ['', '#shlink:/', '#shlink:/abc', '#other', `#shlink:/${btoa('{"url":"x"}')}`])
    expect(readLink(hash)).toBeUndefined()
})

test('a passcode that is proposed has six digits', () => {
  expect(newPasscode()).toMatch(/^\d{6}$/)
})
