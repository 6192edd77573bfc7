import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** One paragraph of a document: its text in runs, its size and where it stands. */
export type DocxParagraph = {
  readonly text: string | readonly { readonly text: string; readonly bold?: boolean }[]
  /** Points; half ones are allowed. */
  readonly points: number
  readonly bold?: boolean
  readonly italics?: boolean
  readonly align?: 'left' | 'center' | 'justify'
  /** How far the first line stands in, in millimetres. */
  readonly firstLine?: number
  /** How far all of it stands in, in millimetres. */
  readonly indent?: number
  /** Points above and below. */
  readonly before?: number
  readonly after?: number
  /** A line beneath, over so much of the width: a third, a half. */
  readonly ruled?: number
}

export type DocxPart =
  | DocxParagraph
  /** Two columns side by side without lines, the left one so wide, in hundredths. */
  | {
      readonly left: readonly DocxParagraph[]
      readonly right: readonly DocxParagraph[]
      readonly leftShare: number
    }
  | {
      readonly heads: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly widths?: readonly number[] | undefined
      readonly points: number
    }

export type DocxDefinition = {
  readonly title: string
  readonly author: string
  /** Millimetres: above, right, below, left. */
  readonly margins: readonly [number, number, number, number]
  readonly parts: readonly DocxPart[]
}

/** The typeface of administrative documents. Source: Decree 30/2020/NĐ-CP, annex I. It is named, not carried: who opens the file has it. */
const TYPEFACE = 'Times New Roman'

/** Sizes are counted in half points, lengths in twentieths of a point. */
const HALF = 2
const TWENTIETHS = 20
const MM = (72 / 25.4) * TWENTIETHS
const A4 = { width: Math.round(210 * MM), height: Math.round(297 * MM) }

/** Sets one document as DOCX, A4; pages are numbered in the middle of the upper margin from the second on. */
export function setDocx({ title, author, margins, parts }: DocxDefinition): Promise<Buffer> {
  const [top, right, bottom, left] = margins.map((length) => Math.round(length * MM))
  const width = A4.width - (left ?? 0) - (right ?? 0)
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font: TYPEFACE, size: 13 * HALF })],
  })
  return Packer.toBuffer(
    new Document({
      title,
      creator: author,
      styles: { default: { document: { run: { font: TYPEFACE, language: { value: 'vi-VN' } } } } },
      sections: [
        {
          properties: {
            titlePage: true,
            page: {
              size: A4,
              margin: { top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0, left: left ?? 0 },
            },
          },
          headers: {
            default: new Header({ children: [number] }),
            first: new Header({ children: [] }),
          },
          children: parts.map((part) => partToDocx(part, width)),
        },
      ],
    }),
  )
}

function partToDocx(part: DocxPart, width: number): Paragraph | Table {
  if ('left' in part) return columns(part, width)
  return 'heads' in part ? grid(part, width) : paragraph(part, width)
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  justify: AlignmentType.JUSTIFIED,
} as const

function paragraph(given: DocxParagraph, width: number): Paragraph {
  const { text, points, bold = false, italics = false, align = 'left', ruled } = given
  const runs = typeof text === 'string' ? [{ text }] : text
  const aside = ruled === undefined ? 0 : Math.round((width * (1 - ruled)) / 2)
  return new Paragraph({
    alignment: ALIGNMENTS[align],
    spacing: { before: (given.before ?? 0) * TWENTIETHS, after: (given.after ?? 0) * TWENTIETHS },
    indent: {
      ...(given.firstLine === undefined ? {} : { firstLine: Math.round(given.firstLine * MM) }),
      left: Math.round((given.indent ?? 0) * MM) + aside,
      right: aside,
    },
    ...(ruled === undefined
      ? {}
      : { border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } } }),
    children: runs.map(
      (run) =>
        new TextRun({
          text: run.text,
          bold: ('bold' in run ? run.bold : undefined) ?? bold,
          italics,
          font: TYPEFACE,
          size: points * HALF,
        }),
    ),
  })
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE }

function columns(
  { left, right, leftShare }: Extract<DocxPart, { left: unknown }>,
  width: number,
): Table {
  const widths = [
    Math.round((width * leftShare) / 100),
    Math.round((width * (100 - leftShare)) / 100),
  ]
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (side, index) =>
            new TableCell({
              borders: NO_LINES,
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              children: side.map((one) => paragraph(one, widths[index] ?? 0)),
            }),
        ),
      }),
    ],
  })
}

function grid(
  { heads, rows, widths, points }: Extract<DocxPart, { heads: unknown }>,
  width: number,
): Table {
  const shares = widths ?? heads.map(() => 1)
  const sum = shares.reduce((one, other) => one + other, 0)
  const sizes = shares.map((share) => Math.round((width * share) / sum))
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: sizes.map(
        (size, index) =>
          new TableCell({
            width: { size, type: WidthType.DXA },
            children: [
              paragraph(
                {
                  text: texts[index] ?? '',
                  points,
                  bold: isHead,
                  align: isHead || index === 0 ? 'center' : 'left',
                },
                size,
              ),
            ],
          }),
      ),
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: sizes,
    rows: [row(heads, true), ...rows.map((texts) => row(texts, false))],
  })
}
