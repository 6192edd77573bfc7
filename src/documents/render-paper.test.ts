import { describe, expect, test } from 'vitest'
import { renderFindingsByWard, renderHalfYearReport, renderPaper } from './index.ts'
import { FINDINGS, PAPERS, REPORT } from './sample-papers.ts'
import { textOf } from './testing/pdf-text.ts'

const printedAt = new Date('2026-11-20T02:15:00Z')

describe.each(PAPERS.map((paper) => [paper.kind, paper] as const))(
  'the paper "%s"',
  (kind, paper) => {
    test('names the person whole, says that it is a copy, and numbers its pages', async () => {
      const pdf = await renderPaper(paper, { printedAt })
      const text = textOf(pdf)
      expectIn(text, 'NGUYỄN HOÀNG THỊ PHƯƠNG KHÁNH NGHIÊM')
      expectIn(text, 'Bản sao từ sổ sức khỏe điện tử, lập lúc 09:15, 20/11/2026')
      expectIn(text, `Trang 1/${pagesOf(pdf)}`)
    })

    test('grows in large print without losing a word', async () => {
      const plain = words(textOf(await renderPaper(paper, { printedAt })))
      const large = words(textOf(await renderPaper(paper, { printedAt, largePrint: true })))
      expect(plain.difference(large), kind).toEqual(new Set())
    })
  },
)

test.each([
  [
    'discharge',
    [
      'GIẤY RA VIỆN',
      'Mẫu số: 02',
      'Số lưu trữ: BA26.000456',
      'ngày 06 tháng 11 năm 2026',
      '(ICD-10: K35.8; I10)',
      'từ 07/11/2026 đến 13/11/2026',
    ],
  ],
  [
    'referral',
    [
      'PHIẾU CHUYỂN CƠ SỞ',
      'Kính gửi: Bệnh viện Chuyên sâu Thử Nghiệm Hà Nội',
      '[X] 1. Đủ điều kiện',
      'Phương tiện vận chuyển: Xe cứu thương',
    ],
  ],
  ['re-examination', ['PHIẾU HẸN KHÁM LẠI', 'ngày 13 tháng 11 năm 2026', 'một (01) lần']],
  [
    'record-summary',
    ['TÓM TẮT HỒ SƠ BỆNH ÁN', 'a) Quá trình bệnh lý', 'd) Tình trạng người bệnh ra viện: Khỏi'],
  ],
  ['visit', ['Thuốc đã cấp', '15,8 G/L (cao)', '3.830.442,5 đồng']],
  [
    'book',
    ['Dị ứng: Chưa có thông tin dị ứng', 'không cho biết người bệnh có đang dùng hay không'],
  ],
] as const)('the paper "%s" says what its form asks', async (kind, phrases) => {
  const paper = PAPERS.find((one) => one.kind === kind)
  if (!paper) throw new Error(kind)
  const text = textOf(await renderPaper(paper, { printedAt }))
  for (const phrase of phrases) expectIn(text, phrase)
})

test('the same paper gives the same pages, and is not changed by being printed', async () => {
  const [paper] = PAPERS
  if (!paper) throw new Error('no paper')
  const before = structuredClone(paper)
  const [first, second] = [
    await renderPaper(paper, { printedAt }),
    await renderPaper(paper, { printedAt }),
  ]
  expect(textOf(second)).toBe(textOf(first))
  expect(paper).toEqual(before)
})

test('the findings of each ward begin on a page of their own', async () => {
  const pdf = await renderFindingsByWard(FINDINGS, { printedAt })
  const text = textOf(pdf)
  expectIn(text, 'Khoa Hồi sức tích cực và Chống độc (K02)')
  expectIn(text, 'Lỗi XML2[6]/SO_DANG_KY')
  expectIn(text, 'Cách sửa:')
  expect(pagesOf(pdf)).toBeGreaterThanOrEqual(2)
})

test('the half-year report has the head, the number and the recipients that Decree 30/2020 asks for', async () => {
  const text = textOf(await renderHalfYearReport(REPORT, { printedAt }))
  for (const phrase of [
    'ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    '/BC-SYT',
    'sổ sức khỏe điện tử 6 tháng cuối năm 2026',
    '12.345',
    'Chưa tiếp nhận – cần sửa',
    'Nơi nhận:',
  ])
    expectIn(text, phrase)
})

/** Spaces do not count: a printer puts words where it likes. */
function expectIn(text: string, phrase: string): void {
  expect(text.replaceAll(' ', '')).toContain(phrase.replaceAll(' ', ''))
}

function words(text: string): Set<string> {
  return new Set(text.replace(/Trang \d+\/\d+/g, '').match(/[\p{L}\d]{2,}/gu))
}

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
}
