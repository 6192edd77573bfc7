import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { counted, type Import, openSteps, STATE_AFTER } from './import.ts'
import type { ImportStep } from './import-state.ts'
import { findImport, lockImport, noteProgress } from './import-store.ts'
import { authorOf, scopeOf, type WorkbookNeeds } from './needs.ts'
import { reopenFailed } from './row-store.ts'

/**
 * Starts an import, stops it between two batches, starts it again where it stopped, lets failed rows be written once more, or takes everything
 * back that nobody changed since.
 *
 * Refuses `workbooks.import-unknown`; `workbooks.step-not-open` where the import does not stand so that the step makes sense, so that the same
 * step a second time is refused.
 */
export async function steerImport(
  needs: WorkbookNeeds,
  caller: Caller,
  asked: { readonly import: string; readonly step: ImportStep },
): Promise<Outcome<Import>> {
  const { import: id, step } = asked
  if (!isRecordId(id)) return refuse('not-found', 'workbooks.import-unknown')
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, scopeOf(authorOf(caller)))
    const found = await lockImport(trx, id)
    if (!found) return refuse('not-found', 'workbooks.import-unknown')
    if (!openSteps(found).includes(step))
      return refuse('conflict', 'workbooks.step-not-open', `${step}: ${found.state}`)
    const now = needs.now()
    const again = step === 'retry' ? await reopenFailed(trx, id) : 0
    await noteProgress(trx, id, now, {
      state: STATE_AFTER[step],
      ...(step === 'retry'
        ? { position: 0, counts: counted(found.counts, { unwritten: -again }) }
        : {}),
      ...(step === 'undo' ? { position: 0 } : {}),
    })
    const detail = { list: found.list, import: id, step }
    await recordAudit(trx, [
      { at: now, action: 'update', caller, what: 'workbook', purpose: 'administration', detail },
    ])
    const after = await findImport(trx, id)
    return after ? accept(after) : refuse('not-found', 'workbooks.import-unknown')
  })
}
