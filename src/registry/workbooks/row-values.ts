import type { RowValues } from '#workbooks'
import type { FieldValue, Slot, Statement } from '../profile.ts'
import type { FieldDefinition, ProfileDefinition } from '../profile-definition.ts'
import type { RowStatement } from './list-files.ts'

type Values = RowValues['values']

/** What a row says in one statement: fields in the types of the profile, days. An empty cell says nothing and takes nothing away. */
export type Said = {
  readonly values: Readonly<Record<string, FieldValue>>
  readonly from?: string
  readonly to?: string
}

/** Undefined when hours stand there that no day goes with: then the row cannot be understood. */
export function saidBy(
  definition: ProfileDefinition,
  statement: RowStatement,
  row: Values,
): Said | undefined {
  const values: Record<string, FieldValue> = { ...statement.constants }
  const fields = definition.sections[statement.section]?.fields ?? {}
  for (const [field, column] of Object.entries(statement.fields)) {
    const text = row[column]
    const defined = fields[field]
    if (text === undefined || defined === undefined || field in statement.slots) continue
    values[field] = fieldValue(defined, text)
  }
  for (const [field, { from, match }] of Object.entries(statement.derived)) {
    const text = row[from]
    const found = match.find(([pattern]) => text !== undefined && new RegExp(pattern).test(text))
    if (found) values[field] = found[1]
  }
  for (const [field, [hours, days]] of Object.entries(statement.slots)) {
    const slots = slotsIn(row[hours], row[days])
    if (slots === undefined) return undefined
    if (slots.length > 0) values[field] = slots
  }
  const from = statement.from === undefined ? undefined : row[statement.from]
  const to = statement.to === undefined ? undefined : row[statement.to]
  return { values, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function fieldValue(defined: FieldDefinition, text: string): FieldValue {
  if (defined.type === 'number') return Number(text)
  if (defined.type === 'yes-no') return text === '1'
  return defined.type === 'codes' ? text.split(';') : text
}

const DAYS: Readonly<Record<string, number>> = { T2: 1, T3: 2, T4: 3, T5: 4, T6: 5, T7: 6, CN: 7 }

/**
 * Weekly hours as the insurance's list writes them: `0700-1630` with `T2T3T4T5T6` beside it, or `T20800-1500;T30800-1500`.
 * None when the cell is empty; undefined when hours have no day. Source: TT 12/2026/TT-BTC, annex II, form 02/DM (assumed).
 */
export function slotsIn(hours: string | undefined, days: string | undefined): Slot[] | undefined {
  if (hours === undefined) return []
  const week = [...(days ?? '').matchAll(/T[2-7]|CN/g)].map(([day]) => DAYS[day] ?? 0)
  const slots: Slot[] = []
  for (const part of hours.split(';')) {
    const read = /^(T[2-7]|CN)?(\d{2})(\d{2})-(\d{2})(\d{2})$/.exec(part)
    const own = read?.[1] === undefined ? week : [DAYS[read[1]] ?? 0]
    if (!read || own.length === 0) return undefined
    const [fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = read.slice(2)
    slots.push({ days: own, from: `${fromHour}:${fromMinute}`, to: `${toHour}:${toMinute}` })
  }
  return slots
}

const DAY_NAMES = ['', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']

/** Weekly hours as the list writes them: the cell of hours and the cell of days. */
export function slotsOut(slots: readonly Slot[]): {
  readonly hours: string
  readonly days: string
} {
  const compact = ({ from, to }: Slot) => `${from}-${to}`.replaceAll(':', '')
  const weeks = new Set(slots.map(({ days }) => days.join()))
  if (weeks.size <= 1)
    return {
      hours: slots.map(compact).join(';'),
      days: (slots[0]?.days ?? []).map((day) => DAY_NAMES[day] ?? '').join(''),
    }
  const hours = slots.flatMap((slot) =>
    slot.days.map((day) => `${DAY_NAMES[day] ?? ''}${compact(slot)}`),
  )
  return { hours: hours.join(';'), days: '' }
}

/** A statement as the cells of its row. */
export function cellsOf(spec: RowStatement, statement: Statement): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const [field, column] of Object.entries(spec.fields)) {
    const value = statement.values[field]
    if (value === undefined || field in spec.slots) continue
    cells[column] = textOfValue(value)
  }
  for (const [field, [hours, days]] of Object.entries(spec.slots)) {
    const value = statement.values[field]
    if (!Array.isArray(value)) continue
    const out = slotsOut(value.filter((one) => typeof one === 'object'))
    cells[hours] = out.hours
    if (out.days !== '') cells[days] = out.days
  }
  if (spec.from !== undefined && statement.from !== undefined) cells[spec.from] = statement.from
  if (spec.to !== undefined && statement.to !== undefined) cells[spec.to] = statement.to
  return cells
}

/** A value as a cell has it; hours have their own two cells. */
export function textOfValue(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return value.filter((one) => typeof one === 'string').join(';')
}
