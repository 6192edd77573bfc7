import type { DossierTables, TableName, TableRow } from '#vocabulary/dossier-tables'
import type { Day } from '../engine/rule.ts'
import type { CodeLookup } from './code-lookup.ts'
import type { FieldDictionary } from './field-dictionary.ts'
import type { SignatureState } from './judged-dossier.ts'
import { isTime } from './written-values.ts'

/** A dossier as rules see it: the tables as they came, and what many rules ask of them worked out once. */
export type Visit = {
  readonly facility: string
  readonly tables: DossierTables
  readonly unknownTables: readonly string[]
  readonly signature: SignatureState
  /** `yyyymmddHHMM`, Vietnam's time. */
  readonly receivedAt: string
  /** The day that chose dictionary, rules and lists. */
  readonly day: Day
  readonly dictionary: FieldDictionary
  readonly codes: CodeLookup
  /** The row that speaks of the person: XML1's, or the first of a check-in. */
  readonly head: TableRow
  readonly careForm: string
  readonly category: string
  /** Times of the visit; empty where absent or not a time. */
  readonly arrival: string
  readonly admission: string
  readonly end: string
  /** Whether the insurance is asked to pay: every category but 9. */
  readonly isInsured: boolean
  /** Cards of army, police and cipher (QN, CA, CY): some rules spare them. */
  readonly isArmyCard: boolean
  /** Whether the person could say who they are and is Vietnamese: identity data may then be asked for. */
  readonly isKnownPerson: boolean
}

/** The patient category of a visit that the insurance has no part in. QĐ 3276/QĐ-BYT 2025, annex 1. */
export const NOT_INSURED = '9'

export type VisitSource = Pick<
  Visit,
  | 'facility'
  | 'tables'
  | 'unknownTables'
  | 'signature'
  | 'receivedAt'
  | 'day'
  | 'dictionary'
  | 'codes'
>

export function viewVisit(source: VisitSource, headTable: TableName): Visit {
  const head = source.tables[headTable]?.[0] ?? {}
  const nationality = head['MA_QUOCTICH'] ?? ''
  const isNamed = textIn(head, 'SO_CCCD') !== '' || textIn(head, 'MA_THE_BHYT') !== ''
  return {
    ...source,
    head,
    careForm: textIn(head, 'MA_LOAI_KCB'),
    category: textIn(head, 'MA_DOITUONG_KCB'),
    arrival: timeIn(head, 'NGAY_VAO'),
    admission: timeIn(head, 'NGAY_VAO_NOI_TRU'),
    end: timeIn(head, 'NGAY_RA'),
    isInsured: textIn(head, 'MA_DOITUONG_KCB') !== NOT_INSURED,
    isArmyCard: /^(?:CA|QN|CY)/.test(textIn(head, 'MA_THE_BHYT')),
    isKnownPerson: isNamed && (nationality === '000' || nationality === ''),
  }
}

export function textIn(row: TableRow, field: string): string {
  return row[field] ?? ''
}

function timeIn(row: TableRow, field: string): string {
  const text = textIn(row, field)
  return isTime(text) ? text : ''
}

/** `XML2[3]/MA_THUOC`; lines count from 1. Tables of a single row have no line: `XML1/HO_TEN`. */
export function placeOf(visit: Visit, table: TableName, index: number, field?: string): string {
  const repeats = visit.dictionary.tables.get(table)?.repeats !== false
  const line = repeats || index > 0 ? `${table}[${index + 1}]` : table
  return field === undefined ? line : `${line}/${field}`
}
