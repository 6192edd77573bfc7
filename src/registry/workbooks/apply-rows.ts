import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Author, RowValues, Written } from '#workbooks'
import { noteClaims } from '../note-claims.ts'
import type { KeptVersion } from '../profile-store.ts'
import { isOutOfReach, recordRefusal } from '../write-statements.ts'
import { changeFiles } from './change-files.ts'
import type { ListNeeds } from './keep-list.ts'
import type { ListFile } from './list-files.ts'
import { writerOfList } from './list-reach.ts'
import { noteOpeningClaims, openFiles } from './open-files.ts'
import { failedRows, type GroupDone, groupOf, groupWritten, splitWave } from './row-groups.ts'
import type { RowReasons } from './row-reasons.ts'
import { subjectsOf } from './row-subjects.ts'
import { touchedBy } from './touched-by.ts'

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
    const known = groups.flatMap((rows) => {
      const file = subjects.of(rows[0]?.values ?? {})
      return file === undefined ? [] : [{ file, rows }]
    })
    const unknown = groups.filter((rows) => subjects.of(rows[0]?.values ?? {}) === undefined)
    // One after the other: a number that a changed file took is then no longer free for a new one.
    const done = [
      await changeGroups(needs, trx, author, known),
      await openGroups(needs, trx, author, unknown),
    ]
    const touched = touchedBy(
      into,
      done.flatMap((one) => one.ok ?? []),
    )
    written.push(...touched, ...done.flatMap((one) => one.failed ?? []))
    wave = later
  }
  return written
}

/** Writes the rows of files that are there. */
async function changeGroups(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  all: readonly { readonly file: KeptVersion; readonly rows: readonly RowValues[] }[],
): Promise<GroupDone> {
  const prepared = all.map(({ file, rows }) => ({ file, group: groupOf(needs, file, rows) }))
  const failed = prepared.flatMap(({ group }): readonly Written[] =>
    'failed' in group ? group.failed : [],
  )
  const groups = prepared.flatMap(({ file, group }) => ('failed' in group ? [] : [{ file, group }]))
  const toWrite = groups.filter(({ group }) => group.changes.length > 0)
  const isAuthority = writerOfList(needs.definitions, needs.file.into, author) === 'authority'
  const answers = await changeFiles(
    trx,
    needs,
    { ...author, isAuthority },
    toWrite.map(({ file: known, group: { changes } }) => ({ known, changes })),
  )
  for (const [index, { file, group }] of toWrite.entries()) {
    const { problems = [], claims = [] } = answers[index] ?? {}
    const note = () => noteClaims(needs, author, claims, file.subject)
    if (problems.length > 0) failed.push(...failedRows(needs, group, problems, note))
    if (isOutOfReach(problems)) await recordRefusal(needs, author, file)
  }
  // When one is refused none was written.
  if (failed.length > 0) return { failed }
  const after = new Map(answers.map(({ profile }) => [profile?.subject, profile]))
  return {
    ok: groups.flatMap(
      ({ file, group }) => groupWritten(group, after.get(file.subject) ?? file.profile).ok ?? [],
    ),
  }
}

/** Opens the files of those who have none. */
async function openGroups(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  all: readonly (readonly RowValues[])[],
): Promise<GroupDone> {
  const kind = needs.file.into.subject
  const province = author.province ?? author.facility?.slice(0, 2) ?? '00'
  const prepared = all.map((rows) => groupOf(needs, undefined, rows))
  const groups = prepared.flatMap((one) => ('failed' in one ? [] : [one]))
  const asked = groups.map(({ changes }) => ({
    kind,
    province,
    statements: changes.filter((one) => one.act === 'add'),
  }))
  const opened = await openFiles(trx, needs, author, asked)
  const failed: Written[] = prepared.flatMap((one) => ('failed' in one ? one.failed : []))
  const ok = groups.flatMap((group, index) => {
    const one = opened[index]
    if (one?.outcome.ok === true) return groupWritten(group, one.outcome.value).ok ?? []
    const note = () => noteOpeningClaims(needs, author, one?.claims ?? [])
    failed.push(...failedRows(needs, group, one?.outcome.problems ?? [], note))
    return []
  })
  // When one is refused none was written.
  return failed.length > 0 ? { failed } : { ok }
}
