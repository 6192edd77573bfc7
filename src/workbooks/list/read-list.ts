import { accept, type Outcome, type Problem, type Refusal, refuse } from '#vocabulary/outcome'
import type { Cell, SheetRow } from '../sheet/cell.ts'
import { openWorkbook, type Sheet, type Workbook } from '../sheet/open-workbook.ts'
import { readSheet } from '../sheet/read-sheet.ts'
import { findHeader, type Header } from './find-header.ts'
import { type ListDefinition, MARK_NAME } from './list-definition.ts'

/** A row of a list with its cells in the order of the definition's columns. */
export type ListedRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[] }

/** What is known of a list once it was read. */
export type ListEnd = {
  readonly rows: number
  readonly sheet: string
  readonly headerRow: number
  /** What was passed over: columns that the list does not know, rows that hold nothing. */
  readonly notices: readonly { readonly code: string; readonly at: string }[]
}

/** Rows in which the header is looked for: above it a template has a title and notes. */
const HEADER_ROWS_MAX = 30

/**
 * Reads the rows of a list out of a workbook, some at each step, so that whoever asks can pause between them.
 * Gives at its end what was read, or everything that is wrong with the workbook as a whole.
 *
 * Refuses beside what `openWorkbook` refuses: `workbooks.several-sheets`, `workbooks.no-header`, `workbooks.column-missing`,
 * `workbooks.column-twice`, `workbooks.merged-cells`, `workbooks.too-many-rows`, `workbooks.no-rows`, `workbooks.wrong-list`,
 * `workbooks.template-outdated`.
 */
export function* readList(
  bytes: Uint8Array,
  definition: ListDefinition,
): Generator<ListedRow[], Outcome<ListEnd>> {
  const opened = openWorkbook(bytes)
  if (!opened.ok) return opened
  const marked = checkMark(opened.value, definition)
  if (!marked.ok) return marked
  const chosen = chooseSheet(opened.value, definition)
  if (!chosen.ok) return chosen
  const reading = readSheet(opened.value, chosen.value)
  const state: Reading = { definition, header: undefined, rows: 0 }
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done === true) return endOf(state, chosen.value, step.value)
    const rows = step.value.flatMap((row) => listed(state, row))
    if (state.header?.fault) return state.header.fault
    if (state.rows > definition.rowsMax)
      return refuse('too-large', 'workbooks.too-many-rows', String(definition.rowsMax))
    yield rows
  }
}

type Reading = {
  readonly definition: ListDefinition
  header: (Header & { readonly row: number }) | undefined
  rows: number
}

/** The rows that a row of the sheet gives: none before and for the header. A second line of headers goes on the first. */
function listed(state: Reading, { row, cells }: SheetRow): ListedRow[] {
  const { definition, header } = state
  if (header === undefined || row === header.row + 1) {
    const found = row <= HEADER_ROWS_MAX ? findHeader(definition, cells) : undefined
    if (found !== undefined) {
      state.header = { ...found, row }
      return []
    }
    if (header === undefined) return []
  }
  const own = header.columns.map((column) => (column === undefined ? undefined : cells[column]))
  const isEmpty = own.every(
    (cell, index) => cell === undefined || definition.columns[index]?.type === 'unread',
  )
  if (isEmpty) return []
  state.rows += 1
  return [{ row, cells: own }]
}

function endOf(
  state: Reading,
  sheet: Sheet,
  end: { readonly merged: readonly string[]; readonly emptyRows: number } | Refusal,
): Outcome<ListEnd> {
  if ('ok' in end) return end
  const { header, rows } = state
  if (header === undefined) return refuse('incorrect', 'workbooks.no-header', sheet.name)
  const merged = end.merged.filter((area) => lastRow(area) >= header.row)
  if (merged.length > 0) return manyProblems('workbooks.merged-cells', merged)
  if (rows === 0) return refuse('incorrect', 'workbooks.no-rows', sheet.name)
  return accept({
    rows,
    sheet: sheet.name,
    headerRow: header.row,
    notices: [
      ...header.unknown.map((at) => ({ code: 'workbooks.column-unknown', at })),
      ...(end.emptyRows > 0 ? [{ code: 'workbooks.rows-empty', at: String(end.emptyRows) }] : []),
    ],
  })
}

/** Of the same fault so many places are named. */
const PLACES_MAX = 20

function manyProblems(code: string, places: readonly string[]): Refusal {
  const [first = '', ...rest] = places.slice(0, PLACES_MAX)
  const problem = (at: string): Problem => ({ kind: 'incorrect', code, at })
  return { ok: false, problems: [problem(first), ...rest.map(problem)] }
}

/** `B5:C6` ends in row 6. */
function lastRow(area: string): number {
  return Number(/(\d+)$/.exec(area)?.[1] ?? Number.MAX_SAFE_INTEGER)
}

/** A workbook from one of our templates says of which list and version it is; one from elsewhere says nothing. */
function checkMark(workbook: Workbook, definition: ListDefinition): Outcome<undefined> {
  const mark = workbook.names.get(MARK_NAME)
  if (mark === undefined) return accept(undefined)
  const [list = '', version = ''] = mark.split('|')
  if (list !== definition.id) return refuse('incorrect', 'workbooks.wrong-list', list)
  return definition.readable.includes(Number(version))
    ? accept(undefined)
    : refuse('incorrect', 'workbooks.template-outdated', version)
}

/** The sheet that is called as in the template, or the only one that people see. Nothing is guessed between two. */
function chooseSheet({ sheets }: Workbook, definition: ListDefinition): Outcome<Sheet> {
  const visible = sheets.filter(({ isHidden }) => !isHidden)
  const named = visible.find(
    ({ name }) => name.trim().toLowerCase() === definition.sheet.toLowerCase(),
  )
  const only = visible.length === 1 ? visible[0] : undefined
  const chosen = named ?? only
  return chosen
    ? accept(chosen)
    : refuse(
        'incorrect',
        'workbooks.several-sheets',
        visible
          .map(({ name }) => name)
          .join(', ')
          .slice(0, 200),
      )
}
