import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, type Problem } from '#vocabulary/outcome'
import type { Author, RowValues, Written } from '#workbooks'
import type { Asker } from '../asker.ts'
import { openWithin } from '../open-profile.ts'
import { placesOf } from '../places-store.ts'
import type { Change } from '../profile-change.ts'
import type { Profile, Statement } from '../profile.ts'
import { type KeptVersion, listCurrent, lockHead } from '../profile-store.ts'
import { reachOf } from '../reach.ts'
import { recordVersion } from '../record-version.ts'
import { writeWithin } from '../write-statements.ts'
import type { ListNeeds } from './keep-list.ts'
import type { ListFile } from './list-files.ts'
import { writerOfList } from './list-reach.ts'
import { rowChanges, type RowChanges } from './row-changes.ts'
import { placeOf, rowFault, type RowReasons } from './row-reasons.ts'
import { subjectsOf } from './row-subjects.ts'
import { textOfValue } from './row-values.ts'
import type { Touched } from './take-back-rows.ts'

export type RowNeeds = ListNeeds & { readonly file: ListFile; readonly reasons: RowReasons }

/**
 * Writes rows into the files of their subjects, each file once for all its rows, as whoever brought the list in: bounds, locks and
 * judging are the registry's own. Rows that are refused say so; then the caller rolls back and asks again without them.
 */
export async function applyRows(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  rows: readonly RowValues[],
): Promise<Written[]> {
  enterScope(trx, { work: 'registry' })
  const { into } = needs.file
  const written: Written[] = []
  // A file with two rows about the same thing is written in as many waves: the second row must see what the first wrote.
  for (let wave = [...rows]; wave.length > 0; ) {
    const subjects = await subjectsOf(trx, into, wave)
    const { now, later } = splitWave(into, wave)
    const groups = [...Map.groupBy(now, ({ values }) => values[into.column] ?? '').values()]
    // Statements awaited together travel together: files do not wait for each other.
    const done = await Promise.all(
      groups.map((group) =>
        writeGroup(needs, trx, author, subjects.of(group[0]?.values ?? {}), group),
      ),
    )
    const touched = await touchedBy(
      trx,
      into,
      done.flatMap((one) => one.ok ?? []),
    )
    written.push(...touched, ...done.flatMap((one) => one.failed ?? []))
    wave = later
  }
  return written
}

