import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkIn,
  checkInFileOf,
  envelopeOf,
  fileOf,
  outpatientVisit,
  partOf,
  tableOf,
} from '../../../tests/sample-dossiers.ts'
import { FILE_BYTES_MAX, readDossierFile } from './read-dossier-file.ts'

const read = (text: string | Buffer) => readDossierFile(Buffer.from(text))[0]
const codes = (text: string | Buffer) => read(text).findings.map(({ rule, at }) => `${rule} @${at}`)
const summary = (fields: string) => `<TONG_HOP>${fields}</TONG_HOP>`
const oneTable = (table: string, document: string) =>
  envelopeOf(
    `<HOSO>${partOf('XML1', tableOf('XML1', outpatientVisit().XML1))}${partOf(table, document)}</HOSO>`,
  )

describe('a file of dossiers', () => {
  test('is read into tables, each field as the sender wrote it', () => {
    const dossier = read(fileOf([outpatientVisit()]))
    expect(dossier).toMatchObject({
      kind: 'dossier',
      readable: true,
      facility: '01999',
      linkCode: '01999.20261110.000123',
      findings: [],
      signed: false,
      tables: outpatientVisit(),
    })
  })

  test('gives back whatever tables were written, whatever their texts', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) =>
      text
        .replace(/[^\u0020-\ud7ff\u{10000}-\u{10ffff}]/gu, '')
        .normalize('NFC')
        .trim(),
    )
    const row = fc.dictionary(fc.stringMatching(/^[A-Z][A-Z_]{0,10}$/), value, { maxKeys: 8 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const tables = { ...outpatientVisit(), XML2: rows }
        expect(read(fileOf([tables])).tables.XML2).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })

  test('of any bytes never makes the reader throw', () => {
    const good = fileOf([outpatientVisit()])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(good.length), (noise, place) => {
        expect(readDossierFile(Buffer.from(noise)).length).toBeGreaterThan(0)
        const spoilt = Buffer.from(good)
        spoilt.set(noise.subarray(0, good.length - place), place)
        expect(readDossierFile(spoilt).length).toBeGreaterThan(0)
        expect(readDossierFile(good.subarray(0, place)).length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test('of any inner document never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (document) => {
        expect(readDossierFile(oneTable('XML2', `<A>${document}</A>`)).length).toBe(1)
        expect(readDossierFile(oneTable('XML2', document)).length).toBe(1)
      }),
    )
  })

  test('of several dossiers is read one by one, each with a file of its own that says the same', () => {
    const visits = ['A1', 'A2', 'A3'].map((code) => outpatientVisit({ MA_LK: code }))
    const dossiers = readDossierFile(fileOf(visits))
    expect(dossiers.map(({ linkCode }) => linkCode)).toEqual(['A1', 'A2', 'A3'])
    for (const [index, dossier] of dossiers.entries()) {
      expect(read(dossier.bytes)).toMatchObject({
        tables: visits[index],
        facility: '01999',
        findings: [],
      })
    }
  })

  test('says when the announced number of dossiers differs', () => {
    expect(codes(fileOf([outpatientVisit()], { count: '2' }))).toEqual([
      'dossier-xml.count-differs @THONGTINHOSO/SOLUONGHOSO',
    ])
  })

  test('tells whether the facility signed', () => {
    const signature = '<Signature><SignedInfo/></Signature>'
    expect(read(fileOf([outpatientVisit()], { signature })).signed).toBe(true)
    expect(codes(fileOf([outpatientVisit(), outpatientVisit()], { signature }))).toContain(
      'dossier-xml.signature-not-carried @CHUKYDONVI',
    )
  })
})

