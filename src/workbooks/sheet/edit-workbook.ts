import { accept, type Outcome, type Refusal, refuse } from '#vocabulary/outcome'
import { columnIn, columnLetters } from './cell.ts'
import { openWorkbook, type Sheet, walkText, type Workbook } from './open-workbook.ts'
import { readSheet } from './read-sheet.ts'
import { attributeOf, type OnPiece, type PieceKind, xmlText } from './xml-pieces.ts'
import { joinParts, type Part, packPart, textPart, unpackPart } from './zip-parts.ts'

/** What is to be written beside the rows of a sheet. */
export type RowNotes = {
  readonly sheet: string
  readonly headerRow: number
  /** The header of the column with the notes; a column that has it already is written anew. */
  readonly header: string
  /** What stands beside each row, by the number of the row. */
  readonly notes: ReadonlyMap<number, string>
}

/** A cell holds no more characters. */
const CELL_CHARACTERS_MAX = 32_767

/** Width of the column of notes, in characters. */
const NOTES_WIDTH = 70

/**
 * Writes notes into a workbook, each beside its row, in a new column behind the last one that is used. The XML of that sheet is edited
 * in place: nothing but these cells, the extent, the column's width and one cell format is written; every other part stays the same to the byte, and so do
 * styles, formulas, validations and pictures. The same notes again give the same workbook.
 *
 * Refuses what `openWorkbook` refuses, and `workbooks.sheet-gone`.
 */
export function writeRowNotes(bytes: Uint8Array, asked: RowNotes): Outcome<Uint8Array> {
  const opened = openWorkbook(bytes)
  if (!opened.ok) return opened
  const workbook = opened.value
  const sheet = workbook.sheets.find(({ name }) => name === asked.sheet)
  if (!sheet) return refuse('not-found', 'workbooks.sheet-gone', asked.sheet)
  const place = placeOf(workbook, sheet, asked)
  if ('ok' in place) return place
  const styles = editStyles(workbook)
  const edited = editSheet(sheet, place, { ...asked, style: styles?.style })
  if ('ok' in edited) return edited
  const parts = [...workbook.parts.values()].map((part) => {
    if (part === sheet.part) return edited
    return part.name === styles?.part.name ? styles.part : part
  })
  return accept(joinParts(parts))
}

type Place = { readonly column: number; readonly lastRow: number }

/** The column that has the header, else the one behind the last. */
function placeOf(workbook: Workbook, sheet: Sheet, asked: RowNotes): Place | Refusal {
  const reading = readSheet(workbook, sheet)
  let last = -1
  let own: number | undefined
  let lastRow = asked.headerRow
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done === true) {
      if ('ok' in step.value) return step.value
      return { column: own ?? last + 1, lastRow }
    }
    for (const { row, cells } of step.value) {
      last = Math.max(last, cells.length - 1)
      lastRow = Math.max(lastRow, row)
      if (row === asked.headerRow) {
        const found = cells.findIndex((cell) => cell?.text.trim() === asked.header)
        own = found < 0 ? undefined : found
      }
    }
  }
}

const NOTE_FORMAT =
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'

/** The workbook's styles with one more cell format: text that wraps. Undefined when there are none that we understand. */
function editStyles({ parts }: Workbook): { style: number; part: Part } | undefined {
  const part = [...parts.values()].find(({ name }) => /(?:^|\/)styles\.xml$/.test(name))
  const text = part && wholeText(part)
  const block = text && /<cellXfs count="(\d+)">[^]*?<\/cellXfs>/.exec(text)
  if (!part || !text || !block) return undefined
  const [formats, count = ''] = block
  const at = formats.indexOf(NOTE_FORMAT)
  if (at >= 0) return { style: formats.slice(0, at).split('<xf ').length - 1, part }
  const more = formats
    .replace(`count="${count}"`, `count="${Number(count) + 1}"`)
    .replace('</cellXfs>', `${NOTE_FORMAT}</cellXfs>`)
  return {
    style: Number(count),
    part: textPart(
      part.name,
      text.replace(formats, () => more),
    ),
  }
}

function wholeText(part: Part): string | undefined {
  const decoder = new TextDecoder()
  const unpacking = unpackPart(part, 8 * 1024 * 1024)
  let text = ''
  for (let step = unpacking.next(); ; step = unpacking.next()) {
    if (step.done === true) return step.value === undefined ? text + decoder.decode() : undefined
    text += decoder.decode(step.value, { stream: true })
  }
}

