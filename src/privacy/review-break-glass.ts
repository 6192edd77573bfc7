import { listGrantsSince, type ReviewedGrant } from '#access'
import { findCaseOf, openCase, SYSTEM } from '#cases'
import { inTransaction } from '#foundation/database'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import { FACT_LABELS } from './fact-words.ts'
import type { PrivacyNeeds } from './needs.ts'

/** An opening older than this has its case long since: 7 days. */
const LOOK_BACK_MS = 7 * 86_400_000
/** Openings looked at in one round. */
const ROUND = 500

/**
 * Opens a review for every emergency opening that has none yet. Answers how many were opened; a second call opens none
 * again, for the same opening never has two cases.
 */
export async function reviewBreakGlass(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
): Promise<number> {
  const since = new Date(needs.now().getTime() - LOOK_BACK_MS)
  let opened = 0
  for (const grant of await listGrantsSince(needs.database, since, ROUND)) {
    const origin = `break-glass:${grant.id}`
    if ((await findCaseOf(needs.database, origin)) !== undefined) continue
    const facility = await needs.registry.findFacility(grant.facility)
    const outcome = await inTransaction(needs.database, (trx) =>
      openCase(trx, needs, SYSTEM, {
        definition: 'break-glass-review',
        origin,
        person: grant.person,
        facility: grant.facility,
        ...(facility === undefined ? {} : { province: facility.province }),
        fields: {},
        facts: grantToFacts(grant, facility?.name ?? grant.facility),
      }),
    )
    if (outcome.ok && outcome.value.isNew) opened += 1
  }
  return opened
}

/** Who opened the record, where and when; why stays with the opening, sealed. */
function grantToFacts(grant: ReviewedGrant, facility: string) {
  const at = formatVietnamTime(grant.grantedAt)
  return [
    { label: FACT_LABELS.reader, value: grant.name },
    { label: FACT_LABELS.facility, value: facility },
    {
      label: FACT_LABELS.at,
      value: `${at.slice(8, 10)}:${at.slice(10, 12)} ${at.slice(6, 8)}/${at.slice(4, 6)}/${at.slice(0, 4)}`,
    },
  ]
}
