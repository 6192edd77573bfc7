import { copyNote, field, motto, personFields, ruled, section, tableTitle } from './form-parts.ts'
import type { BookPaper, PrintOptions } from './paper.ts'
import type { Content, TableCell } from './set-pdf.ts'
import { shortDay, shortTime } from './vietnamese-dates.ts'
import { resultTable, supplied } from './visit-form.ts'

/** The whole book, summed up on a few pages. Groups of fields: QĐ 31/QĐ-BYT 2026, art. 2. */
export function bookContent(paper: BookPaper, options: PrintOptions): Content[] {
  const parts = [personPart, needToKnowPart, conditionsPart, vitalsPart, medicinesPart, visitsPart]
  const filled = parts.flatMap((part) => part(paper))
  return [
    { style: 'letterhead', stack: motto() },
    { text: 'TÓM TẮT SỔ SỨC KHỎE ĐIỆN TỬ', style: 'title', margin: [0, 12, 0, 2] },
    { text: `Lập lúc ${shortTime(options.printedAt)}`, style: 'subtitle', margin: [0, 0, 0, 6] },
    ...filled,
    copyNote(options, 'các cơ sở khám bệnh, chữa bệnh'),
  ]
}

function personPart({ person }: BookPaper): Content[] {
  return section('Thông tin cá nhân', ...personFields(person))
}

function needToKnowPart(paper: BookPaper): Content[] {
  return section(
    'Thông tin cần biết trước khi khám',
    field({
      label: 'Dị ứng',
      value: paper.allergies.join('; ') || 'Chưa có thông tin dị ứng',
      strong: true,
    }),
    field({ label: 'Nhóm máu', value: paper.bloodGroup ?? 'Chưa có thông tin' }),
  )
}

const CONDITIONS = 'Bệnh kéo dài hoặc đã được chẩn đoán nhiều lần'

function conditionsPart({ conditions }: BookPaper): Content[] {
  if (conditions.length === 0) return section(CONDITIONS, { text: 'Chưa có.', style: 'quiet' })
  return [
    ruled(
      tableTitle(CONDITIONS),
      ['auto', '*', 'auto', 'auto', 'auto'],
      ['ICD-10', 'Bệnh', 'Lần đầu', 'Gần nhất', 'Số lần'],
      conditions.map((condition) => [
        cell(condition.code),
        cell(condition.name),
        cell(shortDay(condition.firstOn ?? '')),
        cell(shortDay(condition.lastOn ?? '')),
        { ...cell(String(condition.visits)), alignment: 'right' },
      ]),
    ),
  ]
}

function vitalsPart({ vitals }: BookPaper): Content[] {
  return vitals.length > 0 ? [resultTable('Chỉ số gần nhất', vitals)] : []
}

function medicinesPart({ medicines }: BookPaper): Content[] {
  if (medicines.length === 0) return []
  return [
    ruled(
      tableTitle('Thuốc đã cấp ở các lần khám gần đây'),
      ['*', 'auto', '*', 'auto'],
      ['Thuốc, hàm lượng', 'Số lượng', 'Nơi cấp', 'Ngày cấp'],
      medicines.map((medicine) => [
        cell([medicine.name, medicine.strength].filter(Boolean).join(', ')),
        cell(medicine.quantity ?? ''),
        cell(medicine.facility),
        cell(supplied(medicine)),
      ]),
    ),
    {
      text: 'Bảng cho biết thuốc đã cấp, không cho biết người bệnh có đang dùng hay không.',
      style: 'note',
    },
  ]
}

const VISITS = 'Các lần khám bệnh, chữa bệnh'

function visitsPart({ visits }: BookPaper): Content[] {
  if (visits.length === 0) return section(VISITS, { text: 'Chưa có lần khám nào.', style: 'quiet' })
  return [
    ruled(
      tableTitle(VISITS),
      ['auto', '*', '*'],
      ['Ngày', 'Cơ sở', 'Chẩn đoán'],
      visits.map((visit) => [
        cell(
          visit.to && visit.to !== visit.on
            ? `${shortDay(visit.on)} –\n${shortDay(visit.to)}`
            : shortDay(visit.on),
        ),
        facilityCell(visit),
        cell(visit.diagnosis),
      ]),
    ),
  ]
}

function facilityCell({ facility, formOfCare }: BookPaper['visits'][number]): TableCell {
  const form = formOfCare ? [{ text: `\n${formOfCare}`, color: '#4b535c' }] : []
  return { style: 'cell', text: [facility, ...form] }
}

function cell(text: string) {
  return { text, style: 'cell' }
}
