import {
  copyNote,
  field,
  fieldRow,
  letterhead,
  personFields,
  HEAD_OF_FACILITY,
  PRACTITIONER,
  signatures,
} from './form-parts.ts'
import type { CodeOnPaper, DischargePaper, PrintOptions } from './paper.ts'
import type { Content } from './set-pdf.ts'
import { longTime, shortDay, shortTime } from './vietnamese-dates.ts'

/** Giấy ra viện. Source: Circular 25/2025/TT-BYT, annex II, form 02. */
export function dischargeContent(paper: DischargePaper, options: PrintOptions): Content[] {
  return [
    letterhead(paper.facility, paper.ward ? [`Khoa: ${paper.ward}`] : []),
    {
      style: 'small',
      alignment: 'right',
      stack: [
        `Mẫu số: 02`,
        `Số lưu trữ: ${paper.archiveNumber ?? '…………'}`,
        `Mã y tế: ${paper.patientNumber ?? '…………'}`,
      ],
    },
    { text: 'GIẤY RA VIỆN', style: 'title', margin: [0, 8, 0, 10] },
    ...personFields(paper.person),
    field({ label: 'Vào viện lúc', value: paper.arrivedAt && longTime(paper.arrivedAt) }),
    field({ label: 'Ra viện lúc', value: paper.leftAt && longTime(paper.leftAt) }),
    field({ label: 'Chẩn đoán', value: withCodes(paper.diagnosis, paper.codes) }),
    field({ label: 'Phương pháp điều trị', value: paper.treatment }),
    ...pregnancy(paper),
    field({ label: 'Ghi chú', value: noteWithRest(paper) }),
    signatures(
      placeOf(paper.facility.address),
      paper.issuedOn,
      { ...HEAD_OF_FACILITY, signer: paper.head },
      { ...PRACTITIONER, signer: paper.doctor },
    ),
    copyNote(options, paper.facility.name),
  ]
}

function pregnancy({ pregnancyEnded }: DischargePaper): Content[] {
  if (!pregnancyEnded) return []
  return [
    fieldRow(
      { label: 'Đình chỉ thai nghén', value: pregnancyEnded.reason },
      { label: 'Thời điểm', value: pregnancyEnded.at && shortTime(pregnancyEnded.at) },
      {
        label: 'Tuổi thai',
        value: pregnancyEnded.weeks === undefined ? undefined : `${pregnancyEnded.weeks} tuần`,
      },
    ),
  ]
}

function noteWithRest({ note, rest }: DischargePaper): string | undefined {
  const leave = rest
    ? `Số ngày nghỉ sau ra viện: ${rest.days} ngày, từ ${shortDay(rest.from)} đến ${shortDay(rest.to)}.`
    : ''
  return [note, leave].filter(Boolean).join(' — ') || undefined
}

/** The diagnosis in words with its codes behind, main code first. */
export function withCodes(diagnosis: string, codes: readonly CodeOnPaper[]): string {
  const list = codes.map(({ code }) => code).join('; ')
  return list ? `${diagnosis} (ICD-10: ${list})` : diagnosis
}

/** A form is dated from the place of the facility; an address ends with its province. */
export function placeOf(address: string | undefined): string {
  const last = address?.split(',').at(-1)?.trim()
  return last ? last.replace(/^(tỉnh|thành phố)\s+/iu, '') : '………………'
}
