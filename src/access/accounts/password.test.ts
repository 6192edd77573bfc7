import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSealer } from '../sealing.ts'
import { hashSecret, isSecret, parseNewPassword } from './password.ts'

test('a secret is known again by its hash, whatever the Unicode form, and no other is', async () => {
  const hash = await hashSecret('Mật khẩu của Hà 1!', randomBytes)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isSecret(hash, 'Mật khẩu của Hà 1!'.normalize('NFD'))).toBe(true)
  expect(await isSecret(hash, 'Mật khẩu của Hà 1')).toBe(false)
  expect(await isSecret(undefined, 'Mật khẩu của Hà 1!')).toBe(false)
  expect(await isSecret('not a hash', '')).toBe(false)
  expect(await hashSecret('Mật khẩu của Hà 1!', randomBytes)).not.toBe(hash)
})

test.each([
  ['Ngắn quá 1!', 'access.password-too-short'],
  ['mười bốn ký tự 1!', 'access.password-too-simple'],
  ['MƯỜI BỐN KÝ TỰ 1!', 'access.password-too-simple'],
  ['Mười Bốn Ký Tự!!', 'access.password-too-simple'],
  ['MườiBốnKýTự12345', 'access.password-too-simple'],
  [`Aa1!${'x'.repeat(300)}`, 'access.password-too-long'],
])('the password %s is refused (TCVN 14423:2026)', (password, code) => {
  expect(parseNewPassword(password)).toMatchObject({ problems: [{ code }] })
})

test('a password of 14 characters of four kinds is accepted (TCVN 14423:2026)', () => {
  expect(parseNewPassword('Hoa sen trắng 7')).toMatchObject({ ok: true })
})

test('what is sealed opens again under the same key and purpose, and under no other, and never when a bit was changed', () => {
  const sealer = makeSealer('secret', 'purpose', randomBytes)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, place) => {
      const sealed = sealer.seal(text)
      expect(sealer.open(sealed)).toBe(text)
      expect(makeSealer('secret', 'other', randomBytes).open(sealed)).toBeUndefined()
      const changed = Buffer.from(sealed)
      const at = place % changed.length
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(sealer.open(changed)).toBeUndefined()
      expect(sealer.open(sealed.subarray(0, at))).toBeUndefined()
    }),
  )
})
