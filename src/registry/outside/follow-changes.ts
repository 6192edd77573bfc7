import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { listChangesAfter } from '../evidence-store.ts'
import { RECORD_CHANNELS } from './outside-channel.ts'
import { lockCursor, markDue, markTimely, moveCursor } from './outside-store.ts'
import { markCatalogues, markTimelyCatalogues } from './staff-row-store.ts'

/** Changes of one round. */
const ROUND = 500

/**
 * Reads on in what was published or decided, and marks each file as due towards every receiver, and the catalogues of the facilities
 * concerned; also what time alone has changed. Answers whether there may be more. The transaction must be in the scope of our own work.
 */
export async function followChanges(trx: Trx, now: Date): Promise<boolean> {
  const position = await lockCursor(trx)
  const changes = await listChangesAfter(trx, position, ROUND)
  const last = changes.at(-1)
  if (last !== undefined) {
    const subjects: RecordId[] = [...new Set(changes.map(({ subject }) => subject))]
    await markDue(trx, RECORD_CHANNELS, subjects, now)
    await markCatalogues(trx, subjects, now)
    await moveCursor(trx, last.position)
  }
  const today = vietnamDay(now)
  const timely = await markTimely(trx, today, now, ROUND)
  await markTimelyCatalogues(trx, today, now)
  return changes.length === ROUND || timely === ROUND
}
