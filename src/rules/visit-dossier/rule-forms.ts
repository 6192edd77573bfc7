import type { Bilingual } from '#vocabulary/bilingual'
import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import type { ListName } from '#terminology'
import type { Day, Example, Report, Rule } from '../engine/rule.ts'
import { dictionaryOn } from './field-dictionary.ts'
import { placeOf, textIn, type Visit } from './visit.ts'
import { partsOf } from './written-values.ts'

/*
 * The forms that most rules of the dossier take. Each gives texts, check and examples from a line of data,
 * so that two rules of one form always speak alike.
 */

export type VisitRule = Rule<Visit>

/** What every form needs to be told: where the rule comes from and how sure it is. */
export type Ground = Pick<VisitRule, 'instrument'> &
  Partial<Pick<VisitRule, 'severity' | 'confidence' | 'validFrom' | 'validTo' | 'off'>>

/** Official text, refuses. */
export const CERTAIN = { severity: 'error', confidence: 'certain' } as const
/** Official text about something that happens in good dossiers too: a warning. */
export const ADVISED = { severity: 'warning', confidence: 'certain' } as const
/** What checkers do: a warning. */
export const PRACTICE = { severity: 'warning', confidence: 'practice' } as const
/** One source only: a warning, to be switched by whoever knows better. */
export const UNCERTAIN = { severity: 'warning', confidence: 'uncertain' } as const

export function example(base: string, changes: Example['changes'] = {}): Example {
  return { base, changes }
}

export type PlaceOf = (field?: string) => string

export type RowCheck = (row: TableRow, at: PlaceOf, visit: Visit, report: Report) => void

/** Runs a check over every row of a table. */
export function eachRow(table: TableName, check: RowCheck): VisitRule['check'] {
  return (visit, report) => {
    visit.tables[table]?.forEach((row, index) =>
      check(row, (field) => placeOf(visit, table, index, field), visit, report),
    )
  }
}

/** The label of a field as people read it, of the newest dictionary. */
export function labelOf(table: TableName, field: string): Bilingual {
  const label = dictionaryOn('9999-12-31')?.tables.get(table)?.byName.get(field)?.label
  return label ?? { vi: field, en: field }
}

/** `xml2-ma-thuoc`, the tail of a rule id. */
export function slugOf(table: TableName, field: string): string {
  return `${table}-${field}`.toLowerCase().replaceAll('_', '-')
}

/** The field holds one of a few values that the law itself names, alone or as a `;` list. */
export function valueRule(
  rule: Ground & {
    table: TableName
    field: string
    allowed: readonly string[]
    isList?: true
    base: string
    wrong: string
  },
): VisitRule {
  const { table, field, allowed, isList, base, wrong, ...ground } = rule
  const label = labelOf(table, field)
  const known = new Set(allowed)
  const shown = allowed.length > 8 ? `${allowed[0]}–${allowed.at(-1)}` : allowed.join(', ')
  const line = dictionaryIsSingle(table) ? table : `${table}[1]`
  return {
    ...CERTAIN,
    ...ground,
    id: `value.${slugOf(table, field)}`,
    message: {
      vi: `${field} (${label.vi}) = “{value}” không thuộc các giá trị cho phép: ${shown}.`,
      en: `${field} (${label.en}) = “{value}” is not one of the allowed values: ${shown}.`,
    },
    remedy: {
      vi: `Ghi ${field} theo một trong các giá trị: ${shown}${isList ? ', nhiều giá trị cách nhau bằng “;”' : ''}.`,
      en: `Write ${field} as one of: ${shown}${isList ? ', several separated by “;”' : ''}.`,
    },
    examples: { passes: example(base), fails: example(base, { [`${line}/${field}`]: wrong }) },
    check: eachRow(table, (row, at, _visit, report) => {
      const value = textIn(row, field)
      if (value === '' || known.has(value)) return
      if (isList && partsOf(value).every((part) => known.has(part))) return
      report(at(field), { value })
    }),
  }
}

