import { placeOf, withCodes } from './discharge-form.ts'
import {
  copyNote,
  field,
  fieldRow,
  insuranceFields,
  letterhead,
  HEAD_OF_FACILITY,
  PRACTITIONER,
  signatures,
} from './form-parts.ts'
import type { PrintOptions, ReferralPaper } from './paper.ts'
import type { Content } from './set-pdf.ts'
import { ageOn, longTime, shortDay } from './vietnamese-dates.ts'
import { vietnamDay } from '#vocabulary/vietnam-time'

/** Phiếu chuyển cơ sở khám bệnh, chữa bệnh. Source: Circular 01/2025/TT-BYT, annex VI. */
export function referralContent(paper: ReferralPaper, options: PrintOptions): Content[] {
  return [
    letterhead(paper.facility, [`Số: ${paper.number ?? '…………'}`]),
    {
      style: 'small',
      alignment: 'right',
      stack: [
        `Số hồ sơ: ${paper.fileNumber ?? '…………'}`,
        `Vào sổ chuyển số: ${paper.bookNumber ?? '…………'}`,
      ],
    },
    { text: 'PHIẾU CHUYỂN CƠ SỞ\nKHÁM BỆNH, CHỮA BỆNH', style: 'title', margin: [0, 8, 0, 8] },
    {
      text: ['Kính gửi: ', { text: paper.to.name, bold: true }, ` (mã ${paper.to.code})`],
      alignment: 'center',
    },
    {
      text: `${paper.facility.name} trân trọng giới thiệu:`,
      margin: [0, 8, 0, 2],
    },
    ...introduced(paper),
    { text: 'TÓM TẮT BỆNH ÁN', style: 'section', alignment: 'center' },
    ...story(paper),
    ...reasons(paper.reason),
    field({ label: 'Hướng điều trị', value: paper.plan }),
    field({ label: 'Chuyển hồi', value: paper.leftAt && longTime(paper.leftAt) }),
    field({ label: 'Phương tiện vận chuyển', value: paper.transport }),
    field({ label: 'Họ tên, chức danh của người hộ tống', value: paper.escort }),
    signatures(
      placeOf(paper.facility.address),
      paper.issuedOn,
      { ...PRACTITIONER, title: 'NGƯỜI HÀNH NGHỀ\nKHÁM, ĐIỀU TRỊ', signer: paper.doctor },
      { ...HEAD_OF_FACILITY, title: 'NGƯỜI CÓ THẨM QUYỀN\nCHUYỂN NGƯỜI BỆNH', signer: paper.head },
    ),
    copyNote(options, paper.facility.name),
  ]
}

function introduced(paper: ReferralPaper): Content[] {
  const { person } = paper
  const age = ageOn(person.birthDate, vietnamDay(paper.leftAt ?? paper.arrivedAt ?? new Date(0)))
  return [
    fieldRow(
      { label: 'Họ và tên người bệnh', value: person.name.toUpperCase(), strong: true },
      {
        label: 'Giới tính',
        value: { male: 'Nam', female: 'Nữ', unknown: 'Chưa xác định' }[person.sex],
      },
    ),
    fieldRow(
      {
        label: 'Ngày sinh',
        value: shortDay(person.birthDate) + (age === undefined ? '' : ` (${age} tuổi)`),
      },
      { label: 'Dân tộc', value: person.ethnicGroup },
      { label: 'Quốc tịch', value: person.nationality },
    ),
    fieldRow(
      { label: 'Nghề nghiệp', value: person.occupation },
      { label: 'Nơi làm việc', value: person.workplace },
    ),
    field({ label: 'Địa chỉ', value: person.address }),
    insuranceFields(person),
    { text: 'Đã được khám bệnh, điều trị:', margin: [0, 4, 0, 0] },
    ...paper.earlierFacilities.map(
      (facility): Content => ({ text: `+ Tại: ${facility}`, margin: [12, 2, 0, 0] }),
    ),
    {
      margin: [12, 2, 0, 0],
      text: `+ Tại: ${paper.facility.name}, từ ${dayOf(paper.arrivedAt)} đến ${dayOf(paper.leftAt)}`,
    },
  ]
}

function dayOf(instant: Date | undefined): string {
  return instant ? `ngày ${shortDay(vietnamDay(instant))}` : 'ngày ……/……/………'
}

function story(paper: ReferralPaper): Content[] {
  return [
    field({ label: 'Dấu hiệu lâm sàng', value: paper.signs }),
    field({ label: 'Quá trình bệnh lý', value: paper.course }),
    field({ label: 'Kết quả xét nghiệm, cận lâm sàng', value: paper.results }),
    field({ label: 'Chẩn đoán', value: withCodes(paper.diagnosis, paper.codes) }),
    field({
      label: 'Phương pháp, thủ thuật, kỹ thuật, thuốc đã sử dụng trong điều trị',
      value: paper.treatment,
    }),
    field({ label: 'Tình trạng người bệnh lúc chuyển', value: paper.state }),
  ]
}

const REASONS = [
  ['1', 'Đủ điều kiện chuyển cơ sở khám bệnh, chữa bệnh theo quy định.'],
  ['2', 'Tình trạng bệnh không còn phù hợp với khả năng đáp ứng của cơ sở.'],
  ['3', 'Theo yêu cầu của người bệnh hoặc người đại diện hợp pháp của người bệnh.'],
] as const

/** The form has the reasons printed and the one that holds marked. */
function reasons(chosen: ReferralPaper['reason']): Content[] {
  return [
    { text: 'Lý do chuyển:', margin: [0, 2, 0, 2] },
    ...REASONS.map(
      ([number, text]): Content => ({
        margin: [12, 1, 0, 1],
        text: [
          `[${number === chosen ? 'X' : '  '}] ${number}. `,
          { text, bold: number === chosen },
        ],
      }),
    ),
  ]
}
