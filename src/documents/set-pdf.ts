import { createRequire } from 'node:module'
import pdfmake, { type Content, type CustomTableLayout } from 'pdfmake'

export type { Content, TableCell } from 'pdfmake'

type Definition = Parameters<typeof pdfmake.createPdf>[0]

/** What one document says about its own setting; type sizes are the printer's business. */
export type PdfDefinition = Pick<
  Definition,
  'content' | 'footer' | 'header' | 'info' | 'pageMargins' | 'pageOrientation'
>

const FONT_PACKAGE = '@expo-google-fonts/be-vietnam-pro'

const FONTS = {
  normal: '400Regular/BeVietnamPro_400Regular.ttf',
  bold: '600SemiBold/BeVietnamPro_600SemiBold.ttf',
  italics: '400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf',
  bolditalics: '600SemiBold_Italic/BeVietnamPro_600SemiBold_Italic.ttf',
}

/** The size of running text, in points. */
const TEXT_POINTS = 10.5

/** Large print is a third larger: 14 points, what the rules of the blind's associations ask for. */
const LARGE_PRINT = 4 / 3

const RULES: Record<string, CustomTableLayout> = {
  // The first row is the table's title, the second its heads.
  ruled: {
    hLineWidth: (row, node) => {
      if (row === 0) return 0
      return row <= 2 || row === node.table.body.length ? 0.8 : 0.4
    },
    vLineWidth: () => 0,
    hLineColor: (row, node) => (row <= 2 || row === node.table.body.length ? '#1c1c1c' : '#c4c9cf'),
    paddingTop: () => 4,
    paddingBottom: () => 4,
    paddingLeft: (column) => (column === 0 ? 0 : 6),
    paddingRight: (column, node) => (column + 1 === node.table.widths?.length ? 0 : 6),
  },
  grid: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0.5,
    hLineColor: () => '#555555',
    vLineColor: () => '#555555',
    paddingTop: () => 3,
    paddingBottom: () => 3,
    paddingLeft: () => 4,
    paddingRight: () => 4,
  },
  boxed: {
    hLineWidth: () => 0.6,
    vLineWidth: () => 0.6,
    hLineColor: () => '#8a9099',
    vLineColor: () => '#8a9099',
    paddingTop: () => 6,
    paddingBottom: () => 6,
    paddingLeft: () => 9,
    paddingRight: () => 9,
  },
}

preparePrinter()

/** The printer knows four cuts of one typeface, may read these files and nothing else, and may call nobody. */
function preparePrinter(): void {
  const require = createRequire(import.meta.url)
  const files = Object.entries(FONTS).map(
    ([cut, file]) => [cut, require.resolve(`${FONT_PACKAGE}/${file}`)] as const,
  )
  const allowed = new Set(files.map(([, file]) => file))
  pdfmake.addFonts({ 'Be Vietnam Pro': Object.fromEntries(files) })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => allowed.has(path))
  pdfmake.addTableLayouts(RULES)
}

/**
 * Sets one document. The same definition gives the same pages: the printer changes what it is given,
 * so definitions are made anew for each call and never kept.
 */
export async function setPdf(
  definition: PdfDefinition,
  options: { readonly printedAt: Date; readonly largePrint?: boolean },
): Promise<Buffer> {
  const scale = options.largePrint ? LARGE_PRINT : 1
  const sized = (points: number) => Math.round(points * scale * 10) / 10
  return pdfmake
    .createPdf({
      ...definition,
      pageSize: 'A4',
      pageMargins: definition.pageMargins ?? [62, 48, 46, 62],
      info: {
        ...definition.info,
        producer: 'Mạch',
        creator: 'Mạch',
        creationDate: options.printedAt,
      },
      language: 'vi-VN',
      defaultStyle: { font: 'Be Vietnam Pro', fontSize: sized(TEXT_POINTS), lineHeight: 1.18 },
      styles: {
        title: { fontSize: sized(15), bold: true, alignment: 'center', lineHeight: 1.1 },
        subtitle: { fontSize: sized(11), alignment: 'center' },
        section: { fontSize: sized(11), bold: true, margin: [0, 10, 0, 3] },
        // The head of a form has two halves side by side: growing it as much as the text would break its lines.
        letterhead: { fontSize: Math.min(sized(9.5), 10.5), lineHeight: 1.1 },
        small: { fontSize: sized(8.5), lineHeight: 1.12 },
        note: { fontSize: sized(9), color: '#3c434b' },
        quiet: { color: '#4b535c' },
        cellHead: { bold: true, fontSize: sized(9), lineHeight: 1.08 },
        cell: { fontSize: sized(9.5), lineHeight: 1.1 },
      },
    })
    .getBuffer()
}

/** The foot of every page: what it is on the left, which page of how many on the right. */
export function pageFoot(
  left: string,
  margins: { readonly left: number; readonly right: number } = { left: 62, right: 46 },
): NonNullable<PdfDefinition['footer']> {
  return (page: number, pages: number): Content => ({
    margin: [margins.left, 14, margins.right, 0],
    columns: [
      { text: left, style: 'small', color: '#4b535c', width: '*' },
      { text: `Trang ${page}/${pages}`, style: 'small', alignment: 'right', width: 70 },
    ],
  })
}
