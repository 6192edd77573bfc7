import type { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import type { ConsentNeeds } from '../consent/consent-needs.ts'
import type { revokeInspection as promise } from './contract.ts'
import { endInspection } from './inspection-store.ts'

/**
 * Ends an order of the head's own province at once: the very next decision no longer finds it.
 * Refuses `access.no-inspection` for one that is not there, is another province's, or was ended before.
 */
export async function revokeInspectionOf(
  { database, now }: Pick<ConsentNeeds, 'database' | 'now'>,
  caller: Caller,
  { order, reason }: z.output<typeof promise.request>,
): Promise<Outcome<Record<string, never>>> {
  const { province, account } = caller
  const id = order.toLowerCase()
  if (province === undefined || !isRecordId(id)) return refuse('not-found', 'access.no-inspection')
  return inTransaction(database, async (trx) => {
    const at = now()
    const ended = await endInspection(trx, { id, province }, { account, reason }, at)
    if (ended === undefined) return refuse('not-found', 'access.no-inspection')
    const detail = { order: id, number: ended.number, at: ended.facility, effect: 'revoked' }
    const event = { at, action: 'configure', caller, what: 'inspection-order' } as const
    await recordAudit(trx, [{ ...event, purpose: 'supervision', detail }])
    return accept({})
  })
}
