import type { Bilingual } from '#vocabulary/bilingual'
import type { Cell } from '../sheet/cell.ts'
import { readCell } from './read-cell.ts'
import type { CodeLists, ListDefinition } from './list-definition.ts'
import type { ListedRow } from './read-list.ts'
import { type Reason, reasonFor } from './reasons.ts'

/** A row as it is meant: values in their normal form by column, days as `yyyy-mm-dd`; empty cells are absent. */
export type JudgedRow = {
  /** Its number in the sheet. */
  readonly row: number
  /** What names it within the list. */
  readonly key: string
  readonly values: Readonly<Record<string, string>>
  /** Why it cannot be taken; none for a row that can. */
  readonly reasons: readonly Reason[]
}

/** Judges the rows of one workbook, batch after batch, in the order of the sheet. */
export type Judge = (rows: readonly ListedRow[]) => JudgedRow[]

/**
 * The judge of one list, the same in the browser and on the server: form of every cell, required cells, codes, days, rows that stand
 * twice. Pure but for what it remembers of the rows before; what the registry knows is no part of it.
 */
export function openJudge(definition: ListDefinition, lists: CodeLists): Judge {
  const codes = new Map(
    Object.entries(lists).map(([name, list]) => [name, new Set(list.map(({ code }) => code))]),
  )
  const seen = new Map<string, number>()
  return (rows) =>
    rows.map(({ row, cells }) => {
      const judged = judgeCells(definition, codes, cells)
      const key = definition.key.map((column) => judged.values[column] ?? '').join('|')
      const reasons = [...judged.reasons, ...orderReasons(definition, judged.values)]
      const former = seen.get(key)
      if (former === undefined) seen.set(key, row)
      else reasons.push(reasonFor('workbooks.row-twice', undefined, { wants: same(former) }))
      return { row, key, values: judged.values, reasons }
    })
}

function judgeCells(
  definition: ListDefinition,
  codes: ReadonlyMap<string, ReadonlySet<string>>,
  cells: readonly (Cell | undefined)[],
) {
  const values: Record<string, string> = {}
  const reasons: Reason[] = []
  for (const [index, column] of definition.columns.entries()) {
    if (column.type === 'unread') continue
    const cell = cells[index]
    if (cell === undefined) {
      if (column.required) reasons.push(reasonFor('workbooks.value-missing', column.code))
      continue
    }
    const read = readCell(column, cell, codes)
    if (read.ok) values[column.code] = read.value
    else reasons.push(read.reason)
  }
  return { values, reasons }
}

function orderReasons(
  { order }: ListDefinition,
  values: Readonly<Record<string, string>>,
): Reason[] {
  return order.flatMap(([first, last]) => {
    const from = values[first]
    const to = values[last]
    if (from === undefined || to === undefined || from <= to) return []
    const wants = same(readableDay(from))
    return [reasonFor('workbooks.days-reversed', last, { given: readableDay(to), wants })]
  })
}

function same(text: string | number): Bilingual {
  return { vi: String(text), en: String(text) }
}

/** `2026-11-20` as people read it. */
export function readableDay(day: string): string {
  return day.split('-').reverse().join('/')
}
