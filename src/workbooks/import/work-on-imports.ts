import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, refuse } from '#vocabulary/outcome'
import { counted, type Import } from './import.ts'
import type { Counts } from './import-state.ts'
import { claimImport, forgetImports, lockImport, noteProgress } from './import-store.ts'
import { judgeImport } from './judge-import.ts'
import type { Compared, ListKeeper, Written } from './keeper.ts'
import type { WorkbookNeeds } from './needs.ts'
import {
  noteCompared,
  noteWritten,
  rowsToApply,
  rowsToCompare,
  rowsToTakeBack,
} from './row-store.ts'

/** Rows compared, and rows written, in one transaction. */
const COMPARED_AT_ONCE = 1_000
const WRITTEN_AT_ONCE = 250

/** After so many beginnings without progress an import is stopped, so that it does not hold up others. */
const ATTEMPTS_MAX = 5

/** How long the file, the rows and the undo log of an import are kept after its last change. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/**
 * One batch of one import, in one transaction. Wherever the process dies, the import goes on behind the last batch that was committed.
 * Several may work at once. Answers whether there may be more to do.
 */
export async function workOnImports(needs: WorkbookNeeds): Promise<boolean> {
  const claimed = await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'workbooks' })
    const found = await claimImport(trx, needs.now())
    if (found && found.attempts > ATTEMPTS_MAX) {
      const problems = [{ kind: 'unavailable' as const, code: 'workbooks.failed-inside' }]
      const state =
        found.state === 'received' || found.state === 'comparing' ? 'refused' : 'stopped'
      await noteProgress(trx, found.id, needs.now(), { state, problems })
    }
    return accept(found)
  })
  const found = claimed.ok ? claimed.value : undefined
  if (found === undefined) return false
  if (found.attempts <= ATTEMPTS_MAX) await workOn(needs, found)
  return true
}

/** Rows that cannot be written are left out and the rest is begun anew: nothing half written stays, and nothing good is held up. */
async function workOn(needs: WorkbookNeeds, { id }: Import): Promise<void> {
  const left = new Map<number, Written>()
  for (;;) {
    const failed: Written[] = []
    const done = await inTransaction(needs.database, async (trx) => {
      enterScope(trx, { work: 'workbooks' })
      const found = await lockImport(trx, id)
      const keeper = needs.keepers.find(({ definition }) => definition.id === found?.list)
      if (!found || !keeper) return accept(undefined)
      failed.push(...(await nextBatch(needs, trx, found, keeper, left)))
      return failed.length > 0 ? refuse('conflict', 'workbooks.begin-anew') : accept(undefined)
    })
    if (done.ok) return noteLeft(left)
    for (const one of failed) left.set(one.row, one)
  }
}

type Left = ReadonlyMap<number, Written>

async function noteLeft(left: Left): Promise<void> {
  for (const one of left.values()) if (!one.ok) await one.note?.()
}

/** Answers the rows that failed after something may have been written. */
async function nextBatch(
  needs: WorkbookNeeds,
  trx: Trx,
  found: Import,
  keeper: ListKeeper,
  left: Left,
): Promise<Written[]> {
  if (found.state === 'received') await judgeImport(needs, trx, found, keeper)
  else if (found.state === 'comparing') await compareBatch(needs, trx, found, keeper)
  else if (found.state === 'running') return applyBatch(needs, trx, found, keeper, left)
  else if (found.state === 'undoing') return takeBackBatch(needs, trx, found, keeper, left)
  return []
}

async function compareBatch(
  needs: WorkbookNeeds,
  trx: Trx,
  found: Import,
  keeper: ListKeeper,
): Promise<void> {
  const rows = await rowsToCompare(trx, found.id, found.position, COMPARED_AT_ONCE)
  const last = rows.at(-1)
  if (last === undefined) {
    await noteProgress(trx, found.id, needs.now(), { state: 'ready', position: 0 })
    return
  }
  const compared = await keeper.compare(trx, found.author, rows)
  await noteCompared(trx, found.id, compared)
  const counts = counted(found.counts, countsOf(compared))
  await noteProgress(trx, found.id, needs.now(), { counts, position: last.row })
}

function countsOf(compared: readonly Compared[]): Counts {
  const counts: Record<string, number> = {}
  for (const { change } of compared) counts[change] = (counts[change] ?? 0) + 1
  return counts
}

async function applyBatch(
  needs: WorkbookNeeds,
  trx: Trx,
  found: Import,
  keeper: ListKeeper,
  left: Left,
): Promise<Written[]> {
  const rows = await rowsToApply(trx, found.id, found.position, WRITTEN_AT_ONCE)
  const last = rows.at(-1)
  const now = needs.now()
  if (last === undefined) {
    await noteProgress(trx, found.id, now, { state: 'done', position: 0, finishedAt: now })
    return []
  }
  const written = await keeper.apply(
    trx,
    found.author,
    rows.filter(({ row }) => !left.has(row)),
  )
  const failed = written.filter(({ ok }) => !ok)
  if (failed.length > 0) return failed
  const outcomes = [...written, ...left.values()]
  await noteWritten(trx, found.id, outcomes, { ok: 'done', not: 'failed' }, now)
  const counts = counted(found.counts, { done: written.length, unwritten: left.size })
  await noteProgress(trx, found.id, now, { counts, position: last.row })
  return []
}

async function takeBackBatch(
  needs: WorkbookNeeds,
  trx: Trx,
  found: Import,
  keeper: ListKeeper,
  left: Left,
): Promise<Written[]> {
  const from = found.position === 0 ? BEHIND_ALL : found.position
  const entries = await rowsToTakeBack(trx, found.id, from, WRITTEN_AT_ONCE)
  const last = entries.at(-1)
  const now = needs.now()
  if (last === undefined) {
    await noteProgress(trx, found.id, now, { state: 'undone', position: 0, finishedAt: now })
    return []
  }
  const open = entries.filter(({ row, undo }) => !left.has(row) && undo !== null)
  const written = await keeper.takeBack(trx, found.author, open)
  const failed = written.filter(({ ok }) => !ok)
  if (failed.length > 0) return failed
  // A row that wrote nothing has nothing to be taken back.
  const idle = entries
    .filter(({ undo }) => undo === null)
    .map(({ row }) => ({ row, ok: true as const }))
  const outcomes = [
    ...written.map(({ row }) => ({ row, ok: true as const })),
    ...idle,
    ...left.values(),
  ]
  await noteWritten(trx, found.id, outcomes, { ok: 'undone', not: 'kept' }, now)
  const undone = written.length + idle.length
  const counts = counted(found.counts, { undone, kept: left.size, done: -entries.length })
  await noteProgress(trx, found.id, now, { counts, position: last.row })
  return []
}

/** A row behind every row of a sheet. */
const BEHIND_ALL = 2_000_000

/** Imports forgotten in one transaction. */
const FORGOTTEN_AT_ONCE = 20

/** Removes what was kept of imports that nobody touched for a month. Answers whether there may be more. */
export async function forgetOldImports(needs: WorkbookNeeds): Promise<boolean> {
  const now = needs.now()
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  const forgotten = await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'workbooks' })
    return accept(await forgetImports(trx, before, now, FORGOTTEN_AT_ONCE))
  })
  return forgotten.ok && forgotten.value === FORGOTTEN_AT_ONCE
}
