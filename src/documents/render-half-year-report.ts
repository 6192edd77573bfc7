import { motto, rule } from './form-parts.ts'
import type { HalfYearReport, HalfYearTotals } from './half-year-report.ts'
import type { PrintOptions } from './paper.ts'
import { type Content, setPdf, type TableCell } from './set-pdf.ts'
import { count, longDay, shortDay } from './vietnamese-dates.ts'

/** Sets the half-year report on the health book. Layout: Decree 30/2020/NĐ-CP, annex I. */
export function renderHalfYearReport(data: HalfYearReport, options: PrintOptions): Promise<Buffer> {
  return setPdf(
    {
      content: [
        ...opening(data),
        ...overview(data.totals),
        ...months(data),
        ...facilities(data),
        ...findings(data),
        ...closingWords(data),
        closing(data),
      ],
      // The decree numbers pages in the middle of the upper margin, from the second on.
      header: (page) =>
        page > 1 ? { text: String(page), alignment: 'center', margin: [0, 26, 0, 0] } : undefined,
      info: { title: title(data), author: data.department.name },
      pageMargins: [85, 57, 48, 57],
    },
    options,
  )
}

function title({ half, year }: HalfYearReport): string {
  return `Kết quả thực hiện sổ sức khỏe điện tử 6 tháng ${half === 1 ? 'đầu' : 'cuối'} năm ${year}`
}

function opening(data: HalfYearReport): Content[] {
  const { department } = data
  return [
    {
      columnGap: 10,
      columns: [
        {
          width: '45%',
          style: 'letterhead',
          stack: [
            { text: department.parent.toUpperCase(), alignment: 'center' },
            { text: department.name.toUpperCase(), bold: true, alignment: 'center' },
            rule(70),
            {
              text: `Số: ${data.number ?? '………'}/BC-${department.abbreviation}`,
              alignment: 'center',
            },
          ],
        },
        {
          width: '*',
          style: 'letterhead',
          stack: [
            ...motto(),
            {
              text: `${department.place}, ${data.issuedOn ? longDay(data.issuedOn) : `ngày …… tháng …… năm ${data.to.slice(0, 4)}`}`,
              italics: true,
              alignment: 'center',
            },
          ],
        },
      ],
    },
    { text: 'BÁO CÁO', style: 'title', margin: [0, 20, 0, 2] },
    { text: title(data), bold: true, alignment: 'center' },
    rule(90),
    {
      alignment: 'justify',
      leadingIndent: 28,
      margin: [0, 10, 0, 0],
      text: `Thực hiện quy định về sổ sức khỏe điện tử, ${department.name} báo cáo kết quả từ ngày ${shortDay(data.from)} đến ngày ${shortDay(data.to)} như sau. Số liệu do hệ thống tổng hợp từ hồ sơ các cơ sở khám bệnh, chữa bệnh đã gửi.`,
    },
  ]
}

function overview(totals: HalfYearTotals): Content[] {
  const share =
    totals.received === 0 ? undefined : Math.round((totals.accepted / totals.received) * 1000) / 10
  const items = [
    `Số cơ sở khám bệnh, chữa bệnh trên địa bàn: ${count(totals.facilities)}; số cơ sở đã gửi hồ sơ: ${count(totals.facilitiesSending)}.`,
    `Số hồ sơ nhận được: ${count(totals.received)}; đã tiếp nhận: ${count(totals.accepted)}${share === undefined ? '' : ` (${count(share)} %)`}, trong đó còn lỗi: ${count(totals.acceptedWithErrors)}; chưa tiếp nhận – cần sửa: ${count(totals.refused)}.`,
    `Số người có dữ liệu trong sổ sức khỏe điện tử: ${count(totals.persons)}; số lần khám không dùng thẻ BHYT: ${count(totals.uninsuredVisits)}.`,
    `Chuyển tới cổng tiếp nhận của BHXH: đã tiếp nhận ${count(totals.delivered)}, đang chờ ${count(totals.waiting)}, quá hạn ${count(totals.late)}.`,
  ]
  return [
    heading('I. KẾT QUẢ CHUNG'),
    ...items.map((text, index) => paragraph(`${index + 1}. ${text}`)),
  ]
}

