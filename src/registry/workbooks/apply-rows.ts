import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Problem } from '#vocabulary/outcome'
import type { Author, RowValues, Written } from '#workbooks'
import type { Asker } from '../asker.ts'
import { noteClaims } from '../note-claims.ts'
import { placesOf } from '../places-store.ts'
import type { Change } from '../profile-change.ts'
import { type KeptVersion, lockHead } from '../profile-store.ts'
import { reachOf } from '../reach.ts'
import { type Claim, recordVersion } from '../record-version.ts'
import { writeWithin } from '../write-statements.ts'
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
    const known = (group: readonly RowValues[]) => subjects.of(group[0]?.values ?? {})
    // Statements awaited together travel together: files do not wait for each other.
    const done = await Promise.all([
      openGroups(
        needs,
        trx,
        author,
        groups.filter((group) => known(group) === undefined),
      ),
      ...groups.flatMap((group) => {
        const file = known(group)
        return file === undefined ? [] : [writeGroup(needs, trx, author, file, group)]
      }),
    ])
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

/** Writes the rows of a file that is there. */
async function writeGroup(
  needs: RowNeeds,
  trx: Trx,
  author: Author,
  known: KeptVersion,
  rows: readonly RowValues[],
): Promise<GroupDone> {
  const group = groupOf(needs, known, rows)
  if ('failed' in group) return group
  const { subject, version } = known
  const { changes } = group
  if (changes.length === 0) return groupWritten(group, subject)
  const claims: Claim[] = []
  const isAuthority = writerOfList(needs.definitions, needs.file.into, author) === 'authority'
  const head = isAuthority
    ? await writeAsAuthority(needs, trx, author, known, changes, (claim) => claims.push(claim))
    : await writeWithin(
        trx,
        needs,
        author,
        { subject, version, changes, imported: true },
        (claim) => claims.push(claim),
      )
  if (head.ok) return groupWritten(group, subject)
  const note = () => noteClaims(needs, author, claims, subject)
  return { failed: failedRows(needs, group, head.problems, note) }
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

/** An authority's list is its own decisions in rows: it writes into files within its reach, whatever their review. */
export async function writeAsAuthority(
  needs: RowNeeds,
  trx: Trx,
  asker: Asker,
  { subject, version }: Pick<KeptVersion, 'subject' | 'version'>,
  changes: readonly Change[],
  onClaim: (claim: Claim) => void = () => undefined,
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
    onClaim,
  })
}
