import type { FacilityOnPaper, PersonOnPaper, PrintOptions, SignerOnPaper } from './paper.ts'
import type { Content, TableCell } from './set-pdf.ts'
import { longDay, shortDay, shortTime } from './vietnamese-dates.ts'

/** What is not known is left as the form leaves it: a dotted line. */
const BLANK = '…………………………'

export type Field = {
  readonly label: string
  readonly value: string | undefined
  readonly strong?: boolean
}

/** "Họ tên: NGUYỄN VĂN A": the label as printed on the form, the value as filled in. */
export function field({ label, value, strong = false }: Field): Content {
  return { text: fieldText(label, value, strong), margin: [0, 2, 0, 2] }
}

/** Two or three short fields on one line of the form. */
export function fieldRow(...fields: Field[]): Content {
  return {
    margin: [0, 2, 0, 2],
    columnGap: 12,
    columns: fields.map(({ label, value, strong = false }, index) => ({
      width: index === 0 ? '*' : 'auto',
      noWrap: index > 0,
      text: fieldText(label, value, strong),
    })),
  }
}

function fieldText(label: string, value: string | undefined, strong: boolean) {
  return [`${label}: `, value ? { text: value, bold: strong } : { text: BLANK, color: '#8a9099' }]
}

/** A part of a paper: its title is never the last line of a page. */
export function section(title: string, ...content: Content[]): Content[] {
  const [first, ...rest] = content
  const heading: Content = { text: title, style: 'section' }
  return first ? [{ unbreakable: true, stack: [heading, first] }, ...rest] : [heading]
}

/**
 * A titled table. Title and heads are repeated on each page and never stand there alone; no row is torn apart.
 * A column is as wide as its longest word at least, so that no number is cut.
 */
export function ruled(
  title: Content,
  widths: (number | '*' | 'auto')[],
  heads: readonly string[],
  rows: TableCell[][],
): Content {
  const titleRow: TableCell[] = [
    { stack: [title], colSpan: heads.length },
    ...heads.slice(1).map(() => ''),
  ]
  return {
    layout: 'ruled',
    margin: [0, 4, 0, 4],
    table: {
      widths,
      headerRows: 2,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      body: [titleRow, heads.map((text): TableCell => ({ text, style: 'cellHead' })), ...rows],
    },
  }
}

/** The title of a table, as a part's title looks. */
export function tableTitle(text: string): Content {
  return { text, style: 'section', margin: [0, 4, 0, 0] }
}

/** Head of a form: who issues on the left, the country's name and motto on the right. */
export function letterhead(facility: FacilityOnPaper, under: readonly string[]): Content {
  return {
    columnGap: 16,
    columns: [
      {
        width: '44%',
        style: 'letterhead',
        stack: [
          ...(facility.owner === undefined
            ? []
            : [{ text: facility.owner.toUpperCase(), alignment: 'center' } satisfies Content]),
          { text: facility.name.toUpperCase(), bold: true, alignment: 'center' },
          rule(70),
          ...under.map(
            (line): Content => ({ text: line, alignment: 'center', margin: [0, 1, 0, 0] }),
          ),
        ],
      },
      { width: '*', style: 'letterhead', stack: motto() },
    ],
  }
}

/** Quốc hiệu and tiêu ngữ. Source: Decree 30/2020/NĐ-CP, annex I, part I, section II.1. */
export function motto(): Content[] {
  return [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, alignment: 'center' },
    { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, alignment: 'center', margin: [0, 1, 0, 0] },
    rule(130),
  ]
}

/** A short line under what stands above, centred in its column. */
export function rule(width: number): Content {
  return {
    alignment: 'center',
    margin: [0, 3, 0, 4],
    table: { widths: ['*', width, '*'], body: [[line(false), line(true), line(false)]] },
    layout: {
      defaultBorder: false,
      paddingTop: () => 0,
      paddingBottom: () => 0,
      hLineWidth: () => 0.7,
    },
  }
}

