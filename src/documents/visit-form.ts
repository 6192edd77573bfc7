import { withCodes } from './discharge-form.ts'
import {
  copyNote,
  field,
  letterhead,
  personFields,
  ruled,
  section,
  tableTitle,
} from './form-parts.ts'
import type {
  CostsOnPaper,
  MedicineOnPaper,
  PrintOptions,
  ResultOnPaper,
  VisitPaper,
} from './paper.ts'
import type { Content } from './set-pdf.ts'
import { longDay, money, shortDay, shortTime } from './vietnamese-dates.ts'
import { vietnamDay } from '#vocabulary/vietnam-time'

/** One visit on paper. Source: QĐ 31/QĐ-BYT 2026, art. 3. */
export function visitContent(paper: VisitPaper, options: PrintOptions): Content[] {
  return [
    letterhead(paper.facility, [`Mã cơ sở: ${paper.facility.code}`]),
    { text: 'PHIẾU TÓM TẮT LẦN KHÁM BỆNH, CHỮA BỆNH', style: 'title', margin: [0, 14, 0, 2] },
    { text: `Mã lần khám: ${paper.linkCode}`, style: 'subtitle', margin: [0, 0, 0, 8] },
    ...personFields(paper.person),
    ...section('Lần khám bệnh, chữa bệnh', ...course(paper)),
    ...medicines(paper),
    ...allResults(paper),
    ...procedures(paper),
    ...section(
      'Dặn dò và hẹn khám lại',
      field({ label: 'Lời dặn của cơ sở', value: paper.advice }),
      field({
        label: 'Hẹn khám lại',
        value: paper.reExaminationOn
          ? longDay(paper.reExaminationOn)
          : 'không có lịch hẹn trong dữ liệu',
      }),
    ),
    ...(paper.costs ? costs(paper.costs) : []),
    copyNote(options, paper.facility.name),
  ]
}

function course(paper: VisitPaper): Content[] {
  const doctor = [paper.doctor?.name, paper.doctor?.licence && `GPHN/CCHN ${paper.doctor.licence}`]
    .filter(Boolean)
    .join(' – ')
  const times = [paper.arrivedAt, paper.leftAt].flatMap((at) => (at ? [shortTime(at)] : []))
  const lines = [
    { label: 'Thời gian', value: times.join(' đến ') },
    { label: 'Hình thức', value: paper.formOfCare },
    { label: 'Khoa', value: paper.wards.join('; ') },
    { label: 'Lý do đến khám', value: paper.reason },
    { label: 'Chẩn đoán lúc vào', value: paper.admissionDiagnosis },
    { label: 'Chẩn đoán', value: withCodes(paper.diagnosis, paper.codes), strong: true },
    { label: 'Điều trị', value: paper.treatment },
    { label: 'Kết quả, ra về', value: [paper.outcome, paper.discharge].filter(Boolean).join('; ') },
    { label: 'Người hành nghề', value: doctor },
  ]
  return lines.filter(({ value }) => value).map(field)
}

/** A sheet to take home has this many lines of a kind; who wants more reads the book. */
const LINES_MAX = 200

/** Says how many lines are not on the paper. */
function andMore(count: number): Content[] {
  if (count <= 0) return []
  return [{ text: `… và ${count} dòng nữa, xem trên sổ`, style: 'note', margin: [0, 2, 0, 2] }]
}

function medicines({ medicines: list, leftOut }: VisitPaper): Content[] {
  if (list.length === 0) return []
  return [
    ruled(
      tableTitle('Thuốc đã cấp'),
      ['*', 'auto', '*', 'auto'],
      ['Thuốc, hàm lượng', 'Số lượng', 'Liều dùng do cơ sở ghi', 'Ngày cấp'],
      list
        .slice(0, LINES_MAX)
        .map((medicine) => [
          cell([medicine.name, medicine.strength].filter(Boolean).join(', ')),
          cell(medicine.quantity ?? ''),
          cell(medicine.dose ?? ''),
          cell(supplied(medicine)),
        ]),
    ),
    ...andMore(list.length + (leftOut?.medicines ?? 0) - Math.min(list.length, LINES_MAX)),
  ]
}

function allResults({ results: groups, leftOut }: VisitPaper): Content[] {
  let room = LINES_MAX
  const shown = groups.flatMap((group) => {
    const lines = group.lines.slice(0, room)
    const hasRoom = room > 0
    room -= lines.length
    return hasRoom ? results({ ...group, lines }) : []
  })
  const all = groups.reduce((sum, { lines }) => sum + lines.length, leftOut?.results ?? 0)
  return [...shown, ...andMore(all - (LINES_MAX - room))]
}

/** "06/11/2026", and below it for how many days. */
export function supplied({ suppliedOn, days }: MedicineOnPaper): string {
  return [suppliedOn && shortDay(suppliedOn), days && `${days} ngày`].filter(Boolean).join('\n')
}

function results({ title, lines, text }: VisitPaper['results'][number]): Content[] {
  const words: Content[] = text ? [{ text, margin: [0, 3, 0, 0] }] : []
  return lines.length > 0 ? [resultTable(title, lines), ...words] : section(title, ...words)
}

/** Measured values with their ranges; one outside its range is marked in words, not by colour alone. */
export function resultTable(title: string, lines: readonly ResultOnPaper[]): Content {
  return ruled(
    tableTitle(title),
    ['*', 'auto', 'auto', 'auto'],
    ['Chỉ số', 'Kết quả', 'Khoảng tham chiếu', 'Ngày'],
    lines.map((line) => [
      cell(line.name),
      {
        style: 'cell',
        text: [
          {
            text: [line.value, line.unit].filter(Boolean).join(' '),
            bold: line.flag !== undefined,
          },
          { low: '  (thấp)', high: '  (cao)', normal: '' }[line.flag ?? 'normal'],
        ],
      },
      cell(line.range ?? ''),
      cell(line.at ? shortDay(vietnamDay(line.at)) : ''),
    ]),
  )
}

function procedures(paper: VisitPaper): Content[] {
  if (paper.procedures.length === 0) return []
  const shown = paper.procedures.slice(0, LINES_MAX)
  const list: Content = {
    ul: shown.map(({ name, on }) => (on ? `${name} (${shortDay(on)})` : name)),
    margin: [4, 0, 0, 0],
  }
  const all = paper.procedures.length + (paper.leftOut?.procedures ?? 0)
  return section(
    'Dịch vụ, thủ thuật, phẫu thuật đã thực hiện',
    list,
    ...andMore(all - shown.length),
  )
}

function costs(sum: CostsOnPaper): Content[] {
  const lines: [string, number][] = [
    ['Tổng chi phí', sum.total],
    ['Quỹ BHYT thanh toán', sum.insurance],
    ['Người bệnh cùng chi trả', sum.copayment],
    ['Người bệnh tự trả', sum.self],
    ['Nguồn khác', sum.other],
  ]
  return [
    ruled(
      tableTitle('Chi phí'),
      ['*', 'auto'],
      ['Khoản', 'Số tiền'],
      lines
        .filter(([, amount], index) => index < 2 || amount !== 0)
        .map(([label, amount]) => [cell(label), { ...cell(money(amount)), alignment: 'right' }]),
    ),
    {
      text: 'Theo dữ liệu cơ sở gửi; không thay cho bảng kê chi phí.',
      style: 'note',
      margin: [0, 3, 0, 0],
    },
  ]
}

function cell(text: string) {
  return { text, style: 'cell' }
}
