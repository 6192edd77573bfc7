import { type Cell, serialToDay } from '../sheet/cell.ts'
import type { ListColumn } from './list-definition.ts'
import { type Reason, type ReasonCode, reasonFor } from './reasons.ts'

export type ReadCell =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: Reason }

type Lists = ReadonlyMap<string, ReadonlySet<string>>

/** What a cell means in its column: days `yyyy-mm-dd`, codes without their names, numbers with a point. Or why it means nothing. */
export function readCell(column: ListColumn, cell: Cell, lists: Lists): ReadCell {
  if (cell.kind === 'formula') return wrong(column, 'workbooks.formula', cell.text)
  if (cell.kind === 'error') return wrong(column, 'workbooks.cell-error', cell.text)
  const text = cell.text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (cell.kind === 'number' && text.replace(/\D/g, '').length > 15 && column.type !== 'day')
    return wrong(column, 'workbooks.digits-lost', text)
  switch (column.type) {
    case 'text':
      return readText(column, cell.kind === 'day' ? shownDay(text) : text)
    case 'digits':
      return readDigits(column, text, cell.kind === 'number')
    case 'code':
      return readCode(column, text, lists.get(column.list))
    case 'codes':
      return readCodes(column, text, lists.get(column.list))
    case 'day':
      return readDay(column, cell, text)
    case 'number':
      return readNumber(column, text)
    case 'unread':
      return { ok: true, value: text }
  }
}

function wrong(
  column: ListColumn,
  code: ReasonCode,
  given: string,
  wants?: string | { readonly vi: string; readonly en: string },
): ReadCell {
  const words = typeof wants === 'string' ? { vi: wants, en: wants } : wants
  const reason = reasonFor(code, column.code, { given, ...(words ? { wants: words } : {}) })
  return { ok: false, reason }
}

type ColumnOf<Type extends ListColumn['type']> = Extract<ListColumn, { readonly type: Type }>

function readText(column: ColumnOf<'text'>, text: string): ReadCell {
  if (text.length > column.max)
    return wrong(column, 'workbooks.value-too-long', text, String(column.max))
  if (column.pattern !== undefined && !new RegExp(column.pattern, 'u').test(text))
    return wrong(column, 'workbooks.value-malformed', text, column.form ?? column.pattern)
  return { ok: true, value: text }
}

function readDigits(column: ColumnOf<'digits'>, text: string, isNumber: boolean): ReadCell {
  const digits = text.replaceAll(' ', '')
  if (/^\d+$/.test(digits) && column.lengths.includes(digits.length))
    return { ok: true, value: digits }
  const wants = { vi: column.lengths.join(' hoặc '), en: column.lengths.join(' or ') }
  const isShort = /^\d+$/.test(digits) && digits.length < Math.max(...column.lengths)
  return wrong(
    column,
    isNumber && isShort ? 'workbooks.zeros-lost' : 'workbooks.digits-wrong',
    text,
    wants,
  )
}

/** A code alone, or with its name behind it as the template offers it. */
function readCode(
  column: ListColumn,
  text: string,
  codes: ReadonlySet<string> | undefined,
): ReadCell {
  const [alone = ''] = text.split(' · ', 1)
  const found = [text, alone, alone.toUpperCase()].find((one) => codes?.has(one) === true)
  return found === undefined
    ? wrong(column, 'workbooks.code-unknown', text)
    : { ok: true, value: found }
}

function readCodes(
  column: ColumnOf<'codes'>,
  text: string,
  codes: ReadonlySet<string> | undefined,
): ReadCell {
  const parts = [...new Set(text.split(';').flatMap((part) => part.trim() || []))]
  if (parts.length > column.max)
    return wrong(column, 'workbooks.codes-too-many', text, String(column.max))
  const values: string[] = []
  for (const part of parts) {
    const read = readCode(column, part, codes)
    if (!read.ok) return read
    if (!values.includes(read.value)) values.push(read.value)
  }
  return { ok: true, value: values.join(';') }
}

/** Years that a day of a list can lie in. */
const YEAR_MIN = 1900
const YEAR_MAX = 2200

/**
 * dd/MM/yyyy as people type it (also with dots or dashes), yyyymmdd as the insurance's lists have it, yyyy-mm-dd, a day as the
 * spreadsheet keeps it, or the bare serial number of one that lost its format. A year of two digits is never guessed.
 */
function readDay(column: ListColumn, cell: Cell, text: string): ReadCell {
  const day = cell.kind === 'day' ? text : (typedDay(text) ?? serialDay(cell, text))
  if (day === undefined || !isRealDay(day))
    return wrong(column, 'workbooks.day-unreadable', cell.kind === 'day' ? shownDay(text) : text)
  return { ok: true, value: day }
}

function typedDay(text: string): string | undefined {
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (typed) return iso(typed[3], typed[2], typed[1])
  const compact =
    /^(\d{4})(\d{2})(\d{2})(?:\d{4})?$/.exec(text) ?? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return compact ? iso(compact[1], compact[2], compact[3]) : undefined
}

function iso(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function serialDay(cell: Cell, text: string): string | undefined {
  if (cell.kind !== 'number' || !/^\d{4,6}$/.test(text)) return undefined
  return serialToDay(Number(text), false)
}

function isRealDay(day: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!parts) return false
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number]
  if (year < YEAR_MIN || year > YEAR_MAX) return false
  const real = new Date(Date.UTC(year, month - 1, date))
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date
}

function shownDay(day: string): string {
  return day.includes('-') ? day.split('-').reverse().join('/') : day
}

function readNumber(column: ColumnOf<'number'>, text: string): ReadCell {
  const plain = text.replaceAll(' ', '').replace(',', '.')
  const value = /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
  const fits =
    value >= column.min && value <= column.max && (!column.whole || Number.isInteger(value))
  if (fits) return { ok: true, value: String(value) }
  const wants = { vi: `${column.min} đến ${column.max}`, en: `${column.min} to ${column.max}` }
  return wrong(column, 'workbooks.number-unreadable', text, wants)
}
