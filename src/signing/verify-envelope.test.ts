import { createHash, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalSignedInfo } from './envelope-xml.ts'
import { signEnvelope } from './sign-envelope.ts'
import { selfSigned } from './testing/self-signed.ts'
import { verifyEnvelopeSignature } from './verify-envelope.ts'

const NOON = new Date('2026-11-10T12:00:00+07:00')
const FROM = new Date('2026-01-01T00:00:00Z')
const TO = new Date('2027-12-31T00:00:00Z')
const HOSPITAL = selfSigned('rsa', 'BENH VIEN THU NGHIEM', FROM, TO)

const ENVELOPE = `<?xml version="1.0" encoding="utf-8"?>
<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <THONGTINDONVI><MACSKCB>51001</MACSKCB></THONGTINDONVI>
  <THONGTINHOSO><NGAYLAP>20261110</NGAYLAP><GHICHU>Đã ký &amp; gửi</GHICHU></THONGTINHOSO>
  <CHUKYDONVI/>
</GIAMDINHHS>`

const SIGNED = signEnvelope(ENVELOPE, HOSPITAL)
const check = (xml: string) => verifyEnvelopeSignature(xml, NOON)

describe('the signature of an envelope', () => {
  test('is absent when CHUKYDONVI is empty or missing', () => {
    expect(check(ENVELOPE)).toEqual({ state: 'absent' })
    expect(check('<GIAMDINHHS/>')).toEqual({ state: 'absent' })
  })

  test.each(['rsa', 'ec'] as const)(
    'is valid with a key of kind %s, and names the certificate',
    (kind) => {
      const key = selfSigned(kind, 'TRAM Y TE', FROM, TO)
      expect(check(signEnvelope(ENVELOPE, key))).toMatchObject({
        state: 'valid',
        subject: 'CN=TRAM Y TE',
        validFrom: FROM,
        validTo: TO,
      })
    },
  )

  test('is valid for bytes as for text', () => {
    expect(verifyEnvelopeSignature(Buffer.from(SIGNED), NOON).state).toBe('valid')
  })

  test.each([
    ['a changed value', (xml: string) => xml.replace('51001', '51002'), 'document-changed'],
    ['a line more', (xml: string) => xml.replace('</GHICHU>', '\n</GHICHU>'), 'document-changed'],
    [
      'text beside the signature',
      (xml: string) => xml.replace('</Signature>', '</Signature>x'),
      'document-changed',
    ],
    ['another digest', replaceDigest, 'signature-wrong'],
  ])('is invalid with %s', (_, change, reason) => {
    expect(check(change(SIGNED))).toMatchObject({ state: 'invalid', reason })
  })

  test('does not mind what canonical XML does not mind', () => {
    expect(
      check(SIGNED.replace('<NGAYLAP>20261110</NGAYLAP>', '<NGAYLAP >20261110</NGAYLAP >')).state,
    ).toBe('valid')
    expect(check(SIGNED.replaceAll('\n', '\r\n')).state).toBe('valid')
  })

  test('is invalid outside the life of its certificate', () => {
    expect(verifyEnvelopeSignature(SIGNED, new Date('2028-01-01T00:00:00Z'))).toMatchObject({
      state: 'invalid',
      reason: 'certificate-expired',
    })
    expect(verifyEnvelopeSignature(SIGNED, new Date('2025-01-01T00:00:00Z'))).toMatchObject({
      reason: 'certificate-not-yet-valid',
    })
    expect(verifyEnvelopeSignature(SIGNED)).toMatchObject({ state: 'valid', validTo: TO })
  })

  test('is invalid with the certificate of somebody else', () => {
    const other = selfSigned('rsa', 'KHAC', FROM, TO)
    const swapped = SIGNED.replace(
      HOSPITAL.certificate.toString('base64'),
      other.certificate.toString('base64'),
    )
    expect(check(swapped)).toMatchObject({ state: 'invalid', reason: 'signature-wrong' })
    const without = SIGNED.replace(/<KeyInfo>.*<\/KeyInfo>/, '')
    expect(check(without)).toMatchObject({ state: 'invalid', reason: 'certificate-missing' })
  })

  test('cannot be wrapped: it stands in CHUKYDONVI, once, and covers the root', () => {
    const signature = /<Signature.*<\/Signature>/.exec(SIGNED)?.[0] ?? ''
    const moved = SIGNED.replace(signature, '').replace(
      '<THONGTINDONVI>',
      `${signature}<THONGTINDONVI>`,
    )
    expect(check(moved)).toMatchObject({ state: 'invalid', reason: 'misplaced' })
    expect(check(SIGNED.replace(signature, signature + signature)).reason).toBe('misplaced')

    const part = SIGNED.replace('<THONGTINDONVI>', '<THONGTINDONVI Id="a">').replace(
      'URI=""',
      'URI="#a"',
    )
    expect(check(resigned(part))).toMatchObject({ state: 'invalid', reason: 'reference-not-root' })
    const bare = SIGNED.replace(/<Transform Algorithm="[^"]*enveloped-signature"\/>/, '')
    expect(check(resigned(bare)).reason).toBe('reference-not-root')
  })

  test('may carry signed properties of its own, which are checked too', () => {
    const properties =
      '<Object><Properties Id="p"><Time>2026-11-10T12:00:00Z</Time></Properties></Object>'
    const canonical =
      '<Properties xmlns="http://www.w3.org/2000/09/xmldsig#" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Id="p"><Time>2026-11-10T12:00:00Z</Time></Properties>'
    const digest = createHash('sha256').update(canonical).digest('base64')
    const reference = `<Reference URI="#p"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>${digest}</DigestValue></Reference>`
    const withProperties = resigned(
      SIGNED.replace('</SignedInfo>', `${reference}</SignedInfo>`).replace(
        '</Signature>',
        `${properties}</Signature>`,
      ),
    )
    expect(check(withProperties)).toMatchObject({ state: 'valid' })
    expect(check(withProperties.replace('12:00:00Z', '13:00:00Z'))).toMatchObject({
      state: 'invalid',
      reason: 'properties-changed',
    })
  })

  test('of exclusive canonical form is valid', () => {
    const exclusive = SIGNED.replaceAll(
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    )
    const digest = createHash('sha256')
      .update(
        ENVELOPE.replace(/<\?xml.*\?>\n/, '')
          .replace(/ xmlns:\w+="[^"]*"/g, '')
          .replace('<CHUKYDONVI/>', '<CHUKYDONVI></CHUKYDONVI>'),
      )
      .digest('base64')
    const info = exclusive.replace(
      /<DigestValue>.*<\/DigestValue>/,
      `<DigestValue>${digest}</DigestValue>`,
    )
    const canonical = /<SignedInfo>.*<\/SignedInfo>/
      .exec(info)?.[0]
      .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
      .replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>')
    const value = sign('sha256', Buffer.from(canonical ?? ''), HOSPITAL.privateKey).toString(
      'base64',
    )
    expect(
      check(
        info.replace(
          /<SignatureValue>.*<\/SignatureValue>/,
          `<SignatureValue>${value}</SignatureValue>`,
        ),
      ),
    ).toMatchObject({ state: 'valid' })
  })

  test('is said to be unchecked, not wrong, when it is of a kind that we do not know', () => {
    expect(check(ENVELOPE.replace('<CHUKYDONVI/>', '<CHUKYDONVI>TWFuZw==</CHUKYDONVI>'))).toEqual({
      state: 'unchecked',
      reason: 'unknown-profile',
    })
    const method = SIGNED.replace('rsa-sha256', 'rsa-pss-sha256')
    expect(check(method)).toMatchObject({ state: 'unchecked', reason: 'unknown-algorithm' })
  })

  test('is too weak with SHA-1', () => {
    expect(check(SIGNED.replace('xmlenc#sha256', 'xmldsig#sha1'))).toMatchObject({
      state: 'invalid',
      reason: 'algorithm-too-weak',
    })
  })

  test.each([
    [
      'a DOCTYPE',
      `<!DOCTYPE a [<!ENTITY b "c">]>${SIGNED.slice(SIGNED.indexOf('<GIAM'))}`,
      'doctype',
    ],
    ['no XML', 'hello', 'malformed'],
    ['nothing', '', 'malformed'],
    ['half an envelope', SIGNED.slice(0, 400), 'malformed'],
  ])('of %s is refused before anything is believed', (_, xml, reason) => {
    expect(check(xml)).toEqual({ state: 'invalid', reason })
  })

  test('leaves no memory behind: 2,000 checks grow the process by less than 30 MB', () => {
    for (let time = 0; time < 200; time += 1) check(SIGNED)
    const before = process.memoryUsage().rss
    for (let time = 0; time < 2_000; time += 1) check(SIGNED)
    expect((process.memoryUsage().rss - before) / 1_048_576).toBeLessThan(30)
  })
})

function replaceDigest(xml: string): string {
  return xml.replace(
    /<SignatureValue>(.)/,
    (_, first: string) => `<SignatureValue>${first === 'A' ? 'B' : 'A'}`,
  )
}

/** Signs the SignedInfo as it now is: the work of a forger who holds a key of his own. */
function resigned(xml: string): string {
  const value = sign('sha256', canonicalSignedInfo(xml), HOSPITAL.privateKey).toString('base64')
  return xml.replace(
    /<SignatureValue>.*<\/SignatureValue>/,
    `<SignatureValue>${value}</SignatureValue>`,
  )
}
