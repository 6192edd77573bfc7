import {
  type LetterBlock,
  type LetterLines,
  linesOf,
  MOTTO,
  type OfficialLetter,
} from './official-letter.ts'
import { type DocxParagraph, type DocxPart, setDocx } from './set-docx.ts'

/** Above 20, right 15, below 20, left 30 mm. Source: Decree 30/2020/NĐ-CP, annex I. */
const MARGINS = [20, 15, 20, 30] as const

/** Sizes in points. Source: Decree 30/2020/NĐ-CP, annex I, section V. */
const POINTS = {
  head: 12,
  motto: 13,
  number: 13,
  about: 12,
  text: 14,
  recipientsHead: 12,
  recipients: 11,
  cell: 12,
} as const

/** The first line of a paragraph stands in by 1 cm. */
const INDENT_MM = 10

/** Lines kept free for signature and seal. */
const SEAL_POINTS = 72

/**
 * Writes an official letter as DOCX, A4, Times New Roman, in the layout of Decree 30/2020/NĐ-CP, annex I: for whoever finishes it in a word
 * processor. What is signed and comes back is the PDF.
 */
export function writeOfficialLetter(letter: OfficialLetter): Promise<Buffer> {
  const lines = linesOf(letter)
  return setDocx({
    title: `${lines.number} ${letter.abstract}`,
    author: letter.organ.name,
    margins: MARGINS,
    parts: [
      head(lines),
      ...(lines.title === undefined ? [] : titled(lines, lines.title)),
      ...addressees(lines),
      ...deciding(lines),
      ...body(lines.body),
      closing(lines),
    ],
  })
}

const centred = { align: 'center' } as const

function head(lines: LetterLines): DocxPart {
  const superior: DocxParagraph[] =
    lines.superior === undefined ? [] : [{ text: lines.superior, points: POINTS.head, ...centred }]
  const about: DocxParagraph[] =
    lines.about === undefined ? [] : [{ text: lines.about, points: POINTS.about, ...centred }]
  return {
    leftShare: 42,
    left: [
      ...superior,
      { text: lines.organ, points: POINTS.head, bold: true, ...centred },
      { text: '', points: 4, ruled: 0.4 },
      { text: lines.number, points: POINTS.number, ...centred },
      ...about,
    ],
    right: [
      { text: MOTTO[0], points: POINTS.head, bold: true, ...centred },
      { text: MOTTO[1], points: POINTS.motto, bold: true, ...centred },
      { text: '', points: 4, ruled: 0.6 },
      { text: lines.placeAndDay, points: POINTS.motto, italics: true, ...centred },
    ],
  }
}

function titled(lines: LetterLines, title: string): DocxPart[] {
  return [
    { text: title, points: POINTS.text, bold: true, ...centred, before: 18 },
    { text: lines.abstract ?? '', points: POINTS.text, bold: true, ...centred },
    { text: '', points: 4, ruled: 0.25 },
  ]
}

function addressees({ addressees: lines }: LetterLines): DocxPart[] {
  return lines.map((text, index) => ({
    text,
    points: POINTS.text,
    align: lines.length === 1 ? 'center' : 'left',
    indent: lines.length === 1 ? 0 : index === 0 ? 25 : 40,
    before: index === 0 ? 12 : 0,
    after: 4,
  }))
}

function deciding(lines: LetterLines): DocxPart[] {
  const strong = { points: POINTS.text, bold: true, ...centred }
  const grounds = lines.grounds.map((text) => ({ ...running(text), italics: true }))
  if (lines.deciding === undefined) return grounds
  return [
    { text: lines.deciding, ...strong, before: 8, after: 6 },
    ...grounds,
    { text: 'QUYẾT ĐỊNH:', ...strong, before: 8, after: 4 },
  ]
}

function running(text: DocxParagraph['text']): DocxParagraph {
  return { text, points: POINTS.text, align: 'justify', firstLine: INDENT_MM, before: 3, after: 3 }
}

function body(blocks: readonly LetterBlock[]): DocxPart[] {
  let articles = 0
  return blocks.flatMap((block): DocxPart[] => {
    switch (block.kind) {
      case 'paragraph':
        return [running(block.text)]
      case 'heading':
        return [{ text: block.text, points: POINTS.text, bold: true, before: 8, after: 3 }]
      case 'article': {
        articles += 1
        const [first = '', ...rest] = block.text
        return [
          running([{ text: `Điều ${articles}. `, bold: true }, { text: first }]),
          ...rest.map((text) => running(text)),
        ]
      }
      case 'table':
        return [{ heads: block.heads, rows: block.rows, widths: block.widths, points: POINTS.cell }]
    }
  })
}

function closing(lines: LetterLines): DocxPart {
  const recipients = lines.recipients.map((text) => ({ text, points: POINTS.recipients }))
  const strong = { points: POINTS.text, bold: true, ...centred }
  return {
    leftShare: 48,
    left: [
      { text: 'Nơi nhận:', points: POINTS.recipientsHead, bold: true, italics: true, before: 14 },
      ...recipients,
    ],
    right: [
      ...lines.signer.map((text, index) => ({ text, ...strong, before: index === 0 ? 14 : 0 })),
      { text: lines.signerName, ...strong, before: SEAL_POINTS },
    ],
  }
}
