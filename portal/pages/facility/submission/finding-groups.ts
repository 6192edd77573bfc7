import type { FindingView, TableView } from '#intake/contract'
import { parsePlace } from './place.ts'

export const GROUPINGS = ['severity', 'table', 'ward', 'practitioner'] as const
export type Grouping = (typeof GROUPINGS)[number]

export type FindingGroup = {
  /** A severity, a table, a ward code or a licence number; '' when the place names none. */
  readonly key: string
  readonly findings: readonly FindingView[]
}

/** Where a line names its ward and its practitioner; the first that is filled counts. */
const WARD_FIELDS = ['MA_KHOA', 'MA_KHOA_RV']
const PRACTITIONER_FIELDS = ['MA_BAC_SI', 'NGUOI_THUC_HIEN', 'MA_TTDV', 'BAC_SI_CLS']
const SEVERITY_ORDER = ['error', 'warning', 'notice']

/** Sorts the findings of one dossier into groups, in the order of the dossier or of gravity. */
export function groupFindings(
  findings: readonly FindingView[],
  tables: readonly TableView[],
  grouping: Grouping,
): readonly FindingGroup[] {
  const groups = new Map<string, FindingView[]>()
  for (const finding of findings) {
    const key = keyOf(finding, tables, grouping)
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  const inOrder = [...groups].map(([key, members]) => ({
    key,
    findings: members.toSorted(bySeverity),
  }))
  return grouping === 'severity'
    ? inOrder.toSorted((a, b) => SEVERITY_ORDER.indexOf(a.key) - SEVERITY_ORDER.indexOf(b.key))
    : inOrder
}

function keyOf(finding: FindingView, tables: readonly TableView[], grouping: Grouping): string {
  if (grouping === 'severity') return finding.severity
  if (grouping === 'table') return parsePlace(finding.at).table
  return named(finding, tables, grouping === 'ward' ? WARD_FIELDS : PRACTITIONER_FIELDS)
}

/** What the finding's own line says, else the visit's first table. */
function named(
  finding: FindingView,
  tables: readonly TableView[],
  names: readonly string[],
): string {
  const place = parsePlace(finding.at)
  return fieldOf(tables, place.table, place.line, names) ?? fieldOf(tables, 'XML1', 1, names) ?? ''
}

function fieldOf(
  tables: readonly TableView[],
  table: string,
  line: number,
  names: readonly string[],
): string | undefined {
  const fields = tables
    .find((view) => view.table === table)
    ?.lines.find((candidate) => candidate.line === line)?.fields
  return fields?.find((field) => names.includes(field.name) && field.value !== '')?.value
}

function bySeverity(one: FindingView, other: FindingView): number {
  return SEVERITY_ORDER.indexOf(one.severity) - SEVERITY_ORDER.indexOf(other.severity)
}