function months(data: HalfYearReport): Content[] {
  if (data.byMonth.length === 0) return []
  return [
    heading('II. KẾT QUẢ THEO THÁNG'),
    grid(
      ['*', 90, 90, 110],
      ['Tháng kết thúc khám', 'Nhận được', 'Đã tiếp nhận', 'Chưa tiếp nhận – cần sửa'],
      data.byMonth.map((row) => [
        row.month.split('-').reverse().join('/'),
        count(row.received),
        count(row.accepted),
        count(row.refused),
      ]),
    ),
  ]
}

function facilities(data: HalfYearReport): Content[] {
  return [
    heading('III. KẾT QUẢ THEO CƠ SỞ'),
    grid(
      [24, '*', 44, 46, 34, 46, 44, 38],
      ['TT', 'Cơ sở', 'Nhận', 'Đã tiếp nhận', 'Còn lỗi', 'Cần sửa', 'Số người', 'Đang chờ'],
      data.byFacility.map((row, index) => [
        String(index + 1),
        `${row.name} (${row.code})`,
        count(row.received),
        count(row.accepted),
        count(row.acceptedWithErrors),
        count(row.refused),
        count(row.persons),
        count(row.waiting),
      ]),
    ),
  ]
}

function findings(data: HalfYearReport): Content[] {
  return [
    heading('IV. LỖI VÀ CẢNH BÁO GẶP NHIỀU'),
    data.topFindings.length === 0
      ? paragraph('Không có.')
      : grid(
          [24, '*', 60, 60],
          ['TT', 'Nội dung', 'Số lần', 'Số cơ sở'],
          data.topFindings.map((row, index) => [
            String(index + 1),
            `${row.text} [${row.rule}]`,
            count(row.count),
            count(row.facilities),
          ]),
        ),
  ]
}

function closingWords(data: HalfYearReport): Content[] {
  const list = (items: readonly string[]) =>
    items.length > 0
      ? items.map((text, index) => paragraph(`${index + 1}. ${text}`))
      : [paragraph('…………………………………………………………………………')]
  return [
    heading('V. KHÓ KHĂN, VƯỚNG MẮC'),
    ...list(data.difficulties),
    heading('VI. ĐỀ XUẤT, KIẾN NGHỊ'),
    ...list(data.proposals),
  ]
}

const RECIPIENTS = [
  'Bộ Y tế (để báo cáo)',
  'Ủy ban nhân dân tỉnh (để báo cáo)',
  'Các cơ sở khám bệnh, chữa bệnh',
  'Lưu: VT',
]

function closing(data: HalfYearReport): Content {
  const recipients = data.recipients.length > 0 ? data.recipients : RECIPIENTS
  return {
    unbreakable: true,
    margin: [0, 18, 0, 0],
    columns: [
      {
        width: '*',
        style: 'small',
        stack: [
          { text: 'Nơi nhận:', bold: true, italics: true },
          ...recipients.map(
            (line, index) => `- ${line}${index === recipients.length - 1 ? '.' : ';'}`,
          ),
        ],
      },
      {
        width: 220,
        alignment: 'center',
        stack: [
          { text: (data.signer?.title ?? 'GIÁM ĐỐC').toUpperCase(), bold: true },
          { text: ' ', margin: [0, 48, 0, 0] },
          { text: data.signer?.name ?? ' ', bold: true },
        ],
      },
    ],
  }
}

function heading(text: string): Content {
  return { text, bold: true, margin: [0, 12, 0, 4] }
}

function paragraph(text: string): Content {
  return { text, alignment: 'justify', leadingIndent: 28, margin: [0, 2, 0, 2] }
}

/** A ruled table as reports of the administration have it; all columns but names are numbers and stand right. */
function grid(
  widths: (number | '*')[],
  heads: readonly string[],
  rows: readonly string[][],
): Content {
  const nameColumn = widths.indexOf('*')
  return {
    layout: 'grid',
    table: {
      widths,
      headerRows: 1,
      dontBreakRows: true,
      body: [
        heads.map((text): TableCell => ({ text, style: 'cellHead', alignment: 'center' })),
        ...rows.map((row) =>
          row.map(
            (text, column): TableCell => ({
              text,
              style: 'cell',
              alignment: column === nameColumn ? 'left' : column < nameColumn ? 'center' : 'right',
            }),
          ),
        ),
      ],
    },
  }
}
