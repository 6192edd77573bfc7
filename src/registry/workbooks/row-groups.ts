import type { Problem } from '#vocabulary/outcome'
import type { RowValues, Written } from '#workbooks'
import type { Change } from '../profile-change.ts'
import type { Profile } from '../profile.ts'
import type { KeptVersion } from '../profile-store.ts'
import type { RowNeeds } from './apply-rows.ts'
import type { Into } from './list-files.ts'
import { rowChanges, type RowChanges } from './row-changes.ts'
import { placeOf, rowFault } from './row-reasons.ts'

/** The rows of one file that are written together, with what they change. */
export type RowGroup = {
  readonly rows: readonly RowValues[]
  readonly known: KeptVersion | undefined
  readonly asked: readonly RowChanges[]
  readonly changes: readonly Change[]
  /** Of which row each change is, and the how many-eth of its row. */
  readonly rowOf: readonly { readonly row: number; readonly change: number }[]
}

/** What became of a group: its rows with the file as it was before, or the rows that cannot be written. */
export type GroupDone = {
  readonly ok?: readonly {
    readonly row: RowValues
    readonly subject: string
    readonly before: Profile | undefined
    readonly after: Profile
  }[]
  readonly failed?: readonly Written[]
}

/** The changes of the rows of one file; the rows that are at fault when any is. */
export function groupOf(
  { file, reasons, definitions }: RowNeeds,
  known: KeptVersion | undefined,
  rows: readonly RowValues[],
): RowGroup | { readonly failed: readonly Written[] } {
  const found = rows.map(({ values }) =>
    rowChanges(definitions[file.into.subject], file.into, known?.profile, values),
  )
  const failed = rows.flatMap(({ row }, index): Written[] => {
    const one = found[index]
    return one !== undefined && 'fault' in one
      ? [{ row, ok: false, reasons: [rowFault(reasons, one.fault, one.column)] }]
      : []
  })
  if (failed.length > 0) return { failed }
  const asked = found.flatMap((one) => ('fault' in one ? [] : [one]))
  const { list, rowOf } = withoutTwice(asked)
  return { rows, known, asked, changes: list, rowOf }
}

/** A group whose file was written, or says already what its rows say. */
export function groupWritten({ rows, known }: RowGroup, after: Profile): GroupDone {
  const { subject } = after
  return { ok: rows.map((row) => ({ row, subject, before: known?.profile, after })) }
}

/** The changes of all rows of a file; what several rows say alike (who somebody is) once. */
function withoutTwice(asked: readonly RowChanges[]) {
  const list: Change[] = []
  const rowOf: { readonly row: number; readonly change: number }[] = []
  const seen = new Set<string>()
  for (const [row, { changes }] of asked.entries())
    for (const [change, one] of changes.entries()) {
      const said = JSON.stringify(one)
      if (seen.has(said)) continue
      seen.add(said)
      list.push(one)
      rowOf.push({ row, change })
    }
  return { list, rowOf }
}

/** Of the rows of one file those that speak of the same statement go one after the other. */
export function splitWave(into: Into, rows: readonly RowValues[]) {
  const main = into.statements.findLast(({ once }) => !once)
  const seen = new Set<string>()
  const now: RowValues[] = []
  const later: RowValues[] = []
  for (const row of rows) {
    const fields = main?.key.map((field) => row.values[main.fields[field] ?? ''] ?? '') ?? []
    const place = [row.values[into.column], ...fields].join('|')
    if (seen.has(place)) later.push(row)
    else now.push(row)
    seen.add(place)
  }
  return { now, later }
}

/** The rows whose changes a refusal speaks of; all of the file when it names none. */
export function failedRows(
  { file, reasons }: RowNeeds,
  { rows, asked, rowOf }: RowGroup,
  problems: readonly Problem[],
  note?: () => Promise<void>,
): Written[] {
  const byRow = Map.groupBy(problems, (problem) => rowOf[placeOf(problem)?.index ?? -1]?.row)
  const named = rows.flatMap(({ row }, index): Written[] => {
    const own = byRow.get(index)
    if (own === undefined) return []
    const told = own.map((problem) => {
      const place = placeOf(problem)
      const change = rowOf[place?.index ?? -1]?.change ?? 0
      return rowFault(reasons, problem.code, asked[index]?.columns[change]?.[place?.field ?? ''])
    })
    return [{ row, ok: false, reasons: told, ...(note ? { note } : {}) }]
  })
  if (named.length > 0) return named
  const [first] = problems
  const reason = rowFault(reasons, first?.code ?? 'registry.unknown', file.into.column)
  return rows.map(({ row }) => ({ row, ok: false, reasons: [reason] }))
}
