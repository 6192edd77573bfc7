import { strToU8, zipSync } from 'fflate'

/** A cell as a spreadsheet program writes it: a text, a number, or raw XML of a cell without its reference. */
export type ForeignCell = string | number | { readonly xml: string } | undefined

export type ForeignSheet = {
  readonly name: string
  readonly rows: readonly (readonly ForeignCell[])[]
  readonly state?: 'hidden'
  /** Behind the rows: merged areas, validations. */
  readonly after?: string
  readonly before?: string
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Two cell formats: none, and a day. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><cellXfs count="2"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/></cellXfs></styleSheet>`

/** A workbook as other programs make it, with shared texts; `more` adds or replaces parts. For tests. */
export function foreignWorkbook(
  sheets: readonly ForeignSheet[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const texts: string[] = []
  const files: Record<string, Uint8Array> = {}
  const put = (name: string, content: string | Uint8Array) => {
    files[name] = typeof content === 'string' ? strToU8(content) : content
  }
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  put('[Content_Types].xml', '<Types/>')
  put('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')))
  put('xl/styles.xml', STYLES)
  for (const [index, sheet] of sheets.entries())
    put(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, texts))
  put(
    'xl/sharedStrings.xml',
    `<sst xmlns="${MAIN}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  )
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  )
  put(
    'xl/workbook.xml',
    `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><sheets>${listed.join('')}</sheets></workbook>`,
  )
  const targets = sheets.map((_sheet, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  )
  put(
    'xl/_rels/workbook.xml.rels',
    relations(
      `${targets.join('')}${relation('s1', 'sharedStrings', 'sharedStrings.xml')}${relation('s2', 'styles', 'styles.xml')}`,
    ),
  )
  for (const [name, content] of Object.entries(more)) put(name, content)
  return zipSync(files)
}

function sheetXml({ rows, after = '', before = '' }: ForeignSheet, texts: string[]): string {
  const cell = (value: ForeignCell, reference: string) => {
    if (value === undefined) return ''
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (typeof value === 'object') return value.xml.replace('<c', `<c r="${reference}"`)
    return `<c r="${reference}" t="s"><v>${texts.push(value) - 1}</v></c>`
  }
  const lines = rows.map(
    (cells, row) =>
      `<row r="${row + 1}" spans="1:${cells.length}">${cells.map((value, at) => cell(value, `${letters(at)}${row + 1}`)).join('')}</row>`,
  )
  return `<?xml version="1.0"?><worksheet xmlns="${MAIN}">${before}<sheetData>${lines.join('')}</sheetData>${after}</worksheet>`
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${letters(Math.floor(column / 26) - 1)}${letters(column % 26)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
