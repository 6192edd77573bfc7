import { placeOf, withCodes } from './discharge-form.ts'
import {
  copyNote,
  field,
  letterhead,
  personFields,
  section,
  HEAD_OF_FACILITY,
  signatures,
} from './form-parts.ts'
import type { PrintOptions, RecordSummaryPaper } from './paper.ts'
import type { Content } from './set-pdf.ts'
import { longTime } from './vietnamese-dates.ts'

/** Tóm tắt hồ sơ bệnh án. Source: Circular 25/2025/TT-BYT, annex II, form 03. */
export function recordSummaryContent(paper: RecordSummaryPaper, options: PrintOptions): Content[] {
  return [
    letterhead(paper.facility, ['Mẫu số: 03']),
    { text: 'TÓM TẮT HỒ SƠ BỆNH ÁN', style: 'title', margin: [0, 14, 0, 10] },
    ...section('1. Người bệnh', ...personFields(paper.person)),
    ...section(
      '2. Thời gian khám bệnh, chữa bệnh',
      field({ label: 'Vào viện lúc', value: paper.arrivedAt && longTime(paper.arrivedAt) }),
      field({ label: 'Ra viện lúc', value: paper.leftAt && longTime(paper.leftAt) }),
    ),
    ...section(
      '3. Chẩn đoán',
      field({ label: 'Lúc vào viện', value: paper.admissionDiagnosis }),
      field({ label: 'Lúc ra viện', value: withCodes(paper.diagnosis, paper.codes) }),
    ),
    ...section(
      '4. Tóm tắt bệnh án',
      field({ label: 'a) Quá trình bệnh lý và diễn biến lâm sàng', value: paper.course }),
      field({
        label: 'b) Tóm tắt kết quả cận lâm sàng có giá trị chẩn đoán',
        value: paper.results,
      }),
      field({ label: 'c) Phương pháp điều trị', value: paper.treatment }),
      field({ label: 'd) Tình trạng người bệnh ra viện', value: paper.outcome }),
      field({ label: 'đ) Hướng điều trị tiếp theo', value: paper.plan }),
    ),
    ...(paper.note ? [field({ label: 'Ghi chú', value: paper.note })] : []),
    signatures(placeOf(paper.facility.address), paper.issuedOn, {
      ...HEAD_OF_FACILITY,
      signer: paper.head,
    }),
    copyNote(options, paper.facility.name),
  ]
}