/** The code is in a list of the day. Where only a starter list of an open kind is loaded, an unknown code is a warning. */
export function listRule(
  rule: Ground & {
    table: TableName
    field: string
    list: ListName
    title: Bilingual
    /** Codes in the field, and what of them is looked up; one code by default. */
    codes?: (value: string, row: TableRow) => readonly string[]
    /** Since when the starter list is complete, so that even it may refuse. */
    closedSince?: Day
    base: string
    wrong: string
  },
): VisitRule {
  const { table, field, list, title, codes, closedSince, base, wrong, ...ground } = rule
  const line = dictionaryIsSingle(table) ? table : `${table}[1]`
  return {
    ...CERTAIN,
    ...ground,
    id: `list.${slugOf(table, field)}-${list}`,
    message: {
      vi: `${field}: mã “{value}” không có trong ${title.vi} có hiệu lực vào ngày của hồ sơ.`,
      en: `${field}: code “{value}” is not in ${title.en} in force on the day of the visit.`,
    },
    remedy: {
      vi: 'Dùng mã còn hiệu lực vào ngày kết thúc đợt điều trị; nếu danh mục của hệ thống thiếu mã, báo quản trị viên cập nhật.',
      en: 'Use a code in force when the visit ended; where our list lacks it, ask the administrator to update the list.',
    },
    examples: { passes: example(base), fails: example(base, { [`${line}/${field}`]: wrong }) },
    check: eachRow(table, (row, at, visit, report) => {
      const value = textIn(row, field)
      if (value === '') return
      for (const code of codes ? codes(value, row) : [value]) {
        if (visit.codes.find(list, code, () => at(field)) !== 'unknown') continue
        const isComplete = closedSince !== undefined && closedSince <= visit.day
        const soften = !isComplete && visit.codes.isStarter(list) ? 'warning' : undefined
        report(at(field), { value: code }, soften)
      }
    }),
  }
}

/** A field copied from XML1 must, if filled, equal it. */
export function sameAsSummary(
  rule: Ground & { table: TableName; field: string; of?: string; base: string; wrong: string },
): VisitRule {
  const { table, field, of = rule.field, base, wrong, ...ground } = rule
  const label = labelOf(table, field)
  const line = dictionaryIsSingle(table) ? table : `${table}[1]`
  return {
    ...CERTAIN,
    ...ground,
    id: `same.${slugOf(table, field)}`,
    message: {
      vi: `${table}.${field} (${label.vi}) khác XML1.${of}.`,
      en: `${table}.${field} (${label.en}) differs from XML1.${of}.`,
    },
    remedy: {
      vi: `Ghi ${field} giống hệt XML1.${of}, hoặc sửa XML1 nếu XML1 sai.`,
      en: `Write ${field} exactly as XML1.${of}, or mend XML1 where that is wrong.`,
    },
    examples: { passes: example(base), fails: example(base, { [`${line}/${field}`]: wrong }) },
    check: eachRow(table, (row, at, visit, report) => {
      const value = textIn(row, field)
      if (value === '' || isSame(value, textIn(visit.head, of))) return
      report(at(field), { value })
    }),
  }
}

function isSame(left: string, right: string): boolean {
  return left === right || left.normalize('NFC').trim() === right.normalize('NFC').trim()
}

/** A field that must be filled under a condition. */
export function requiredWhen(
  rule: Ground & {
    /** Tail of the id where one field has several conditions. */
    case?: string
    table: TableName
    field: string
    when: (row: TableRow, visit: Visit) => boolean
    reason: Bilingual
    passes: Example
    fails: Example
  },
): VisitRule {
  const { case: tail, table, field, when, reason, passes, fails, ...ground } = rule
  const label = labelOf(table, field)
  return {
    ...CERTAIN,
    ...ground,
    id: `required.${slugOf(table, field)}${tail === undefined ? '' : `-${tail}`}`,
    message: {
      vi: `${field} (${label.vi}) còn trống ${reason.vi}.`,
      en: `${field} (${label.en}) is empty ${reason.en}.`,
    },
    remedy: { vi: `Điền ${field}.`, en: `Fill ${field}.` },
    examples: { passes, fails },
    check: eachRow(table, (row, at, visit, report) => {
      if (row[field] === '' && when(row, visit)) report(at(field))
    }),
  }
}

const SINGLE = new Set<TableName>()
for (const [name, table] of dictionaryOn('9999-12-31')?.tables ?? [])
  if (!table.repeats) SINGLE.add(name)

function dictionaryIsSingle(table: TableName): boolean {
  return SINGLE.has(table)
}
