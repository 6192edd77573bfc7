import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderOfficialLetter } from '../documents/render-official-letter.ts'
import { certify } from './testing/authority.ts'
import { appendSection, objectIn, pageIn, signPdf } from './testing/sign-pdf.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

const at = new Date('2026-11-20T04:00:00Z')
const ROOT = certify({ name: 'CA gốc thử nghiệm', isAuthority: true })
const MIDDLE = certify({ name: 'CA cấp hai', issuer: ROOT, isAuthority: true })
const OFFICE = { name: 'Sở Y tế tỉnh Quảng Ngãi', organisation: 'Sở Y tế tỉnh Quảng Ngãi' }
const holder = certify({ ...OFFICE, issuer: ROOT })
const anchors = [new X509Certificate(ROOT.certificate)]

const given = await renderOfficialLetter(
  {
    organ: { name: 'Sở Y tế tỉnh Quảng Ngãi', place: 'Quảng Ngãi' },
    number: '15/SYT-NVY',
    day: '2026-11-20',
    abstract: 'đôn đốc',
    grounds: [],
    addressees: ['Bệnh viện Đa khoa 51001'],
    body: [{ kind: 'paragraph', text: 'Đề nghị cập nhật hồ sơ.' }],
    recipients: ['Lưu: VT'],
    signer: { title: 'Giám đốc', name: 'Trần Văn Bình' },
  },
  { printedAt: at },
)
const text = given.toString('latin1')
const page = pageIn(text)
const contents = Number(/\/Contents (\d+) 0 R/.exec(objectIn(text, page))?.[1])
/** Another text where the page's own was. */
const SWAPPED = { [contents]: '<< /Length 0 >>\nstream\n\nendstream' }

const check = (bytes: Uint8Array, more: object = {}) =>
  verifySignedPdf(bytes, { anchors, at, given, ...more })

test.each(['ec', 'rsa'] as const)(
  'a letter signed with an %s key is valid, and says who signed',
  (kind) => {
    const signed = signPdf(given, certify({ ...OFFICE, kind, issuer: ROOT }))
    expect(check(signed)).toMatchObject({
      state: 'valid',
      laterUpdates: 0,
      signatures: [
        {
          state: 'valid',
          name: OFFICE.name,
          organisations: [OFFICE.organisation],
          issuer: 'CA gốc thử nghiệm',
          signedAt: new Date('2026-11-20T03:00:00Z'),
        },
      ],
    })
  },
)

test('two who sign one after the other are both named', () => {
  const first = signPdf(given, certify({ name: 'Trần Văn Bình', issuer: ROOT }))
  const both = check(signPdf(first, holder))
  expect(both.reason).toBeUndefined()
  expect(both.signatures.map(({ name }) => name)).toEqual(['Trần Văn Bình', OFFICE.name])
})

test('a PDF without a signature has none, and what is no PDF is none', () => {
  expect(check(given)).toMatchObject({ state: 'absent' })
  expect(verifySignedPdf(Buffer.from('hello'), { anchors, at })).toMatchObject({
    state: 'invalid',
    reason: 'not-a-pdf',
  })
})

test('one changed byte breaks the signature', () => {
  const signed = signPdf(given, holder)
  signed[signed.indexOf('/Adobe.PPKLite') + 1] = 0x42
  expect(check(signed)).toMatchObject({ state: 'invalid', reason: 'content-changed' })
})

test('another file than the given one is told apart, well signed or not', () => {
  const other = Buffer.from(given)
  other[other.length - 20] = 0x20
  expect(check(signPdf(other, holder))).toMatchObject({ state: 'invalid', reason: 'other-file' })
  expect(check(signPdf(given.subarray(0, -30), holder))).toMatchObject({ reason: 'other-file' })
})

test('a byte range that leaves something out is refused', () => {
  expect(check(signPdf(given, holder, { leftOut: 40 }))).toMatchObject({ reason: 'partial-range' })
})

