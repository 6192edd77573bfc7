import { motto } from './form-parts.ts'
import type { LicenceCertificate } from './licence-certificate.ts'
import type { PrintOptions } from './paper.ts'
import { type Content, setPdf } from './set-pdf.ts'
import { shortDay, shortTime } from './vietnamese-dates.ts'

/** The form of the licence itself; which number it has in the decree was not seen. */
const FORM =
  'Theo Mẫu giấy phép hành nghề, Phụ lục I, NĐ 96/2023/NĐ-CP (số mẫu tạm hiểu, cần đối chiếu)'

/** A code of some 800 characters stays readable for a telephone from 55 mm on. */
const CODE_POINTS = 180

/**
 * Sets a practice licence as one page with the code that verifies it offline. It shows what the public may know and is no licence itself: that has
 * the authority's signature. Source of the content: Law 15/2023/QH15, art. 27, 38.
 */
export function renderLicenceCertificate(
  data: LicenceCertificate,
  options: PrintOptions,
): Promise<Buffer> {
  const isFormer = data.documentType === 'CCHN'
  return setPdf(
    {
      content: [
        ...motto(),
        {
          text: isFormer ? 'CHỨNG CHỈ HÀNH NGHỀ' : 'GIẤY PHÉP HÀNH NGHỀ',
          style: 'title',
          margin: [0, 26, 0, 0],
        },
        { text: 'KHÁM BỆNH, CHỮA BỆNH', style: 'title' },
        { text: `Số: ${data.number}`, alignment: 'center', bold: true, margin: [0, 6, 0, 20] },
        ...lines(data),
        ...limits(data),
        code(data),
      ],
      footer: () => ({
        margin: [62, 10, 46, 0],
        style: 'small',
        color: '#4b535c',
        stack: [`Bản thể hiện từ hệ thống, lập lúc ${shortTime(options.printedAt)}.`, FORM],
      }),
      info: { title: `${data.number} ${data.name}` },
    },
    options,
  )
}

function lines(data: LicenceCertificate): Content[] {
  const said: readonly (readonly [string, string | undefined])[] = [
    ['Họ và tên', data.name.toUpperCase()],
    ['Chức danh chuyên môn', data.title],
    ['Phạm vi hành nghề', data.scopes.join('; ')],
    ['Cơ quan cấp', data.issuer],
    ['Ngày cấp', data.issuedOn && shortDay(data.issuedOn)],
    ['Có giá trị đến ngày', data.validTo ? shortDay(data.validTo) : 'không ghi thời hạn'],
  ]
  return said.flatMap(([name, value]): Content[] =>
    value === undefined || value === ''
      ? []
      : [
          {
            columns: [
              { text: `${name}:`, width: 150 },
              { text: value, bold: true, width: '*' },
            ],
            margin: [0, 4, 0, 4],
          },
        ],
  )
}

function limits({ without }: LicenceCertificate): Content[] {
  if (without.length === 0) return []
  const text = `Đang bị đình chỉ một phần: ${without.join('; ')}.`
  return [
    {
      table: { widths: ['*'], body: [[{ text, bold: true }]] },
      layout: 'boxed',
      margin: [0, 10, 0, 0],
    },
  ]
}

function code({ signedText, verifyAt }: LicenceCertificate): Content {
  return {
    unbreakable: true,
    columnGap: 20,
    margin: [0, 30, 0, 0],
    columns: [
      { qr: signedText, fit: CODE_POINTS, eccLevel: 'L', width: CODE_POINTS },
      {
        width: '*',
        style: 'note',
        stack: [
          { text: 'Mã xác thực', bold: true, margin: [0, 0, 0, 4] },
          'Mã chứa nội dung giấy phép đã được hệ thống ký số. Quét để xác thực, kể cả khi không có mạng:',
          { text: verifyAt, margin: [0, 4, 0, 4] },
          'Giấy phép còn hiệu lực hay không do danh sách trạng thái cho biết. Bản này không thay thế giấy phép có chữ ký của cơ quan cấp.',
        ],
      },
    ],
  }
}
