import {
  type DossierTables,
  fieldOf,
  rowsOf,
  TABLE_NAMES,
  type TableRow,
} from '#vocabulary/dossier-tables'
import type { Finding, FindingSeverity } from '#vocabulary/finding'
import type { Whose } from './packed-findings.ts'

/** How often one rule spoke about the lines of one ward and practitioner: what lists and statistics count. */
export type FindingLine = {
  readonly rule: string
  readonly severity: FindingSeverity
  /** MA_KHOA; '' when the place belongs to none. */
  readonly ward: string
  /** Licence number; '' when the place names nobody. */
  readonly doctor: string
  readonly count: number
  /** Whether it is the first line of its rule: counting these counts dossiers. */
  readonly leads: boolean
}

/** Lines kept of one submission; what is beyond is in the findings themselves. */
const LINES_MAX = 300

export function findingLines(findings: readonly Finding[], whose: readonly Whose[]): FindingLine[] {
  const lines = new Map<string, FindingLine>()
  const spoken = new Set<string>()
  for (const [index, { rule, severity }] of findings.entries()) {
    const { ward, doctor } = whose[index] ?? NOBODY
    const key = `${rule} ${severity} ${ward} ${doctor}`
    const line = lines.get(key)
    if (line) lines.set(key, { ...line, count: line.count + 1 })
    else if (lines.size < LINES_MAX) {
      const leads = !spoken.has(`${rule} ${severity}`)
      lines.set(key, { rule, severity, ward, doctor, count: 1, leads })
    }
    spoken.add(`${rule} ${severity}`)
  }
  return [...lines.values()]
}

const NOBODY: Whose = { ward: '', doctor: '' }

/** Fields that name the practitioner of a line, the one who ordered first. */
const DOCTOR_FIELDS = ['MA_BAC_SI', 'MA_BS', 'MA_BS_DOC_KQ', 'NGUOI_THUC_HIEN']

/** Longer values are faults of the sender; they would not be a ward or a licence. */
const NAME_LENGTH_MAX = 100

/** The ward and practitioner that a place in a dossier belongs to: whom the place itself names, else who ordered. */
export function whoseIs(at: string, tables: DossierTables): Whose {
  const row = rowAt(at, tables)
  const serviceRow =
    row?.['MA_KHOA'] === undefined && row?.['MA_DICH_VU'] !== undefined
      ? rowsOf(tables, 'XML3').find((line) => line['MA_DICH_VU'] === row['MA_DICH_VU'])
      : undefined
  const ward = row?.['MA_KHOA'] || serviceRow?.['MA_KHOA'] || fieldOf(tables, 'XML1', 'MA_KHOA')
  const named = DOCTOR_FIELDS.filter((field) => at.endsWith(`/${field}`))
  const doctor = [...named, ...DOCTOR_FIELDS]
    .map((field) => row?.[field] ?? '')
    .find((value) => value !== '')
  return { ward: firstOf(ward), doctor: firstOf(doctor ?? '') }
}

function rowAt(at: string, tables: DossierTables): TableRow | undefined {
  const [, name = '', line] = /^([A-Z0-9]+)(?:\[(\d+)\])?/.exec(at) ?? []
  const table = TABLE_NAMES.find((known) => known === name)
  return table ? rowsOf(tables, table)[line === undefined ? 0 : Number(line) - 1] : undefined
}

function firstOf(list: string): string {
  return (list.split(';')[0] ?? '').trim().slice(0, NAME_LENGTH_MAX)
}