test('a page that is swapped behind the signature, or by the section of the signature, is refused', () => {
  const signed = signPdf(given, holder)
  const shadow = { state: 'invalid', reason: 'changed-after-signing' }
  expect(check(appendSection(signed, SWAPPED))).toMatchObject(shadow)
  expect(check(signPdf(given, holder, { objects: SWAPPED }))).toMatchObject(shadow)
  const turned = objectIn(text, page).replace(/>>\s*$/, '/Rotate 90 >>')
  expect(check(appendSection(signed, { [page]: turned }))).toMatchObject(shadow)
  // A mark that is no signature's would lie over the text.
  const size = Number(/\/Size (\d+)/.exec(text)?.[1])
  const stamp = { [size + 2]: '<< /Type /Annot /Subtype /Stamp /Rect [0 0 600 800] >>' }
  const pageNow = objectIn(signed.toString('latin1'), page)
  const stamped = { ...stamp, [page]: pageNow.replace('/Annots [', `/Annots [${size + 2} 0 R `) }
  expect(check(appendSection(signed, stamped))).toMatchObject(shadow)
  expect(check(signPdf(signed, holder, { objects: SWAPPED }))).toMatchObject(shadow)
})

test('a mark of a signature that nobody signed is refused behind the last one; evidence is let by and counted', () => {
  const signed = signPdf(given, holder)
  const bare = signPdf(signed, holder).toString('latin1')
  const root = Number(/\/Root (\d+) 0 R/.exec(text)?.[1])
  const catalogue = objectIn(signed.toString('latin1'), root)
  const evidence = catalogue.replace(/>>\s*$/, '/DSS << /Certs [] >> >>')
  expect(check(appendSection(signed, { [root]: evidence }))).toMatchObject({
    state: 'valid',
    laterUpdates: 1,
  })
  expect(check(appendSection(signed, { [root]: objectIn(bare, root) }))).toMatchObject({
    state: 'invalid',
    reason: 'changed-after-signing',
  })
})

test('bytes behind the last section that belong to none are not judged', () => {
  const loose = Buffer.concat([signPdf(given, holder), Buffer.from('99 0 obj << >> endobj\n')])
  expect(check(loose)).toMatchObject({ state: 'unchecked', reason: 'unsupported-structure' })
})

test('a certificate by an unknown authority, out of its time or for other use is refused; one in between is followed', () => {
  const stranger = certify({ name: 'CA lạ', isAuthority: true })
  const by = (asked: object) =>
    check(signPdf(given, certify({ ...OFFICE, issuer: ROOT, ...asked })))
  expect(by({ issuer: stranger }).reason).toBe('untrusted')
  expect(by({ to: new Date('2026-11-19T00:00:00Z') }).reason).toBe('certificate-expired')
  expect(by({ from: new Date('2026-11-20T03:30:00Z') }).reason).toBe('certificate-not-yet-valid')
  expect(by({ usage: 0b0010_0000 }).reason).toBe('key-usage')
  const known = [new X509Certificate(MIDDLE.certificate)]
  const below = signPdf(given, certify({ ...OFFICE, issuer: MIDDLE }))
  expect(verifySignedPdf(below, { anchors: known, at, given }).state).toBe('valid')
  expect(check(below).reason).toBe('untrusted')
  expect(
    check(signPdf(given, certify({ ...OFFICE, issuer: certify({ ...OFFICE, issuer: ROOT }) })))
      .reason,
  ).toBe('untrusted')
})

test('who signs with a clock far ahead is refused', () => {
  const ahead = signPdf(given, holder, { at: new Date('2026-11-20T05:00:00Z') })
  expect(check(ahead)).toMatchObject({ reason: 'signed-in-future' })
})

test('a signature that is none breaks nothing', () => {
  const signed = signPdf(given, holder)
  const at = signed.lastIndexOf('/Contents <') + '/Contents <'.length
  for (const junk of ['00', '30820000', '3003020101', 'ffffffff']) {
    const broken = Buffer.from(signed)
    broken.write(junk.padEnd(200, '0'), at, 'latin1')
    expect(check(broken)).toMatchObject({ state: 'invalid', reason: 'signature-malformed' })
  }
})