type Writing = RowNotes & { readonly style: number | undefined }

/** Goes through the sheet once, copying every piece as it is, and writes the notes where their rows pass by. */
function editSheet(sheet: Sheet, place: Place, asked: Writing): Part | Refusal {
  const packer = packPart(sheet.part.name, sheet.part.time)
  const encoder = new TextEncoder()
  let waiting = ''
  const walk = walkText(
    sheet.part,
    copyWith(place, asked, (text) => (waiting += text)),
  )
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true && step.value) return step.value
    packer.push(encoder.encode(waiting))
    waiting = ''
    if (step.done === true) return packer.end()
  }
}

function copyWith(place: Place, asked: Writing, write: (text: string) => void): OnPiece {
  let row = 0
  let column = -1
  let isOwed = false
  let isDropped = false
  /** The last column that has a width, from 1. */
  let covered = 0

  const settle = (raw: string) => {
    if (!isOwed) return
    isOwed = false
    write(noteCell(place, asked, row, prefixOf(raw)))
  }
  const beginRow = (raw: string) => {
    row = Number(attributeOf(raw, 'r') ?? row + 1)
    column = -1
    isOwed = row === asked.headerRow || asked.notes.has(row)
    write(isOwed ? raw.replace(/\sspans="[^"]*"/, '') : raw)
  }
  /** Whether the cell is to be left out: one of the column of notes, which is written anew. */
  const beginCell = (raw: string): boolean => {
    column = columnIn(attributeOf(raw, 'r') ?? '') ?? column + 1
    if (column >= place.column) settle(raw)
    return column === place.column && row >= asked.headerRow
  }
  const copied = (kind: PieceKind, name: string, raw: string) => {
    if (name === 'dimension') return wider(raw, place)
    return name === 'cols' && kind === 'close' ? withWidth(raw, covered, place) : raw
  }
  return (kind, name, raw) => {
    if (isDropped) {
      isDropped = !(kind === 'close' && name === 'c')
    } else if (kind === 'open' && name === 'row') beginRow(raw)
    else if (kind === 'empty' && name === 'row') {
      row = Number(attributeOf(raw, 'r') ?? row + 1)
      write(raw)
    } else if ((kind === 'open' || kind === 'empty') && name === 'c') {
      if (!beginCell(raw)) write(raw)
      else isDropped = kind === 'open'
    } else {
      if (kind === 'close' && name === 'row') settle(raw)
      if (name === 'col') covered = Math.max(covered, Number(attributeOf(raw, 'max') ?? 0))
      write(copied(kind, name, raw))
    }
  }
}

function noteCell(place: Place, asked: Writing, row: number, prefix: string): string {
  const text = row === asked.headerRow ? asked.header : (asked.notes.get(row) ?? '')
  const style = asked.style === undefined ? '' : ` s="${asked.style}"`
  const reference = `${columnLetters(place.column)}${row}`
  return `<${prefix}c r="${reference}"${style} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${xmlText(
    text.slice(0, CELL_CHARACTERS_MAX),
  )}</${prefix}t></${prefix}is></${prefix}c>`
}

/** `<x:row …>` has the prefix `x:`. */
function prefixOf(raw: string): string {
  return /^<\/?([\w.-]+:)/.exec(raw)?.[1] ?? ''
}

/** The extent of the sheet, with the column of notes in it. */
function wider(raw: string, place: Place): string {
  return raw.replace(
    /ref="([A-Z]+\d+):([A-Z]+)(\d+)"/,
    (whole, from: string, to: string, row: string) =>
      (columnIn(to) ?? 0) >= place.column
        ? whole
        : `ref="${from}:${columnLetters(place.column)}${Math.max(Number(row), place.lastRow)}"`,
  )
}

/** Behind the widths of the columns that of the column of notes, unless one of them covers it: overlapping widths are an error. */
function withWidth(raw: string, covered: number, place: Place): string {
  if (covered > place.column) return raw
  const number = place.column + 1
  return `<${prefixOf(raw)}col min="${number}" max="${number}" width="${NOTES_WIDTH}" customWidth="1"/>${raw}`
}
