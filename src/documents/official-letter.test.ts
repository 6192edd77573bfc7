import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type OfficialLetter, renderOfficialLetter, writeOfficialLetter } from './index.ts'
import { textOf } from './testing/pdf-text.ts'

const printedAt = new Date('2026-11-20T02:15:00Z')

const ORGAN = {
  superior: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
  name: 'Sở Y tế tỉnh Quảng Ngãi',
  place: 'Quảng Ngãi',
}

const LETTER: OfficialLetter = {
  organ: ORGAN,
  number: '15/SYT-NVY',
  day: '2026-03-06',
  abstract: 'yêu cầu bổ sung hồ sơ cấp giấy phép hoạt động',
  grounds: [],
  addressees: ['Phòng khám Đa khoa Thử Nghiệm', 'Ông Nguyễn Hoàng Thị Phương Khánh Nghiêm'],
  body: [
    { kind: 'paragraph', text: 'Sau khi xem xét, hồ sơ còn các điểm sau.' },
    {
      kind: 'table',
      heads: ['TT', 'Nội dung', 'Lý do'],
      rows: [['1', 'Địa chỉ', 'Chưa ghi mã xã theo địa giới mới']],
      widths: [1, 5, 6],
    },
    { kind: 'paragraph', text: 'Đề nghị quý cơ sở bổ sung trước ngày 20/03/2026.' },
  ],
  recipients: ['Như trên', 'Lưu: VT, NVY'],
  signer: { authority: 'KT.', of: 'Giám đốc', title: 'Phó Giám đốc', name: 'Trần Văn Bình' },
  code: 'MACH-7Q2K',
}

const DECISION: OfficialLetter = {
  organ: ORGAN,
  number: '……/QĐ-SYT',
  title: 'Quyết định',
  abstract: 'Về việc cấp giấy phép hành nghề khám bệnh, chữa bệnh',
  deciding: 'Giám đốc Sở Y tế tỉnh Quảng Ngãi',
  grounds: [
    'Căn cứ Luật Khám bệnh, chữa bệnh số 15/2023/QH15',
    'Căn cứ Nghị định số 96/2023/NĐ-CP',
  ],
  addressees: [],
  body: [
    { kind: 'article', text: ['Cấp giấy phép số 1234/QNG-GPHN cho bà Lê Thị Ngọc Huyền.'] },
    {
      kind: 'article',
      text: ['Quyết định này có hiệu lực từ ngày ký.', 'Chánh Văn phòng thi hành.'],
    },
  ],
  recipients: ['Như Điều 2', 'Lưu: VT'],
  signer: { title: 'Giám đốc' },
}

const LETTER_ORDER = [
  'ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI',
  'SỞ Y TẾ TỈNH QUẢNG NGÃI',
  'Số: 15/SYT-NVY',
  'V/v yêu cầu bổ sung hồ sơ',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Quảng Ngãi, ngày 06 tháng 3 năm 2026',
  'Kính gửi:',
  '- Phòng khám Đa khoa Thử Nghiệm;',
  '- Ông Nguyễn Hoàng Thị Phương Khánh Nghiêm.',
  'Sau khi xem xét',
  'Chưa ghi mã xã theo địa giới mới',
  'trước ngày 20/03/2026./.',
  'Nơi nhận:',
  '- Như trên;',
  '- Lưu: VT, NVY.',
  'KT. GIÁM ĐỐC',
  'PHÓ GIÁM ĐỐC',
  'Trần Văn Bình',
]

const DECISION_ORDER = [
  'SỞ Y TẾ TỈNH QUẢNG NGÃI',
  'Số: ……/QĐ-SYT',
  'ngày …… tháng …… năm',
  'QUYẾT ĐỊNH',
  'Về việc cấp giấy phép hành nghề',
  'GIÁM ĐỐC SỞ Y TẾ TỈNH QUẢNG NGÃI',
  'Căn cứ Luật Khám bệnh, chữa bệnh số 15/2023/QH15;',
  'Căn cứ Nghị định số 96/2023/NĐ-CP.',
  'QUYẾT ĐỊNH:',
  'Điều 1. Cấp giấy phép số 1234/QNG-GPHN cho bà Lê Thị Ngọc Huyền.',
  'Điều 2. Quyết định này',
  'Chánh Văn phòng thi hành./.',
  'Nơi nhận:',
  'GIÁM ĐỐC',
]

describe.each([
  ['an official letter', LETTER, LETTER_ORDER],
  ['a decision', DECISION, DECISION_ORDER],
] as const)('%s', (_kind, letter, order) => {
  test('is a PDF that says every component, whole and in the order of Decree 30/2020', async () => {
    expectInOrder(textOf(await renderOfficialLetter(letter, { printedAt })), order)
  })

  test('is a DOCX of the same words in the same order', async () => {
    expectInOrder(docxText(await writeOfficialLetter(letter)), order)
  })
})

test('the same letter gives the same bytes, so that what is signed can be compared with what was given', async () => {
  const first = await renderOfficialLetter(LETTER, { printedAt })
  expect(await renderOfficialLetter(LETTER, { printedAt })).toEqual(first)
})

test('the DOCX is A4 with the margins of the decree, in Times New Roman, numbered from the second page', async () => {
  const files = unzipSync(await writeOfficialLetter(LETTER))
  const document = strFromU8(files['word/document.xml'] ?? new Uint8Array())
  expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
  expect(document).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/)
  expect(document).toContain('<w:titlePg/>')
  expect(new Set(document.match(/w:ascii="[^"]+"/g))).toEqual(
    new Set(['w:ascii="Times New Roman"']),
  )
})

test.skipIf(!existsSync('/usr/bin/soffice'))('LibreOffice opens the DOCX', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mach-letter-'))
  await writeFile(join(folder, 'letter.docx'), await writeOfficialLetter(LETTER))
  const asked = ['--headless', '--convert-to', 'txt:Text', '--outdir', folder]
  await promisify(execFile)('soffice', [...asked, join(folder, 'letter.docx')])
  expectInOrder(await readFile(join(folder, 'letter.txt'), 'utf8'), LETTER_ORDER)
  await rm(folder, { recursive: true })
})

/** Spaces do not count: a printer puts words where it likes. */
function expectInOrder(text: string, phrases: readonly string[]): void {
  const bare = text.normalize('NFC').replaceAll(/\s/g, '')
  let at = 0
  for (const phrase of phrases) {
    const found = bare.indexOf(phrase.replaceAll(/\s/g, ''), at)
    expect(found, `${phrase} after ${bare.slice(Math.max(0, at - 60), at)}`).toBeGreaterThanOrEqual(
      0,
    )
    at = found + 1
  }
}

function docxText(docx: Uint8Array): string {
  const document = unzipSync(docx)['word/document.xml'] ?? new Uint8Array()
  return strFromU8(document)
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
}
