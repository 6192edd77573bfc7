import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import type { ImportedRow, ImportView } from '../contract.ts'
import { type Import, openSteps, rowsToWrite } from './import.ts'
import { findImport, listImports } from './import-store.ts'
import { authorOf, scopeOf, type WorkbookNeeds } from './needs.ts'
import { listRows } from './row-store.ts'

/** An import as its people see it: where it stands, how far it is, what became of the rows, what can be done. */
export function viewOf(found: Import): z.input<typeof ImportView> {
  const { counts, rows, state, position } = found
  const total = state === 'received' || state === 'comparing' ? rows : rowsToWrite(found)
  const through =
    state === 'comparing' ? countOf(counts) : (counts.done ?? 0) + (counts.unwritten ?? 0)
  return {
    id: found.id,
    list: found.list,
    fileName: found.fileName,
    digest: found.digest.toString('hex'),
    by: found.author.name,
    state,
    rows,
    position,
    total,
    through: Math.min(total, through),
    counts,
    problems: found.problems.map(({ code, at }) => ({ code, ...(at === undefined ? {} : { at }) })),
    notices: [...found.notices],
    steps: openSteps(found),
    hasFile: found.forgottenAt === undefined && found.sheet !== undefined,
    createdAt: found.createdAt.toISOString(),
    changedAt: found.changedAt.toISOString(),
    ...(found.finishedAt ? { finishedAt: found.finishedAt.toISOString() } : {}),
  }
}

function countOf({
  new: added = 0,
  changed = 0,
  ended = 0,
  same = 0,
  failed = 0,
}: Import['counts']) {
  return added + changed + ended + same + failed
}

/** Refuses `workbooks.import-unknown`, also for an import of another reach. */
export async function readImport(
  needs: WorkbookNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<Import>> {
  const found = isRecordId(id)
    ? await withScope(needs.database, scopeOf(authorOf(caller)), (trx) => findImport(trx, id))
    : undefined
  return found ? accept(found) : refuse('not-found', 'workbooks.import-unknown')
}

/** Imports shown at once. */
const LISTED_MAX = 20

export async function readImports(
  needs: WorkbookNeeds,
  caller: Caller,
  list: string | undefined,
): Promise<Outcome<{ imports: z.input<typeof ImportView>[] }>> {
  const found = await withScope(needs.database, scopeOf(authorOf(caller)), (trx) =>
    listImports(trx, { list, limit: LISTED_MAX }),
  )
  return accept({ imports: found.map(viewOf) })
}

/** Rows of one page. */
const PAGE_ROWS = 50

/** A page of an import's rows with what stood there before. Refuses `workbooks.import-unknown`. */
export async function readRows(
  needs: WorkbookNeeds,
  caller: Caller,
  asked: { readonly import: string; readonly show: string; readonly after: number },
): Promise<Outcome<{ rows: z.input<typeof ImportedRow>[]; next?: number }>> {
  const found = await readImport(needs, caller, asked.import)
  if (!found.ok) return found
  const scope = scopeOf(authorOf(caller))
  const rows = await withScope(needs.database, scope, (trx) =>
    listRows(trx, found.value.id, { ...asked, limit: PAGE_ROWS }),
  )
  const last = rows.at(-1)
  return accept({
    rows: rows.map(({ row, values, change, before, outcome, reasons }) => ({
      row,
      values,
      ...(change === null ? {} : { change }),
      ...(before === null ? {} : { before }),
      ...(outcome === null ? {} : { outcome }),
      reasons: [...(reasons ?? [])],
    })),
    ...(rows.length === PAGE_ROWS && last ? { next: last.row } : {}),
  })
}