/** Of the rows of one file those that speak of the same statement go one after the other. */
function splitWave(into: ListFile['into'], rows: readonly RowValues[]) {
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

type GroupDone = {
  readonly ok?: readonly {
    readonly row: RowValues
    readonly subject: string
    readonly before: Profile | undefined
  }[]
  readonly failed?: readonly Written[]
}

async function writeGroup(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  known: KeptVersion | undefined,
  rows: readonly RowValues[],
): Promise<GroupDone> {
  const { file, reasons, definitions } = needs
  const found = rows.map(({ values }) =>
    rowChanges(definitions[file.into.subject], file.into, known?.profile, values),
  )
  const faulty = rows.flatMap(({ row }, index): Written[] => {
    const one = found[index]
    return one !== undefined && 'fault' in one
      ? [{ row, ok: false, reasons: [rowFault(reasons, one.fault, one.column)] }]
      : []
  })
  if (faulty.length > 0) return { failed: faulty }
  const asked = found.flatMap((one) => ('fault' in one ? [] : [one]))
  const changes = withoutTwice(asked)
  const outcome = await writeChanges(needs, trx, author, known, changes.list)
  if (!outcome.ok)
    return { failed: failedRows(needs, rows, asked, changes.rowOf, outcome.problems) }
  return { ok: rows.map((row) => ({ row, subject: outcome.value, before: known?.profile })) }
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

/** Answers the subject. */
async function writeChanges(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  known: KeptVersion | undefined,
  changes: readonly Change[],
): Promise<Outcome<string>> {
  const { into } = needs.file
  if (known === undefined) {
    const statements = changes.filter((one) => one.act === 'add')
    const province = author.province ?? author.facility?.slice(0, 2) ?? '00'
    const opened = await openWithin(trx, needs, author, {
      kind: into.subject,
      province,
      statements,
    })
    return opened.ok ? accept(opened.value.head.subject) : opened
  }
  if (changes.length === 0) return accept(known.subject)
  const { subject, version } = known
  const isAuthority = writerOfList(needs.definitions, into, author) === 'authority'
  const head = isAuthority
    ? await writeAsAuthority(needs, trx, author, known, changes)
    : await writeWithin(trx, needs, author, { subject, version, changes, imported: true })
  return head.ok ? accept(head.value.subject) : head
}

/** An authority's list is its own decisions in rows: it writes into files within its reach, whatever their review. */
export async function writeAsAuthority(
  needs: RowNeeds,
  trx: Trx,
  asker: Asker,
  { subject, version }: Pick<KeptVersion, 'subject' | 'version'>,
  changes: readonly Change[],
) {
  const head = await lockHead(trx, subject)
  const places = head?.kind === 'practitioner' ? await placesOf(trx, subject) : []
  const reach = head && reachOf(asker, head, places)
  const refused = (kind: Problem['kind'], code: string) => ({
    ok: false as const,
    problems: [{ kind, code }] as [Problem],
  })
  if (!head) return refused('not-found', 'registry.unknown')
  if (reach !== 'authority' && reach !== 'nation')
    return refused('forbidden', 'registry.not-own-authority')
  if (head.version !== version) return refused('conflict', 'registry.version-stale')
  const { dataState } = head
  return recordVersion(trx, needs, {
    head,
    changes,
    by: asker,
    writer: 'authority',
    source: 'import',
    why: 'import',
    dataState,
  })
}

/** The rows whose changes a refusal speaks of; all of the file when it names none. */
function failedRows(
  { file, reasons }: RowNeeds,
  rows: readonly RowValues[],
  asked: readonly RowChanges[],
  rowOf: readonly { readonly row: number; readonly change: number }[],
  problems: readonly Problem[],
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
    return [{ row, ok: false, reasons: told }]
  })
  if (named.length > 0) return named
  const [first] = problems
  const reason = rowFault(reasons, first?.code ?? 'registry.unknown', file.into.column)
  return rows.map(({ row }) => ({ row, ok: false, reasons: [reason] }))
}

/** What each row touched, so that it can be taken back: the statements of its own that are other than before. */
async function touchedBy(
  trx: Trx,
  into: ListFile['into'],
  done: NonNullable<GroupDone['ok']>,
): Promise<Written[]> {
  const subjects = [...new Set(done.map(({ subject }) => subject))]
  const after = new Map(
    (subjects.length === 0 ? [] : await listCurrent(trx, subjects as KeptVersion['subject'][])).map(
      (one) => [one.subject as string, one.profile],
    ),
  )
  return done.map(({ row: { row, values }, subject, before }) => {
    const touched = touchedIn(into, values, before, after.get(subject))
    const undo = { subject, isNew: before === undefined, touched } satisfies Touched
    return { row, ok: true, ...(touched.length > 0 ? { undo } : {}) }
  })
}

function touchedIn(
  into: ListFile['into'],
  values: RowValues['values'],
  before: Profile | undefined,
  after: Profile | undefined,
): Touched['touched'] {
  const former = new Map((before?.statements ?? []).map((one) => [one.id, one]))
  const isOfRow = (one: Statement) =>
    into.statements.some(
      ({ section, key, fields }) =>
        section === one.section &&
        key.every(
          (field) =>
            textOfValue(one.values[field] ?? '').toUpperCase() ===
            (values[fields[field] ?? ''] ?? '').toUpperCase(),
        ),
    )
  return (after?.statements ?? [])
    .filter((one) => isOfRow(one) && JSON.stringify(former.get(one.id)) !== JSON.stringify(one))
    .map((one) => {
      const earlier = former.get(one.id)
      return { after: one, ...(earlier ? { before: earlier } : {}) }
    })
}
