import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSealer } from '../sealing.ts'
import { rulesAt } from './account-rules.ts'
import { isInPublishedList } from './breached-passwords.ts'
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

const HA = { signInName: 'ha.dinh@51001', name: 'Đinh Thị Hà', citizenNumber: '051190000123' }
const RULES = rulesAt(new Date('2026-11-20T03:00:00Z')).password
const read = (password: string, withSecondFactor = false) =>
  parseNewPassword(password, RULES, HA, withSecondFactor)

test.each([
  ['Ngắn quá 1!', 'access.password-too-short'],
  ['mười bốn ký tự 1!', 'access.password-too-simple'],
  ['MƯỜI BỐN KÝ TỰ 1!', 'access.password-too-simple'],
  ['Mười Bốn Ký Tự!!', 'access.password-too-simple'],
  ['MườiBốnKýTự12345', 'access.password-too-simple'],
  [`Aa1!${'x'.repeat(300)}`, 'access.password-too-long'],
])('the password %s is refused where it stands alone (TCVN 14423:2026)', (password, code) => {
  expect(read(password)).toMatchObject({ problems: [{ code }] })
})

test('a password of 14 characters of four kinds is accepted (TCVN 14423:2026)', () => {
  expect(read('Hoa sen trắng 7')).toMatchObject({ ok: true })
})

test('beside a second factor 8 characters of any kind suffice, 7 do not (TCVN 14423:2026)', () => {
  expect(read('trúc đào', true)).toMatchObject({ ok: true })
  expect(read('tre đào', true)).toMatchObject({ problems: [{ code: 'access.password-too-short' }] })
})

test.each([
  'Benhvien@123456',
  'M@tKhau-2026!!',
  'Bệnh Viện 2026!!',
  'Vietnam1234567!',
  'P@ssw0rd123456!',
  'MatkhauMatkhau1!',
  '!!!!QWERTYqwerty1',
  'Nguyễn Văn A 123!',
])('%s is refused: people choose it first', (password) => {
  expect(read(password)).toMatchObject({ problems: [{ code: 'access.password-common' }] })
})

test.each(['11111111', '12345678', '20112026', 'abababab', 'iloveyou', 'MATKHAU1'])(
  '%s is refused even beside a second factor',
  (password) => {
    expect(read(password, true)).toMatchObject({ problems: [{ code: 'access.password-common' }] })
  },
)

test.each([
  'Trăng-ĐinhThịHà-9',
  'ha.dinh@51001-Xuân',
  'Sông 51001 Trà Khúc!',
  'Mưa 051190000123 Xa!',
])('%s is refused: it holds the own name, sign-in name or number', (password) => {
  expect(read(password)).toMatchObject({ problems: [{ code: 'access.password-own-name' }] })
})

test('a password in the operator’s published list is found, in one ordered file and in a folder by prefix', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mach-list-'))
  const digests = Array.from({ length: 500 }, (_, index) =>
    createHash('sha1').update(`lộ ra ${index}`).digest('hex').toUpperCase(),
  ).sort()
  const file = join(folder, 'pwned.txt')
  await writeFile(file, digests.map((digest, index) => `${digest}:${index * 977}`).join('\r\n'))
  for (const index of [0, 1, 137, 498, 499])
    expect(await isInPublishedList(file, `lộ ra ${index}`)).toBe(true)
  for (const index of [500, 501, 999])
    expect(await isInPublishedList(file, `lộ ra ${index}`)).toBe(false)

  const [one = ''] = digests
  await mkdir(join(folder, 'range'))
  for (const digest of digests)
    await appendFile(join(folder, 'range', `${digest.slice(0, 5)}.txt`), `${digest.slice(5)}:3\n`)
  expect(await isInPublishedList(join(folder, 'range'), 'lộ ra 7')).toBe(true)
  await writeFile(join(folder, 'range', `${one.slice(0, 5)}.txt`), '')
  const emptied = Array.from({ length: 500 }, (_, index) => `lộ ra ${index}`).find(
    (word) => createHash('sha1').update(word).digest('hex').toUpperCase() === one,
  )
  expect(await isInPublishedList(join(folder, 'range'), String(emptied))).toBe(false)
  await expect(isInPublishedList(join(folder, 'nowhere'), 'x')).rejects.toThrow(/ENOENT/)
  await rm(folder, { recursive: true })
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

test.each(['aaaaaaaaaaaaaaA1!', 'Ab1!Ab1!Ab1!Ab1!', 'Thuyền về bếnnnn 7'])(
  'a password that repeats itself is refused: %s',
  (text) => {
    const { password } = rulesAt(new Date('2026-11-20'))
    const owner = { signInName: 'ha.dinh', name: 'Đinh Thị Hà' }
    for (const withFactor of [true, false])
      expect(parseNewPassword(text, password, owner, withFactor)).toMatchObject({
        problems: [{ code: 'access.password-monotonous' }],
      })
  },
)
