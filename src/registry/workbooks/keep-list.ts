import type { Database, Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { ProblemTexts } from '#vocabulary/bilingual'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Author, CodeLists, Compared, ListKeeper, RowValues } from '#workbooks'
import type { Profile } from '../profile.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { rowFault, type RowReasons } from './row-reasons.ts'
import { cellsOf } from './row-values.ts'
import { rowChanges } from './row-changes.ts'
import { isOwnRow, writerOfList } from './list-reach.ts'
import { type ListFile, readListFiles } from './list-files.ts'
import { subjectsOf } from './row-subjects.ts'
import { listOwnProfiles } from './own-profiles-store.ts'
import { applyRows } from './apply-rows.ts'
import { takeBackRows } from './take-back-rows.ts'

export type ListNeeds = ProfileNeeds & {
  /** The texts of all rooms' refusals: a row says why in the words of whoever refused it. */
  readonly texts: ProblemTexts
}

/** The registry's own lists: staff, departments, facilities, licences, education hours, electronic records. */
export function registryLists(needs: ListNeeds): ListKeeper[] {
  return readListFiles().map((file) => keepList(needs, file))
}

function keepList(needs: ListNeeds, file: ListFile): ListKeeper {
  const { definition } = file
  const reasons: RowReasons = { texts: needs.texts }
  return {
    definition,
    codes: () => Promise.resolve(codeLists(needs, file)),
    mayImport: (author) => writerOfList(needs.definitions, file.into, author) !== undefined,
    current: (database, author) => currentRows(needs, file, database, author),
    compare: (trx, author, rows) => compareRows(needs, file, reasons, trx, author, rows),
    apply: (trx, author, rows) => applyRows({ ...needs, file, reasons }, trx, author, rows),
    takeBack: (trx, author, entries) =>
      takeBackRows({ ...needs, file, reasons }, trx, author, entries),
  }
}

const YES_NO = [
  { code: '1', label: { vi: 'Có', en: 'Yes' } },
  { code: '0', label: { vi: 'Không', en: 'No' } },
]

/** The code lists of a list's columns as they hold today. */
function codeLists(needs: ListNeeds, { definition, into }: ListFile): CodeLists {
  const today = vietnamDay(needs.now())
  const profile = needs.definitions[into.subject]
  const codes: CodeLists = { 'yes-no': YES_NO }
  for (const column of definition.columns) {
    if (!('list' in column)) continue
    const known = profile.lists[column.list]
    if (known === undefined) continue
    const inForce = known.codes.filter(
      ({ from = today, to = today }) => from <= today && today <= to,
    )
    codes[column.list] = inForce.map(({ code, label }) => ({ code, label }))
  }
  return codes
}

/** What the rows would change, against what stands now. */
async function compareRows(
  needs: ListNeeds,
  { into }: ListFile,
  reasons: RowReasons,
  trx: Trx,
  author: Author,
  rows: readonly RowValues[],
): Promise<Compared[]> {
  enterScope(trx, { work: 'registry' })
  const subjects = await subjectsOf(trx, into, rows)
  const definition = needs.definitions[into.subject]
  return rows.map(({ row, values }): Compared => {
    const fault = (code: string, column?: string): Compared => ({
      row,
      change: 'failed',
      reasons: [rowFault(reasons, code, column)],
    })
    if (!isOwnRow(into, author, values)) return fault('registry.of-another-facility', into.facility)
    const known = subjects.of(values)
    if (known === undefined && !opens(into)) return fault('registry.unknown', into.column)
    const found = rowChanges(definition, into, known?.profile, values)
    if ('fault' in found) return fault(found.fault, found.column)
    const { change, before } = found
    return { row, change, ...(before ? { before } : {}) }
  })
}

/** Whether rows of a list can open a file: those that name their subject. */
export function opens({ statements }: ListFile['into']): boolean {
  return statements.some(({ section }) => section === 'identity' || section === 'administrative')
}

/** Rows of what stands now within the author's reach: every open statement of the list's last section, with the subject's own cells. */
async function currentRows(
  needs: ListNeeds,
  { into }: ListFile,
  database: Database,
  author: Author,
): Promise<Record<string, string>[]> {
  const today = vietnamDay(needs.now())
  const profiles = await withScope(database, { work: 'registry' }, (trx) =>
    listOwnProfiles(trx, into.subject, author, today),
  )
  return profiles.flatMap((profile) => rowsOfProfile(into, profile, author, today))
}

function rowsOfProfile(
  { statements, facility }: ListFile['into'],
  profile: Profile,
  author: Author,
  today: string,
): Record<string, string>[] {
  const main = statements.findLast(({ once }) => !once)
  if (main === undefined) return []
  const beside = statements.filter((spec) => spec !== main)
  const open = profile.statements.filter(
    (one) => one.section === main.section && (one.to === undefined || one.to >= today),
  )
  return open.flatMap((one) => {
    const row: Record<string, string> = {}
    for (const spec of beside) {
      const number = one.values['licence']
      const found = profile.statements.filter((other) => other.section === spec.section)
      const fits = found.find((other) => number !== undefined && other.values['number'] === number)
      const chosen = fits ?? found.at(-1)
      if (chosen) Object.assign(row, cellsOf(spec, chosen))
    }
    Object.assign(row, cellsOf(main, one))
    const code = facility === undefined ? undefined : (row[facility] ?? author.facility)
    if (facility !== undefined && code !== undefined) row[facility] = code
    return author.facility === undefined || code === undefined || code === author.facility
      ? [row]
      : []
  })
}