describe('texts as they come in real life', () => {
  test('may be CDATA, carry a byte-order mark and line ends of Windows', () => {
    const document =
      '<TONG_HOP>\r\n<MA_LK><![CDATA[A<1>]]></MA_LK>\r\n<HO_TEN>\r\n Lê &amp; Nam </HO_TEN></TONG_HOP>'
    const hoso = `<HOSO>${partOf('XML1', `\ufeff${document}`)}</HOSO>`
    const file = Buffer.concat([Buffer.from('\ufeff'), envelopeOf(hoso)])
    expect(read(file)).toMatchObject({
      readable: true,
      findings: [],
      tables: { XML1: [{ MA_LK: 'A<1>', HO_TEN: 'Lê & Nam' }] },
    })
  })

  test('are composed when letters and accents came apart', () => {
    const file = fileOf([outpatientVisit({ HO_TEN: 'NGUYỄN THỊ MẪU'.normalize('NFD') })])
    expect(read(file).tables.XML1?.[0]?.['HO_TEN']).toBe('NGUYỄN THỊ MẪU')
    expect(codes(file)).toEqual(['dossier-xml.recomposed @XML1'])
  })

  test.each(['latin1', 'windows-1252'])('are put right when encoded twice by way of %s', (way) => {
    const name = 'NGUYỄN THỊ MẪU, đường Đề Thám'
    const bytes = Buffer.from(name)
    const wrong = way === 'latin1' ? bytes.toString('latin1') : new TextDecoder(way).decode(bytes)
    const file = fileOf([outpatientVisit({ HO_TEN: wrong })])
    expect(read(file).tables.XML1?.[0]?.['HO_TEN']).toBe(name)
    expect(codes(file)).toEqual(['dossier-xml.double-encoded @XML1/HO_TEN'])
    expect(read(file).bytes).toEqual(file)
  })

  test('stay as they are when they only look odd', () => {
    const odd = 'Ã» là ký hiệu, á» cũng vậy'
    expect(read(fileOf([outpatientVisit({ GHI_CHU: odd })])).tables.XML1?.[0]?.['GHI_CHU']).toBe(
      odd,
    )
  })

  test('in another encoding than UTF-8 are refused, and a wrong declaration is told', () => {
    expect(codes(Buffer.from('<GIAMDINHHS/>', 'utf16le').fill(0xff, 0, 2))).toEqual([
      'dossier-xml.not-utf-8 @',
    ])
    const latin = Buffer.from(
      '<TONG_HOP><MA_LK>A1</MA_LK><HO_TEN>Lý Thế</HO_TEN></TONG_HOP>',
      'latin1',
    )
    const part = `<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${latin.toString('base64')}</NOIDUNGFILE></FILEHOSO>`
    expect(codes(envelopeOf(`<HOSO>${part}</HOSO>`))).toContain('dossier-xml.not-utf-8 @XML1')
    const declared = fileOf([outpatientVisit()]).toString().replace('utf-8', 'windows-1258')
    expect(codes(declared)).toEqual(['dossier-xml.other-encoding-declared @'])
  })

  test('inside a field may be elements, kept as text: the signature of a single paper', () => {
    const document = summary('<MA_LK>A1</MA_LK><DU_PHONG><Sig x="1"><V>a&lt;</V></Sig></DU_PHONG>')
    expect(read(envelopeOf(`<HOSO>${partOf('XML1', document)}</HOSO>`)).tables.XML1).toEqual([
      { MA_LK: 'A1', DU_PHONG: '<Sig x="1"><V>a&lt;</V></Sig>' },
    ])
  })

  test('empty and unknown tables are told, not fatal', () => {
    const empty = '<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC/></CHITIEU_CHITIET_THUOC>'
    expect(codes(oneTable('XML2', empty))).toEqual(['dossier-xml.table-empty @XML2'])
    expect(codes(oneTable('XML2', ''))).toEqual(['dossier-xml.table-empty @XML2'])
    expect(read(oneTable('XML99', '<A/>'))).toMatchObject({
      readable: true,
      unknownTables: ['XML99'],
    })
  })
})

