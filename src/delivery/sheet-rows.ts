import { unzipSync } from 'fflate'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** Unpacked parts of a workbook beyond this are not read: 100 MB. */
const PART_BYTES_MAX = 100 * 1024 * 1024

/** One row above the largest list, so that the reader of the list can say that it is too long. */
const ROWS_MAX = 50_002
const COLUMNS_MAX = 100

const UNREADABLE = 'delivery.result-list-unreadable'

/**
 * The cells of a CSV (UTF-8; comma, semicolon or tab) or of the first sheet of an .xlsx workbook, as text.
 *
 * Refuses `delivery.result-list-unreadable`.
 */
export function readSheet(bytes: Buffer): Outcome<string[][]> {
  const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50
  return isZip ? readWorkbook(bytes) : readCsv(bytes)
}

function readCsv(bytes: Buffer): Outcome<string[][]> {
  const text = new TextDecoder('utf-8').decode(bytes)
  if (text.includes('\0') || text.trim() === '') return refuse('incorrect', UNREADABLE)
  const [header = ''] = text.split('\n', 1)
  const count = (sign: string) => header.split(sign).length
  const delimiter = [',', ';', '\t'].sort((one, other) => count(other) - count(one))[0] ?? ','
  const rows = splitCsv(text, delimiter)
  return rows ? accept(rows) : refuse('incorrect', UNREADABLE)
}

/** RFC 4180, with any line end. Undefined when a quote is not closed. */
function splitCsv(text: string, delimiter: string): string[][] | undefined {
  const rows: string[][] = [[]]
  const plain = new RegExp(`[^${delimiter}\\r\\n]*`, 'y')
  for (let at = 0; at < text.length && rows.length <= ROWS_MAX; ) {
    if (text[at] === '"') {
      const end = endOfQuote(text, at)
      if (end < 0) return undefined
      rows.at(-1)?.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
    } else {
      plain.lastIndex = at
      rows.at(-1)?.push(plain.exec(text)?.[0] ?? '')
      at = plain.lastIndex
    }
    if (text[at] === delimiter) at += 1
    else if (text[at] === '\r' || text[at] === '\n') {
      at += text.startsWith('\r\n', at) ? 2 : 1
      rows.push([])
    } else if (at < text.length) return undefined
  }
  return rows
}

/** Where the quote that closes the one at `start` stands; two in a row are one of the text. */
function endOfQuote(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end
}

/** A workbook made by a spreadsheet program: shared and inline texts, numbers, the first sheet. */
function readWorkbook(bytes: Buffer): Outcome<string[][]> {
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        originalSize <= PART_BYTES_MAX &&
        /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/.test(name),
    })
    const sheet = Object.keys(parts)
      .filter((name) => name.startsWith('xl/worksheets/'))
      .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))[0]
    const content = sheet && parts[sheet]
    if (!content) return refuse('incorrect', UNREADABLE)
    const texts = readSharedTexts(parts['xl/sharedStrings.xml'])
    return accept(readCells(content, texts))
  } catch {
    return refuse('incorrect', UNREADABLE)
  }
}

function readSharedTexts(content: Uint8Array | undefined): string[] {
  const texts: string[] = []
  if (!content) return texts
  let inText = false
  walk(content, {
    open: (name) => {
      if (name === 'si') texts.push('')
      inText = name === 't'
    },
    text: (piece) => {
      if (inText) texts[texts.length - 1] += piece
    },
    close: () => {
      inText = false
    },
  })
  return texts
}

function readCells(content: Uint8Array, texts: readonly string[]): string[][] {
  const rows: string[][] = []
  let column = 0
  let type = ''
  let value = ''
  let inValue = false
  walk(content, {
    open: (name, attributes) => {
      if (name === 'row' && rows.length < ROWS_MAX) rows.push([])
      if (name === 'c') {
        column = columnOf(attributes['r'] ?? '', column)
        type = attributes['t'] ?? ''
        value = ''
      }
      inValue = name === 'v' || name === 't'
    },
    text: (piece) => {
      if (inValue) value += piece
    },
    close: (name) => {
      inValue = false
      const row = rows.at(-1)
      if (name !== 'c' || !row || column >= COLUMNS_MAX) return
      while (row.length < column) row.push('')
      row[column] = type === 's' ? (texts[Number(value)] ?? '') : value
      column += 1
    },
  })
  return rows
}

/** 'C7' is column 2; a cell without a reference follows the one before it. */
function columnOf(reference: string, otherwise: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) return otherwise
  return (
    Array.from(letters, (letter) => letter.charCodeAt(0) - 64).reduce(
      (sum, digit) => sum * 26 + digit,
      0,
    ) - 1
  )
}

type Walk = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (piece: string) => void
  readonly close: (name: string) => void
}

/** A tag, a run of text, or what is passed over. No part can match in two ways, so the walk is linear in the text. */
const PIECE = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<([/?!]?)([\w:.-]*)([^>]*)>|([^<]+)/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Walks the plain XML that spreadsheet programs write. Not a reader for XML of unknown make: what is not well formed
 * gives odd cells, which the reader of the list then names row by row. Throws on a DOCTYPE.
 */
function walk(content: Uint8Array, steps: Walk): void {
  const text = new TextDecoder('utf-8').decode(content)
  for (const [, data, sign, name = '', rest = '', run] of text.matchAll(PIECE)) {
    if (data !== undefined) steps.text(data)
    else if (run !== undefined) steps.text(unescaped(run))
    else if (sign === '/') steps.close(localName(name))
    else if (sign === '!') throw new Error('a workbook has no DOCTYPE')
    else if (sign === '') {
      const attributes = [...rest.matchAll(ATTRIBUTE)]
      steps.open(
        localName(name),
        Object.fromEntries(
          attributes.map(([, key = '', double, single]) => [
            key,
            unescaped(double ?? single ?? ''),
          ]),
        ),
      )
      if (rest.endsWith('/')) steps.close(localName(name))
    }
  }
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,5}));/g,
    (whole, decimal, hex, name) => {
      const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
      if (point === undefined) return SIGNS[name] ?? whole
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
