import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { isRecordId, newPersonId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { insertConflict } from './evidence-store.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHead } from './profile-store.ts'
import type { Claim } from './record-version.ts'

/**
 * Keeps, after a refusal, that somebody claimed numbers that other subjects hold, so that whoever is responsible for the holder can settle it.
 * A second call for the same claims writes nothing.
 */
export async function noteClaims(
  needs: ProfileNeeds,
  asker: Asker,
  claims: readonly Claim[],
  claimant: string | undefined,
): Promise<void> {
  if (claims.length === 0) return
  await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'registry' })
    for (const { wanted, held, name } of claims) {
      const holder = await findHead(trx, held.subject)
      const known = claimant !== undefined && isRecordId(claimant)
      await insertConflict(trx, {
        id: newPersonId(needs.now(), needs.random),
        scheme: wanted.scheme,
        value: wanted.value,
        reason: 'registry.number-taken',
        holder: held.subject,
        claimant: known && (await findHead(trx, claimant)) ? claimant : undefined,
        claimedAs: name,
        authority: holder?.authority ?? '00',
        at: needs.now(),
        by: asker.account,
      })
    }
    return accept(undefined)
  })
}
