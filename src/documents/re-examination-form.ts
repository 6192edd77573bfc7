import { placeOf } from './discharge-form.ts'
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
import type { PrintOptions, ReExaminationPaper } from './paper.ts'
import type { Content } from './set-pdf.ts'
import { longDay, shortTime } from './vietnamese-dates.ts'

/** Phiếu hẹn khám lại. Source: Circular 01/2025/TT-BYT, annex V. */
export function reExaminationContent(paper: ReExaminationPaper, options: PrintOptions): Content[] {
  const [main, ...others] = paper.codes
  return [
    letterhead(paper.facility, [`Số: ${paper.number ?? '…………'}`]),
    { text: 'PHIẾU HẸN KHÁM LẠI', style: 'title', margin: [0, 16, 0, 12] },
    ...personFields(paper.person),
    fieldRow(
      {
        label: paper.admittedAt ? 'Vào viện lúc' : 'Khám bệnh lúc',
        value: paper.arrivedAt && shortTime(paper.arrivedAt),
      },
      {
        label: paper.admittedAt ? 'Ra viện lúc' : 'Kết thúc lúc',
        value: paper.leftAt && shortTime(paper.leftAt),
      },
    ),
    field({
      label: 'Chẩn đoán',
      value: main ? `${paper.diagnosis} (ICD-10: ${main.code})` : paper.diagnosis,
    }),
    ...(others.length > 0
      ? [
          field({
            label: 'Bệnh kèm theo',
            value: others.map(({ code, name }) => `${code} ${name}`.trim()).join('; '),
          }),
        ]
      : []),
    {
      margin: [0, 10, 0, 2],
      text: [
        'Hẹn khám lại vào ',
        { text: longDay(paper.on), bold: true },
        ', hoặc đến bất kỳ lúc nào trước ngày hẹn nếu có dấu hiệu (triệu chứng) bất thường.',
      ],
    },
    {
      margin: [0, 2, 0, 0],
      style: 'quiet',
      text: 'Phiếu hẹn khám lại có giá trị sử dụng một (01) lần.',
    },
    signatures(
      placeOf(paper.facility.address),
      paper.issuedOn,
      { ...PRACTITIONER, signer: paper.doctor },
      { ...HEAD_OF_FACILITY, signer: paper.head },
    ),
    copyNote(options, paper.facility.name),
  ]
}
