import { expect, test } from 'vitest'
import { correctXml } from './corrected-xml.ts'

const pack = (text: string) => Buffer.from(text).toString('base64')
const unpack = (xml: string, table: string) =>
  Buffer.from(
    new RegExp(`${table}</LOAIHOSO><NOIDUNGFILE>([^<]*)`).exec(xml)?.[1] ?? '',
    'base64',
  ).toString()
const part = (table: string, content: string) =>
  `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${pack(content)}</NOIDUNGFILE></FILEHOSO>`

const SUMMARY = '<TONG_HOP><MA_LK>A1</MA_LK><HO_TEN>NGUYỄN THỊ MẪU</HO_TEN><MA_NOI_DI/></TONG_HOP>'
const DRUGS = `<CHITIEU><DSACH>
  <CHI_TIET_THUOC><MA_LK>A1</MA_LK><MA_THUOC>40.1</MA_THUOC></CHI_TIET_THUOC>
  <CHI_TIET_THUOC><MA_LK>A1</MA_LK><MA_THUOC>40.2</MA_THUOC></CHI_TIET_THUOC>
</DSACH></CHITIEU>`
const FILE = `<GIAMDINHHS>${part('XML1', SUMMARY)}${part('XML2', DRUGS)}<CHUKYDONVI><Signature/></CHUKYDONVI></GIAMDINHHS>`

test('a field of one line is mended and nothing else', () => {
  const mended = correctXml(FILE, new Map([['XML2[2]/MA_THUOC', '40.9']])) ?? ''
  expect(unpack(mended, 'XML2')).toBe(DRUGS.replace('40.2', '40.9'))
  expect(unpack(mended, 'XML1')).toBe(SUMMARY)
})

test('a signature that no longer fits is taken out', () => {
  expect(correctXml(FILE, new Map([['XML1/HO_TEN', 'LÊ A']]))).toContain('<CHUKYDONVI/>')
})

test('an empty field is filled, an absent one is added, and signs of XML are escaped', () => {
  const changes = new Map([
    ['XML1/MA_NOI_DI', '51001'],
    ['XML1/GHI_CHU', 'a < b & $1'],
  ])
  expect(unpack(correctXml(FILE, changes) ?? '', 'XML1')).toBe(
    SUMMARY.replace('<MA_NOI_DI/>', '<MA_NOI_DI>51001</MA_NOI_DI>').replace(
      '</TONG_HOP>',
      '<GHI_CHU>a &lt; b &amp; $1</GHI_CHU></TONG_HOP>',
    ),
  )
})

test('a place that the file does not hold is not guessed', () => {
  expect(correctXml(FILE, new Map([['XML2[3]/MA_THUOC', '1']]))).toBeUndefined()
  expect(correctXml(FILE, new Map([['XML5/MA_LK', '1']]))).toBeUndefined()
  expect(correctXml('không phải XML', new Map([['XML1/HO_TEN', '1']]))).toBeUndefined()
})
