import { inTransaction } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import type { ProfileNeeds } from '../profile-needs.ts'
import { listMissing } from './refresh-listing.ts'

/**
 * What is published is listed in the transaction of its publication; this finds what came otherwise, an import of facilities for instance. To see that
 * nothing is missing, a million files are compared with their listings, which takes seconds: not every minute.
 */
const EVERY_MS = 600_000

/** Lists, for the public look-up, what has no listing yet. */
export function listingLoop(
  needs: Pick<ProfileNeeds, 'database' | 'now' | 'definitions' | 'listsFor'>,
): Loop {
  return {
    name: 'registry-listing',
    everyMs: EVERY_MS,
    run: async () => {
      const listed = await inTransaction(needs.database, async (trx) => {
        enterScope(trx, { work: 'listing' })
        return accept(await listMissing(trx, needs))
      })
      return listed.ok && listed.value
    },
  }
}
