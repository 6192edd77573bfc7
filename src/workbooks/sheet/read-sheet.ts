import { type Refusal, refuse } from '#vocabulary/outcome'
import { type Cell, columnIn, numberText, type SheetRow, serialToDay } from './cell.ts'
import { type Sheet, walkText, type Workbook } from './open-workbook.ts'
import { attributeOf, type OnPiece, plainText } from './xml-pieces.ts'

/** Columns that are read; further ones are passed over. */
const COLUMNS_MAX = 200

/** Of merged areas so many are named. */
const MERGED_MAX = 1_000

/** What is known of a sheet once it was read. */
export type SheetEnd = {
  /** Areas such as `B5:C6`. */
  readonly merged: readonly string[]
  /** Rows that are there and hold nothing. */
  readonly emptyRows: number
}

/**
 * Reads the rows of a sheet that hold something, as the sheet streams in: each step gives those that one piece brought, often none.
 * No more of the sheet is kept than that. Gives at its end what else the sheet holds, or why it cannot be read to the end.
 */
export function* readSheet(
  workbook: Workbook,
  sheet: Sheet,
): Generator<SheetRow[], SheetEnd | Refusal> {
  const reading = startReading(workbook)
  const walk = walkText(sheet.part, reading.onPiece)
  for (let step = walk.next(); ; step = walk.next()) {
    if (reading.rows.length > 0) yield reading.rows.splice(0)
    else if (step.done !== true) yield []
    if (reading.end.merged.length > MERGED_MAX)
      return refuse('incorrect', 'workbooks.merged-cells', reading.end.merged[0])
    if (step.done === true) return step.value ?? reading.end
  }
}

type OpenCell = {
  column: number
  type: string
  isDay: boolean
  value: string
  formula: string | undefined
}

/** One state for all pieces of a sheet: a million cells are too many for an object each. */
function startReading(workbook: Workbook) {
  const rows: SheetRow[] = []
  const end = { merged: [] as string[], emptyRows: 0 }
  const cell: OpenCell = { column: -1, type: '', isDay: false, value: '', formula: undefined }
  let row = 0
  let cells: (Cell | undefined)[] = []
  let into: 'value' | 'formula' | undefined
  let isReading = false
  /** Formulas that are written once and hold for many cells, by their number. */
  const shared = new Map<string, string>()
  let sharedId: string | undefined

  const endRow = () => {
    if (cells.length > 0) rows.push({ row, cells })
    else end.emptyRows += 1
    cells = []
    cell.column = -1
  }
  const endCell = () => {
    const read = cell.column < COLUMNS_MAX ? cellOf(workbook, cell) : undefined
    if (read !== undefined) cells[cell.column] = read
  }
  const onOpen = (tag: string, raw: string, isEmpty: boolean) => {
    if (tag === 'c') {
      beginCell(workbook, cell, raw)
    } else if (tag === 'row') {
      row = Number(attributeOf(raw, 'r') ?? row + 1)
      cell.column = -1
      if (isEmpty) endRow()
    } else if (tag === 'v' || (tag === 't' && !isReading)) into = isEmpty ? undefined : 'value'
    else if (tag === 'f') {
      sharedId = attributeOf(raw, 'si')
      cell.formula = isEmpty ? (shared.get(sharedId ?? '') ?? '') : ''
      into = isEmpty ? undefined : 'formula'
    } else if (tag === 'rPh') isReading = true
    else if (tag === 'mergeCell') end.merged.push(attributeOf(raw, 'ref') ?? '?')
  }
  const onPiece: OnPiece = (kind, tag, raw) => {
    if (kind === 'open') onOpen(tag, raw, false)
    else if (kind === 'empty') onOpen(tag, raw, true)
    else if (kind === 'close') {
      into = undefined
      if (tag === 'f' && sharedId !== undefined) shared.set(sharedId, cell.formula ?? '')
      if (tag === 'c') endCell()
      else if (tag === 'row') endRow()
      else if (tag === 'rPh') isReading = false
    } else if (into === 'value') cell.value += plainText(raw)
    else if (into === 'formula') cell.formula += plainText(raw)
  }
  return { rows, end, onPiece }
}

function beginCell(workbook: Workbook, cell: OpenCell, raw: string): void {
  const reference = attributeOf(raw, 'r')
  cell.column = (reference === undefined ? undefined : columnIn(reference)) ?? cell.column + 1
  cell.type = attributeOf(raw, 't') ?? 'n'
  cell.isDay =
    cell.type === 'n' && workbook.dayFormats[Number(attributeOf(raw, 's') ?? -1)] === true
  cell.value = ''
  cell.formula = undefined
}

/** Functions whose result changes by itself, or that look where we cannot: their kept result says what was, not what is. */
const UNSTEADY =
  /\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO|WEBSERVICE|RTD)\s*\(/i
/** A sheet of another workbook: `[1]Sheet1!A1`. */
const ELSEWHERE = /\[\d+\]|\[[^\]]+\.xls/i

/** Undefined for a cell that holds nothing. A formula counts by its kept result where that can be relied on. */
function cellOf(workbook: Workbook, { type, isDay, value, formula }: OpenCell): Cell | undefined {
  if (formula !== undefined) {
    const isUnsafe =
      value === '' || workbook.isStale || UNSTEADY.test(formula) || ELSEWHERE.test(formula)
    if (isUnsafe && type !== 'e') return { kind: 'formula', text: `=${formula}`.slice(0, 200) }
  }
  if (type === 'e') return { kind: 'error', text: value }
  const text = type === 's' ? (workbook.texts[Number(value)] ?? '') : value
  if (text.trim() === '') return undefined
  if (type === 'b') return { kind: 'truth', text }
  if (type === 'd') return { kind: 'day', text: text.slice(0, 10) }
  if (type !== 'n') return { kind: 'text', text }
  const day = isDay ? serialToDay(Number(value), workbook.from1904) : undefined
  return day === undefined
    ? { kind: 'number', text: numberText(value) }
    : { kind: 'day', text: day }
}
