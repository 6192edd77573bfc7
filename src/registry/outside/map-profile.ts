import { createHash } from 'node:crypto'
import { hoursInText } from '../hours-text.ts'
import { type Profile, slotsOf, type Statement, statementsOf, textOf } from '../profile.ts'
import type { MappedField, RecordMapping } from './mapping.ts'

/** What is known of a file beside its statements: standing, identityState, licenceState. */
export type FileFacts = Readonly<Record<string, string>>

type Row = Readonly<Record<string, string>>

/** A file in the receiver's words. `faults`: what could not be written, by table and column; then it must not be sent. */
export type MappedRecord = {
  readonly type: string
  /** The number by which the receiver knows it; empty when the file has none. */
  readonly code: string
  readonly tables: Readonly<Record<string, readonly Row[]>>
  readonly faults: readonly string[]
}

/** Writes a file by a mapping, as it holds on a day. The same file gives the same text: rows in the order of their words, columns in that of the mapping. */
export function mapProfile(
  mapping: RecordMapping,
  profile: Profile,
  facts: FileFacts,
  day: string,
): MappedRecord {
  const faults = new Set<string>()
  const tables: Record<string, readonly Row[]> = {}
  for (const { table, section, rows, where = {}, fields } of mapping.tables) {
    const chosen = statementsOf(profile, section, rows === 'current' ? day : undefined).filter(
      (one) => Object.entries(where).every(([field, value]) => one.values[field] === value),
    )
    const written = chosen.map((one) =>
      Object.fromEntries(
        fields.flatMap((field): [string, string][] => {
          const text = textFor(field, one, facts)
          if (text === undefined) {
            if (field.required || isUnmapped(field, one, facts)) faults.add(`${table}.${field.to}`)
            return []
          }
          return [[field.to, text]]
        }),
      ),
    )
    if (written.length > 0) tables[table] = written.toSorted(byText)
  }
  const [section, field] = mapping.code
  const code = statementsOf(profile, section, day).map((one) => textOf(one, field))[0] ?? ''
  return { type: mapping.type, code, tables, faults: [...faults].toSorted() }
}

/** By which a receiver is known to have a record already: SHA-256 of its words. */
export function digestOfRecord(content: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(content)).digest()
}

function byText(one: Row, other: Row): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

function textFor(field: MappedField, one: Statement, facts: FileFacts): string | undefined {
  if (field.form === 'slots') {
    const slots = slotsOf(one, field.from)
    return slots.length === 0 ? undefined : hoursInText(slots)
  }
  const value = valueOf(field, one, facts)
  if (value === undefined) return undefined
  if (field.form === 'yes-no') return value === true ? '1' : '0'
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  if (field.form === 'day') return text.replaceAll('-', '')
  return field.form === 'code' ? field.codes?.[text] : text
}

/** There is a value, and the dictionary has no word for it. */
function isUnmapped(field: MappedField, one: Statement, facts: FileFacts): boolean {
  return field.form === 'code' && valueOf(field, one, facts) !== undefined
}

function valueOf({ from }: MappedField, one: Statement, facts: FileFacts) {
  if (from === '@from') return one.from
  if (from === '@to') return one.to
  return from.startsWith('@') ? facts[from.slice(1)] : one.values[from]
}
