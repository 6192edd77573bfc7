import { setImmediate as turn } from 'node:timers/promises'
import type { Trx } from '#foundation/database'
import type { Outcome } from '#vocabulary/outcome'
import { type JudgedRow, openJudge } from '../list/judge-rows.ts'
import { type ListEnd, readList } from '../list/read-list.ts'
import type { Import } from './import.ts'
import { noteProgress, readFileOf } from './import-store.ts'
import type { ListKeeper } from './keeper.ts'
import type { WorkbookNeeds } from './needs.ts'
import { insertRows } from './row-store.ts'

/** Rows that go to the database together. */
const ROWS_AT_ONCE = 1_000

/** Reads and judges the whole workbook in one transaction: all its rows are kept, or what is wrong with it. */
export async function judgeImport(
  needs: WorkbookNeeds,
  trx: Trx,
  found: Import,
  keeper: ListKeeper,
): Promise<void> {
  const bytes = await readFileOf(trx, found.id)
  let waiting: JudgedRow[] = []
  let failed = 0
  const keep = async () => {
    failed += waiting.filter(({ reasons }) => reasons.length > 0).length
    if (waiting.length > 0) await insertRows(trx, found.id, waiting)
    waiting = []
  }
  const judge = openJudge(keeper.definition, await keeper.codes())
  const reading = readList(bytes ?? new Uint8Array(), keeper.definition)
  let end: Outcome<ListEnd> | undefined
  while (end === undefined) {
    const step = reading.next()
    if (step.done === true) end = step.value
    else waiting.push(...judge(step.value))
    if (waiting.length >= ROWS_AT_ONCE) await keep()
    // Other work of this process goes on between two pieces.
    await turn()
  }
  await keep()
  const now = needs.now()
  if (!end.ok)
    return noteProgress(trx, found.id, now, {
      state: 'refused',
      problems: end.problems,
      finishedAt: now,
    })
  const { rows, sheet, headerRow, notices } = end.value
  const counts = failed > 0 ? { failed } : {}
  await noteProgress(trx, found.id, now, {
    state: 'comparing',
    rows,
    sheet,
    headerRow,
    notices,
    counts,
    position: 0,
  })
}
