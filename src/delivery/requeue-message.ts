import { recordAudit } from '#audit'
import { type Database, inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { nextTermOf } from './clocks.ts'
import { clockFacts } from './message-store.ts'
import { findMessageForUpdate, putBack } from './requeue-store.ts'

/**
 * Puts a message that was given up back into the queue, in the name of an operator.
 *
 * Refuses `delivery.unknown`, `delivery.not-failed`, and `delivery.newer-exists` when a correction is there:
 * the old one must not follow it. A second call refuses `delivery.not-failed`.
 */
export async function requeueMessage(
  needs: { readonly database: Database; readonly now: () => Date },
  caller: Caller,
  facility: FacilityCode,
  id: string,
): Promise<Outcome<true>> {
  const now = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const message = await findMessageForUpdate(trx, facility, id)
    if (!message) return refuse('not-found', 'delivery.unknown')
    if (message.state !== 'failed') return refuse('conflict', 'delivery.not-failed')
    if (message.has_newer) return refuse('conflict', 'delivery.newer-exists')

    const term = nextTermOf({ ...clockFacts(message), state: 'queued' })
    await putBack(trx, facility, message.id, now, term)
    const detail = { delivery: message.id, requeued: true }
    await recordAudit(trx, [{ at: now, action: 'update', caller, what: 'delivery', detail }])
    return accept(true)
  })
}
