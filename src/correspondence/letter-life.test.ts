import { X509Certificate, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { inTransaction } from '#foundation/database'
import type { Caller, Role } from '#vocabulary/caller'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import type { Outcome } from '#vocabulary/outcome'
import { temporaryDatabase, type TemporaryDatabase } from '../../tests/temporary-database.ts'
import { textOf } from '../documents/testing/pdf-text.ts'
import { certify } from '../signing/testing/authority.ts'
import { appendSection, signPdf } from '../signing/testing/sign-pdf.ts'
import { draftLetter, type LetterToDraft } from './draft-letter.ts'
import { reviseLetter, withdrawLetter } from './end-letter.ts'
import type { LetterNeeds } from './needs.ts'
import { numberLetter } from './number-letter.ts'
import { giveDocx, givePdf, readLetter, readLetters } from './read-letters.ts'
import { returnSignedLetter } from './return-signed-letter.ts'

const ROOT = certify({ name: 'CA thử nghiệm', isAuthority: true })
const OFFICE = certify({ name: 'Văn thư', organisation: 'SỞ Y TẾ TỈNH QUẢNG NGÃI', issuer: ROOT })
const SIGNER = { title: 'Giám đốc', name: 'Trần Văn Bình' }

let temporary: TemporaryDatabase
let needs: LetterNeeds
let count = 0

beforeAll(async () => {
  temporary = await temporaryDatabase()
  needs = {
    database: temporary.database,
    now: () => new Date('2026-11-20T04:00:00Z'),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    anchors: [new X509Certificate(ROOT.certificate)],
  }
})
afterAll(() => temporary[Symbol.asyncDispose]())

function caller(role: Role, place: Partial<Caller> = {}): Caller {
  return {
    account: role,
    name: `Người ${role}`,
    role,
    rights: rightsOf(role),
    address: '::1',
    ...place,
  }
}
const officer = (province: string) => caller('department-officer', { province })
const OWN = officer('51')
const facility = (code: string) =>
  caller('facility-administrator', {
    facility: told(parseFacilityCode(code)) satisfies FacilityCode,
  })

function told<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

async function draft(more: Partial<LetterToDraft> = {}): Promise<string> {
  count += 1
  const asked: LetterToDraft = {
    kind: 'reminder',
    authority: '51',
    origin: `test ${count}`,
    facility: '51001',
    abstract: 'đôn đốc cập nhật hồ sơ cơ sở',
    addressees: ['Bệnh viện Đa khoa 51001'],
    body: [{ kind: 'paragraph', text: 'Đề nghị cập nhật trước ngày 30/11/2026.' }],
    ...more,
  }
  const drafted = await inTransaction(needs.database, (trx) => draftLetter(trx, needs, OWN, asked))
  return told(drafted).letter
}
const number = (letter: string, by = OWN) => numberLetter(needs, by, { letter, signer: SIGNER })
const pdfOf = async (letter: string, by = OWN) =>
  Buffer.from(told(await givePdf(needs, by, letter)).body)
const giveBack = (letter: string, bytes: Buffer, by = OWN) =>
  returnSignedLetter(needs, by, { letter, bytes })
const stateOf = async (letter: string) => told(await readLetter(needs, OWN, letter)).state
const refused = (code: string) => ({ ok: false, problems: [{ code }] })

test('a letter is drafted, numbered, signed outside and issued; then its facility reads the signed file, and no other', async () => {
  const letter = await draft()
  expect(told(await readLetter(needs, OWN, letter))).toMatchObject({
    state: 'draft',
    acts: ['number', 'revise', 'withdraw'],
  })
  expect(await readLetter(needs, facility('51001'), letter)).toMatchObject(
    refused('correspondence.unknown'),
  )
  const given = told(await number(letter)).number
  expect(given).toMatch(/^\d{2,}\/SYT-NVY$/)
  const pdf = await pdfOf(letter)
  expect(textOf(pdf).replaceAll(' ', '')).toContain(`Số:${given}`)
  const signed = signPdf(pdf, OFFICE)
  expect(await giveBack(letter, signed)).toMatchObject({ ok: true })
  const view = told(await readLetter(needs, facility('51001'), letter))
  expect(view).toMatchObject({
    state: 'issued',
    acts: [],
    events: [
      {
        kind: 'signed',
        signers: [{ name: 'Văn thư', organisations: ['SỞ Y TẾ TỈNH QUẢNG NGÃI'] }],
      },
    ],
  })
  expect(await pdfOf(letter, facility('51001'))).toEqual(signed)
  expect(await givePdf(needs, facility('51002'), letter)).toMatchObject(
    refused('correspondence.unknown'),
  )
  expect(await giveDocx(needs, facility('51001'), letter)).toMatchObject(
    refused('correspondence.not-yours'),
  )
  expect(await giveBack(letter, signed)).toMatchObject(refused('correspondence.not-awaiting'))
})

describe('a file that comes back is refused, and the letter is not issued, when it', () => {
  const stranger = certify({ name: 'CA lạ', isAuthority: true })
  const organisation = 'Sở Y tế tỉnh Quảng Ngãi'
  const as = (asked: object) => certify({ name: 'Văn thư', organisation, issuer: ROOT, ...asked })
  const SWAPPED = { 1: '<< /Length 0 >>\nstream\n\nendstream' }
  test.each<[string, string, (pdf: Buffer) => Buffer | Promise<Buffer>]>([
    ['is no PDF', 'not-a-pdf', () => Buffer.from('hello')],
    ['carries no signature', 'unsigned', (pdf) => pdf],
    [
      'is another letter',
      'not-this-letter',
      async () => {
        const other = await draft()
        await number(other)
        return signPdf(await pdfOf(other), OFFICE)
      },
    ],
    [
      'was changed behind the signature',
      'changed',
      (pdf) => appendSection(signPdf(pdf, OFFICE), SWAPPED),
    ],
    [
      'is signed by an unknown authority',
      'untrusted',
      (pdf) => signPdf(pdf, as({ issuer: stranger })),
    ],
    [
      'is signed when the certificate was over',
      'certificate-not-in-time',
      (pdf) => signPdf(pdf, as({ to: new Date('2026-11-01') })),
    ],
    [
      'is signed by another organ',
      'other-organ',
      (pdf) => signPdf(pdf, as({ organisation: 'Sở Y tế thành phố Hà Nội' })),
    ],
    [
      'is signed by somebody alone',
      'other-organ',
      (pdf) => signPdf(pdf, certify({ name: 'Trần Văn Bình', issuer: ROOT })),
    ],
  ])('%s', async (_why, code, make) => {
    const letter = await draft()
    await number(letter)
    const bytes = await make(await pdfOf(letter))
    expect(await giveBack(letter, bytes)).toMatchObject(refused(`correspondence.${code}`))
    const view = told(await readLetter(needs, OWN, letter))
    expect(view).toMatchObject({
      state: 'awaiting',
      events: [{ kind: 'numbered' }, { kind: 'refused', code: `correspondence.${code}` }],
    })
    // The right file is still taken.
    expect(await giveBack(letter, signPdf(await pdfOf(letter), OFFICE))).toMatchObject({ ok: true })
  })
})

test('numbers of a register have no gap and none is given twice, also when many ask at once', async () => {
  const letters = await Promise.all(Array.from({ length: 12 }, () => draft({ kind: 'notice' })))
  const given = await Promise.all(letters.map((letter) => number(letter)))
  const numbers = given.map((one) => Number(told(one).number.split('/')[0]))
  expect(numbers.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  )
  const [again = ''] = letters
  expect(await number(again)).toMatchObject(refused('correspondence.not-a-draft'))
})

test('a decision keeps the number that was stated with its step; the register passes over it, and no other letter has it', async () => {
  const stated = { number: '01/QĐ-SYT', day: '2026-11-19' }
  expect(told(await number(await draft({ kind: 'decision', stated }))).number).toBe('01/QĐ-SYT')
  expect(told(await number(await draft({ kind: 'decision' }))).number).toBe('02/QĐ-SYT')
  expect(await number(await draft({ kind: 'decision', stated }))).toMatchObject(
    refused('correspondence.number-taken'),
  )
})

test('another authority sees nothing of a letter and does nothing with it; the Ministry has its own', async () => {
  const letter = await draft()
  for (const by of [officer('01'), officer('97'), caller('ministry-officer')]) {
    expect(await readLetter(needs, by, letter)).toMatchObject(refused('correspondence.unknown'))
    expect(await number(letter, by)).toMatchObject(refused('correspondence.unknown'))
    expect(told(await readLetters(needs, by, {})).letters).toEqual([])
  }
  await draft({ authority: '00' })
  expect(told(await readLetters(needs, caller('traditional-officer'), {})).letters).toMatchObject([
    { organ: 'Bộ Y tế' },
  ])
})

test('a letter that is revised is replaced: a draft at once, an issued one when the new one is issued', async () => {
  const letter = await draft()
  const { content } = told(await readLetter(needs, OWN, letter))
  const revise = (old: string, abstract: string) =>
    reviseLetter(needs, OWN, { letter: old, content: { ...content, abstract } })
  const second = told(await revise(letter, 'đôn đốc lần hai')).letter
  expect(await stateOf(letter)).toBe('replaced')
  expect(await revise(letter, 'khác')).toMatchObject(refused('correspondence.ended'))
  await number(second)
  told(await giveBack(second, signPdf(await pdfOf(second), OFFICE)))
  const third = told(await revise(second, 'đôn đốc lần ba')).letter
  expect(await stateOf(second)).toBe('issued')
  await number(third)
  told(await giveBack(third, signPdf(await pdfOf(third), OFFICE)))
  expect(await stateOf(second)).toBe('replaced')
})

test('a letter that is withdrawn keeps its number, and takes no signed file any more', async () => {
  const letter = await draft()
  const given = told(await number(letter)).number
  const pdf = await pdfOf(letter)
  told(await withdrawLetter(needs, OWN, { letter, reason: 'Gửi nhầm cơ sở' }))
  expect(told(await readLetter(needs, OWN, letter))).toMatchObject({
    state: 'withdrawn',
    number: given,
    acts: [],
  })
  expect(await giveBack(letter, signPdf(pdf, OFFICE))).toMatchObject(
    refused('correspondence.not-awaiting'),
  )
})

test('without configured anchors no signed file is taken', async () => {
  const letter = await draft()
  await number(letter)
  const bytes = signPdf(await pdfOf(letter), OFFICE)
  const without = { ...needs, anchors: [] }
  expect(await returnSignedLetter(without, OWN, { letter, bytes })).toMatchObject(
    refused('correspondence.no-anchors'),
  )
})