/** A cell as flat as can be, with or without the line above it. */
function line(drawn: boolean) {
  const border: [boolean, boolean, boolean, boolean] = [false, drawn, false, false]
  return { text: ' ', fontSize: 1, lineHeight: 1, border }
}

/** The person as the forms ask for them. */
export function personFields(person: PersonOnPaper): Content[] {
  return [
    fieldRow(
      { label: 'Họ và tên người bệnh', value: person.name.toUpperCase(), strong: true },
      { label: 'Giới tính', value: SEX[person.sex] },
    ),
    fieldRow(
      { label: 'Ngày sinh', value: shortDay(person.birthDate) },
      { label: 'Dân tộc', value: person.ethnicGroup },
      { label: 'Quốc tịch', value: person.nationality },
    ),
    field({ label: 'Nghề nghiệp', value: person.occupation }),
    field({ label: 'Số định danh cá nhân/hộ chiếu', value: person.citizenNumber }),
    insuranceFields(person),
    field({ label: 'Địa chỉ cư trú', value: person.address }),
    ...(person.parents?.length
      ? [field({ label: 'Cha, mẹ hoặc người giám hộ', value: person.parents.join('; ') })]
      : []),
  ]
}

export function insuranceFields(person: PersonOnPaper): Content {
  const cards = person.insuranceCards.join('; ')
  return fieldRow(
    { label: 'Số thẻ BHYT', value: cards || 'không dùng thẻ BHYT trong lần khám này' },
    ...(cards
      ? [{ label: 'Hạn sử dụng đến', value: person.cardValidTo && shortDay(person.cardValidTo) }]
      : []),
  )
}

const SEX = { male: 'Nam', female: 'Nữ', unknown: 'Chưa xác định' } as const

export const HEAD_OF_FACILITY = {
  title: 'ĐẠI DIỆN CƠ SỞ\nKHÁM BỆNH, CHỮA BỆNH',
  hint: '(Ký tên, đóng dấu)',
}

export const PRACTITIONER = {
  title: 'NGƯỜI HÀNH NGHỀ\nKHÁM BỆNH, CHỮA BỆNH',
  hint: '(Ký, ghi rõ họ tên)',
}

type Signature = {
  readonly title: string
  readonly hint: string
  readonly signer: SignerOnPaper | undefined
}

/**
 * The foot of a form, where the original bears its signatures. A copy bears none: it names who signed
 * and says where the signature is. Kept together, so that no signature stands alone on a page.
 */
export function signatures(
  place: string,
  issuedOn: string | undefined,
  ...signs: Signature[]
): Content {
  return {
    unbreakable: true,
    margin: [0, 12, 0, 0],
    stack: [
      {
        text: `${place}, ${issuedOn ? longDay(issuedOn) : 'ngày …… tháng …… năm ………'}`,
        italics: true,
        alignment: 'right',
      },
      {
        margin: [0, 6, 0, 0],
        columnGap: 20,
        columns: signs.map((sign) => ({ width: '*', alignment: 'center', stack: signature(sign) })),
      },
    ],
  }
}

function signature({ title, hint, signer }: Signature): Content[] {
  return [
    { text: title, bold: true },
    { text: hint, italics: true, style: 'small' },
    { text: 'Chữ ký ở bản gốc', style: 'note', margin: [0, 18, 0, 14] },
    { text: signer?.name ?? BLANK, bold: signer?.name !== undefined },
    { text: signer?.licence ? `Số GPHN/CCHN: ${signer.licence}` : ' ', style: 'small' },
  ]
}

/** Says plainly what this sheet is. */
export function copyNote(options: PrintOptions, holder: string): Content {
  return {
    margin: [0, 12, 0, 0],
    unbreakable: true,
    layout: 'boxed',
    table: {
      widths: ['*'],
      body: [
        [
          {
            style: 'note',
            text: [
              { text: 'Bản sao từ sổ sức khỏe điện tử', bold: true },
              `, lập lúc ${shortTime(options.printedAt)}. Nội dung theo dữ liệu cơ sở đã gửi. Bản gốc có chữ ký do ${holder} lưu giữ.`,
            ],
          },
        ],
      ],
    },
  }
}