describe('a file that cannot be read is refused with a stable code at its place', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><GIAMDINHHS>&b;</GIAMDINHHS>`
  test.each([
    ['nothing at all', '', 'dossier-xml.empty @'],
    ['no XML', 'Kính gửi bệnh viện', 'dossier-xml.not-xml @'],
    ['an XML bomb', bomb, 'dossier-xml.doctype @'],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'dossier-xml.doctype @'],
    ['an unknown entity', '<GIAMDINHHS>&xxe;</GIAMDINHHS>', 'dossier-xml.not-xml @'],
    ['200,000 levels', '<a>'.repeat(200_000), 'dossier-xml.too-deep @'],
    ['a million elements', `<a>${'<b/>'.repeat(1_000_001)}</a>`, 'dossier-xml.too-many-elements @'],
    ['another root', '<TONG_HOP/>', 'dossier-xml.wrong-root @'],
    ['no dossier', '<GIAMDINHHS/>', 'dossier-xml.no-dossier @DANHSACHHOSO'],
    [
      'base64 that is not',
      oneTable('XML2', '').toString().replace('<NOIDUNGFILE></', '<NOIDUNGFILE>@@@@</'),
      'dossier-xml.not-base64 @XML2',
    ],
    ['a table that is no XML', oneTable('XML2', '<a'), 'dossier-xml.not-xml @XML2'],
    ['a bomb inside a table', oneTable('XML2', bomb), 'dossier-xml.doctype @XML2'],
    ['a wrong table root', oneTable('XML2', '<THUOC/>'), 'dossier-xml.wrong-table-root @XML2'],
    [
      'a wrong line',
      oneTable('XML2', tableOf('XML2', [{ A: '' }]).replaceAll('CHI_TIET_THUOC>', 'THUOC>')),
      'dossier-xml.unexpected-element @XML2',
    ],
    [
      'a table twice',
      oneTable('XML1', summary('<MA_LK>A1</MA_LK>')),
      'dossier-xml.table-twice @XML1',
    ],
    ['no summary', envelopeOf('<HOSO></HOSO>'), 'dossier-xml.no-summary @XML1'],
    ['no link code', fileOf([{ XML1: [{ MA_LK: '' }] }]), 'dossier-xml.no-link-code @XML1/MA_LK'],
    [
      'an endless link code',
      fileOf([{ XML1: [{ MA_LK: 'x'.repeat(256) }] }]),
      'dossier-xml.link-code-too-long @XML1/MA_LK',
    ],
  ])('%s', (_what, file, code) => {
    expect(read(file).readable).toBe(false)
    expect(codes(file)).toContain(code)
  })

  test('21 MB', () => {
    expect(codes(Buffer.alloc(FILE_BYTES_MAX + 1, ' '))).toEqual(['dossier-xml.too-large @'])
  })

  test('with all faults of all tables at once', () => {
    const wrong = partOf('XML2', '<THUOC/>') + partOf('XML3', '<DICHVU/>')
    expect(codes(envelopeOf(`<HOSO>${wrong}</HOSO>`))).toEqual([
      'dossier-xml.wrong-table-root @XML2',
      'dossier-xml.wrong-table-root @XML3',
      'dossier-xml.no-summary @XML1',
    ])
  })

  // Seconds when each byte is looked at once; hours if any of it were looked at again from its beginning.
  test('of 20 MB of markup, in one pass', { timeout: 120_000 }, () => {
    const markup = [
      '<a>'.repeat(6_000_000),
      `<GIAMDINHHS>${'&'.repeat(19_000_000)}`,
      `<GIAMDINHHS ${'a="1" '.repeat(3_000_000)}/>`,
      `<GIAMDINHHS>${'<!---->'.repeat(2_800_000)}</GIAMDINHHS>`,
    ]
    for (const text of markup) expect(read(text).findings).not.toEqual([])
  })
})

describe('lines and fields', () => {
  test('that appear twice keep their first value', () => {
    const document = summary('<MA_LK>A1</MA_LK><HO_TEN>Lê A</HO_TEN><HO_TEN>Lê B</HO_TEN>')
    const file = envelopeOf(`<HOSO>${partOf('XML1', document)}</HOSO>`)
    expect(read(file).tables.XML1).toEqual([{ MA_LK: 'A1', HO_TEN: 'Lê A' }])
    expect(codes(file)).toEqual(['dossier-xml.field-twice @XML1/HO_TEN'])
  })

  test('cannot reach into the reader by their name', () => {
    const document = summary(
      '<MA_LK>A1</MA_LK><__proto__>x</__proto__><constructor>y</constructor>',
    )
    const file = envelopeOf(`<HOSO>${partOf('XML1', document)}</HOSO>`)
    expect(read(file).tables.XML1).toEqual([{ MA_LK: 'A1', constructor: 'y' }])
    expect(codes(file)).toEqual(['dossier-xml.field-name @XML1/__proto__'])
  })
})

describe('a check-in file', () => {
  test('is known by its root', () => {
    expect(read(checkInFileOf([checkIn()]))).toMatchObject({
      kind: 'check-in',
      readable: true,
      facility: '01999',
      linkCode: '01999.20261110.000123',
      tables: { CHECKIN: [checkIn()] },
      findings: [],
    })
  })

  test('of several visits becomes one message each', () => {
    const rows = ['A', 'B', 'A'].map((code) => checkIn({ MA_LK: code }))
    const messages = readDossierFile(checkInFileOf(rows))
    expect(messages.map(({ linkCode, tables }) => [linkCode, tables.CHECKIN?.length])).toEqual([
      ['A', 2],
      ['B', 1],
    ])
    expect(read(messages[1]?.bytes ?? '').tables).toEqual({ CHECKIN: [checkIn({ MA_LK: 'B' })] })
  })

  test.each([
    ['without lines', checkInFileOf([]), 'dossier-xml.no-dossier @CHECKIN'],
    [
      'without link code',
      checkInFileOf([checkIn({ MA_LK: '' })]),
      'dossier-xml.no-link-code @CHECKIN/MA_LK',
    ],
  ])('%s is refused', (_what, file, code) => {
    expect(read(file).readable).toBe(false)
    expect(codes(file)).toEqual([code])
  })
})
