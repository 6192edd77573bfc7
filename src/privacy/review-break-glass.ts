import { listGrantsSince, type ReviewedGrant } from '#access'
import { type CaseCaller, findCaseOf, openCase, readCase, SYSTEM, takeStepWithin } from '#cases'
import { inTransaction } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import { FACT_LABELS } from './fact-words.ts'
import type { PrivacyNeeds } from './needs.ts'

/** An opening older than this has its case long since: 7 days. */
const LOOK_BACK_MS = 7 * 86_400_000
/** Openings looked at in one round. */
const ROUND = 500

/**
 * Opens a review for every emergency opening that has none yet. Answers how many were opened; a second call opens none
 * again, for the same opening never has two cases. An opening that was judged justified where its reason is read closes its
 * case in the reviewer's name; one that was not stays open until it is said what was done about it.
 */
export async function reviewBreakGlass(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
): Promise<number> {
  const since = new Date(needs.now().getTime() - LOOK_BACK_MS)
  let opened = 0
  for (const grant of await listGrantsSince(needs.database, since, ROUND)) {
    const origin = `break-glass:${grant.id}`
    const facility = await needs.registry.findFacility(grant.facility)
    const known = await findCaseOf(needs.database, origin)
    if (known !== undefined) {
      await carryOver(needs, grant, known, facility?.province)
      continue
    }
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

/** Writes a verdict of "justified" into the case, once: a case that was closed or decided otherwise offers no such step. */
async function carryOver(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
  { review, facility }: ReviewedGrant,
  id: RecordId,
  province: string | undefined,
): Promise<void> {
  if (review?.verdict !== 'justified') return
  const { account, name, role, reason } = review
  const place = role === 'facility-administrator' ? { facility } : {}
  const reviewer: CaseCaller = {
    account,
    name,
    role,
    address: 'system',
    ...place,
    ...(province === undefined || role === 'facility-administrator' ? {} : { province }),
  }
  const found = await readCase(needs, reviewer, id)
  if (!found.ok || !found.value.steps.some((step) => step.id === 'justify')) return
  const { position } = found.value
  const step = { case: id, step: 'justify', position, fields: { reason }, defects: [] }
  await inTransaction(needs.database, (trx) => takeStepWithin(trx, needs, reviewer, step))
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
