import { rule } from './form-parts.ts'
import {
  type LetterBlock,
  type LetterLines,
  linesOf,
  MOTTO,
  type OfficialLetter,
} from './official-letter.ts'
import type { PrintOptions } from './paper.ts'
import { type Content, setPdf, type TableCell } from './set-pdf.ts'

/** Millimetres in points. */
const MM = 72 / 25.4

/** Left 30-35 mm, right 15-20, above and below 20-25. Source: Decree 30/2020/NĐ-CP, annex I. */
const MARGINS: [number, number, number, number] = [30 * MM, 20 * MM, 15 * MM, 20 * MM]

/**
 * Sizes in points, one less than the decree names for Times New Roman: our typeface is wider and taller at the same size.
 * Source: Decree 30/2020/NĐ-CP, annex I (13-14 for the text, 12-13 for the head, 11-12 for the recipients).
 */
const POINTS = { text: 12, head: 10.5, title: 13, recipients: 10, foot: 8 } as const

/** The first line of a paragraph stands in by 1 cm. */
const INDENT = 10 * MM

/** Height kept free for signature and seal: 24 mm. */
const SEAL_HEIGHT = 24 * MM

/**
 * Sets an official letter as PDF, A4, in the layout of Decree 30/2020/NĐ-CP, annex I. The same letter gives the same pages. The typeface is Be
 * Vietnam Pro, which Mạch may carry with it, and not the Times New Roman of the decree.
 */
export function renderOfficialLetter(
  letter: OfficialLetter,
  options: PrintOptions,
): Promise<Buffer> {
  const lines = linesOf(letter)
  return setPdf(
    {
      content: [
        head(lines),
        ...(lines.title === undefined ? [] : titled(lines, lines.title)),
        ...addressees(lines),
        ...deciding(lines),
        ...body(lines.body),
        closing(lines),
      ],
      // The decree numbers pages in the middle of the upper margin, from the second on.
      header: (page) =>
        page > 1
          ? {
              text: String(page),
              alignment: 'center',
              fontSize: POINTS.text,
              margin: [0, 24, 0, 0],
            }
          : undefined,
      footer: foot(letter.code),
      info: { title: `${lines.number} ${letter.abstract}`, author: letter.organ.name },
      pageMargins: MARGINS,
    },
    options,
  )
}

function head(lines: LetterLines): Content {
  const centred = { alignment: 'center', fontSize: POINTS.head, lineHeight: 1.12 } as const
  return {
    columnGap: 8,
    columns: [
      {
        width: '43%',
        stack: [
          ...(lines.superior === undefined ? [] : [{ text: lines.superior, ...centred }]),
          { text: lines.organ, bold: true, ...centred },
          rule(70),
          { text: lines.number, ...centred, margin: [0, 4, 0, 0] },
          ...(lines.about === undefined
            ? []
            : [{ text: lines.about, ...centred, margin: [0, 3, 0, 0] } satisfies Content]),
        ],
      },
      {
        width: '*',
        stack: [
          { text: MOTTO[0], bold: true, ...centred, fontSize: POINTS.head },
          { text: MOTTO[1], bold: true, ...centred, fontSize: POINTS.head + 0.5 },
          rule(150),
          {
            text: lines.placeAndDay,
            italics: true,
            ...centred,
            fontSize: POINTS.head + 0.5,
            margin: [0, 4, 0, 0],
          },
        ],
      },
    ],
  }
}

function titled(lines: LetterLines, title: string): Content[] {
  return [
    { text: title, bold: true, alignment: 'center', fontSize: POINTS.title, margin: [0, 18, 0, 2] },
    { text: lines.abstract ?? '', bold: true, alignment: 'center', fontSize: POINTS.text },
    rule(90),
  ]
}

function addressees({ addressees: lines }: LetterLines): Content[] {
  return lines.map(
    (text, index): Content => ({
      text,
      alignment: lines.length === 1 ? 'center' : 'left',
      fontSize: POINTS.text,
      margin: [lines.length === 1 ? 0 : index === 0 ? 70 : 110, index === 0 ? 14 : 1, 0, 3],
    }),
  )
}

function deciding(lines: LetterLines): Content[] {
  const centred = { bold: true, alignment: 'center', fontSize: POINTS.text } as const
  const grounds = lines.grounds.map((text) => paragraph(text, { italics: true }))
  if (lines.deciding === undefined) return grounds
  return [
    { text: lines.deciding, ...centred, margin: [0, 8, 0, 6] },
    ...grounds,
    { text: 'QUYẾT ĐỊNH:', ...centred, margin: [0, 8, 0, 4] },
  ]
}

function body(blocks: readonly LetterBlock[]): Content[] {
  let articles = 0
  return blocks.flatMap((block): Content[] => {
    switch (block.kind) {
      case 'paragraph':
        return [paragraph(block.text)]
      case 'heading':
        return [{ text: block.text, bold: true, fontSize: POINTS.text, margin: [0, 8, 0, 3] }]
      case 'article': {
        articles += 1
        const [first = '', ...rest] = block.text
        const opening = [{ text: `Điều ${articles}. `, bold: true }, first]
        return [paragraph(opening), ...rest.map((text) => paragraph(text))]
      }
      case 'table':
        return [grid(block)]
    }
  })
}

type Words = string | (string | { text: string; bold: boolean })[]

function paragraph(text: Words, style: { readonly italics?: boolean } = {}): Content {
  return {
    text,
    ...style,
    alignment: 'justify',
    leadingIndent: INDENT,
    fontSize: POINTS.text,
    margin: [0, 3, 0, 3],
  }
}

function grid({ heads, rows, widths }: LetterBlock & { readonly kind: 'table' }): Content {
  const shares = widths ?? heads.map(() => 1)
  const sum = shares.reduce((one, other) => one + other, 0)
  const space = 595 - MARGINS[0] - MARGINS[2] - 9 * heads.length
  const cell = (text: string, index: number): TableCell => ({
    text,
    style: 'cell',
    alignment: index === 0 ? 'center' : 'left',
  })
  return {
    layout: 'grid',
    margin: [0, 4, 0, 6],
    table: {
      widths: shares.map((share) => (space * share) / sum),
      headerRows: 1,
      dontBreakRows: true,
      body: [
        heads.map((text): TableCell => ({ text, style: 'cellHead', alignment: 'center' })),
        ...rows.map((row) => heads.map((_head, index) => cell(row[index] ?? '', index))),
      ],
    },
  }
}

/** Recipients on the left; on the right for whom and as what somebody signs, the place of the signature, the name. */
function closing(lines: LetterLines): Content {
  const centred = { bold: true, alignment: 'center', fontSize: POINTS.text } as const
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    columns: [
      {
        width: '*',
        stack: [
          { text: 'Nơi nhận:', bold: true, italics: true, fontSize: POINTS.recipients + 0.5 },
          ...lines.recipients.map((text) => ({ text, fontSize: POINTS.recipients })),
        ],
      },
      {
        width: '52%',
        stack: [
          ...lines.signer.map((text) => ({ text, ...centred })),
          { text: ' ', margin: [0, SEAL_HEIGHT, 0, 0] },
          { text: lines.signerName === '' ? ' ' : lines.signerName, ...centred },
        ],
      },
    ],
  }
}

function foot(code: string | undefined) {
  return (): Content =>
    code === undefined
      ? ''
      : {
          text: `Mã văn bản trên hệ thống: ${code}`,
          fontSize: POINTS.foot,
          color: '#4b535c',
          margin: [MARGINS[0], 22, MARGINS[2], 0],
        }
}
