import type { FindingSeverity } from '#vocabulary/finding'
import type {
  DoctorFindings,
  DossierFindings,
  FindingsByWard,
  WardFindings,
} from './findings-by-ward.ts'
import { ruled } from './form-parts.ts'
import type { PrintOptions } from './paper.ts'
import { type Content, pageFoot, setPdf, type TableCell } from './set-pdf.ts'
import { shortDay, shortTime } from './vietnamese-dates.ts'

/** Sets the findings of a facility so that each ward's sheets can be handed to it: every ward begins a page. */
export function renderFindingsByWard(data: FindingsByWard, options: PrintOptions): Promise<Buffer> {
  const made = `lập lúc ${shortTime(options.printedAt)}`
  return setPdf(
    {
      content:
        data.wards.length > 0
          ? data.wards.flatMap((ward, index) => sheet(data, ward, index))
          : empty(data),
      footer: pageFoot(`Lỗi và cảnh báo theo khoa · ${data.facility.name} · ${made}`, {
        left: 46,
        right: 40,
      }),
      info: { title: 'Lỗi và cảnh báo của hồ sơ theo khoa', subject: data.facility.name },
      pageMargins: [46, 42, 40, 56],
    },
    options,
  )
}

function empty(data: FindingsByWard): Content[] {
  return [...head(data, 'Không có lỗi hay cảnh báo trong thời gian này.', 0)]
}

function sheet(data: FindingsByWard, ward: WardFindings, index: number): Content[] {
  const dossiers = ward.doctors.reduce((sum, doctor) => sum + doctor.dossiers.length, 0)
  const all = ward.doctors.flatMap((doctor) =>
    doctor.dossiers.flatMap((dossier) => dossier.findings),
  )
  const errors = all.filter(({ severity }) => severity === 'error').length
  const warnings = all.filter(({ severity }) => severity === 'warning').length
  const title = ward.code ? `${ward.name} (${ward.code})` : ward.name
  return [
    ...head(data, title, index),
    {
      text: `${dossiers} hồ sơ cần xem · ${errors} lỗi · ${warnings} cảnh báo`,
      style: 'subtitle',
      alignment: 'left',
      margin: [0, 0, 0, 4],
    },
    ...ward.doctors.map(doctorContent),
  ]
}

function head(data: FindingsByWard, title: string, index: number): Content[] {
  return [
    {
      ...(index > 0 ? { pageBreak: 'before' as const } : {}),
      style: 'small',
      text: `${data.facility.name.toUpperCase()} (${data.facility.code})`,
    },
    {
      text: 'LỖI VÀ CẢNH BÁO CỦA HỒ SƠ CẦN SỬA',
      style: 'title',
      alignment: 'left',
      margin: [0, 3, 0, 1],
    },
    {
      text: `Lần khám kết thúc từ ${shortDay(data.from)} đến ${shortDay(data.to)}`,
      style: 'quiet',
    },
    { text: title, style: 'section' },
  ]
}

function doctorContent(doctor: DoctorFindings): Content {
  const name =
    doctor.name ?? (doctor.licence ? 'Chưa rõ họ tên' : 'Hồ sơ không ghi người hành nghề')
  const title: Content = {
    margin: [0, 4, 0, 0],
    text: [
      { text: name, bold: true },
      doctor.licence ? `  ·  GPHN/CCHN ${doctor.licence}` : '',
      { text: `  ·  ${doctor.dossiers.length} hồ sơ`, color: '#4b535c' },
    ],
  }
  return ruled(
    title,
    [150, '*'],
    ['Hồ sơ, người bệnh', 'Vị trí, nội dung và cách sửa'],
    doctor.dossiers.flatMap(dossierRows),
  )
}

const SEVERITY: Readonly<Record<FindingSeverity, string>> = {
  error: 'Lỗi',
  warning: 'Cảnh báo',
  notice: 'Ghi chú',
}

/** The first row of a dossier says whose it is; the rows below, which may stand on the next page, repeat its number. */
function dossierRows(dossier: DossierFindings): TableCell[][] {
  return dossier.findings.map((finding, index) => [
    index === 0 ? whose(dossier) : { text: dossier.linkCode, style: 'small', color: '#6a727b' },
    {
      style: 'cell',
      stack: [
        {
          text: [
            { text: `${SEVERITY[finding.severity]} `, bold: true },
            { text: finding.at, bold: true },
            { text: `  ${finding.rule}`, fontSize: 7.5, color: '#6a727b' },
          ],
        },
        { text: finding.message },
        { text: `Cách sửa: ${finding.remedy}`, color: '#3c434b' },
      ],
    },
  ])
}

function whose(dossier: DossierFindings): TableCell {
  return {
    style: 'cell',
    stack: [
      { text: dossier.patientName, bold: true },
      { text: dossier.linkCode },
      ...(dossier.patientNumber ? [{ text: `Mã người bệnh: ${dossier.patientNumber}` }] : []),
      ...(dossier.leftOn ? [{ text: `Kết thúc: ${shortDay(dossier.leftOn)}` }] : []),
    ],
  }
}
