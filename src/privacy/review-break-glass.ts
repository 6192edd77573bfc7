import { listGrantsSince, type ReviewedGrant } from '#access'
import { type CaseCaller, findStandingOf, openCase, SYSTEM, takeStepWithin } from '#cases'
import { inTransaction } from '#foundation/database'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import { FACT_LABELS } from './fact-words.ts'
import type { PrivacyNeeds } from './needs.ts'

/** An opening older than this has its case long since: 7 days. */
const LOOK_BACK_MS = 7 * 86_400_000
/** Openings looked at in one round. */
const ROUND = 500

/** Before the id of the opening for which a case was opened. */
export const BREAK_GLASS_ORIGIN = 'break-glass:'

/** The step of a case that says what a verdict says. */
export const STEP_OF_VERDICT = { justified: 'justify', 'not-justified': 'reject' } as const

/**
 * Opens a review for every emergency opening that has none yet. Answers how many were opened; a second call opens none
 * again, for the same opening never has two cases. A verdict given where the reason of the opening is read closes the case
 * in the reviewer's name; `carryOutStep` carries a verdict of the case the other way.
 */
export async function reviewBreakGlass(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
): Promise<number> {
  const since = new Date(needs.now().getTime() - LOOK_BACK_MS)
  let opened = 0
  for (const grant of await listGrantsSince(needs.database, since, ROUND)) {
    const origin = `${BREAK_GLASS_ORIGIN}${grant.id}`
    const facility = await needs.registry.findFacility(grant.facility)
    const known = await findStandingOf(needs.database, origin)
    if (known !== undefined) {
      if (known.isOpen) await carryOver(needs, grant, known, facility?.province)
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

/** Writes the verdict into the case, once. */
async function carryOver(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
  { review, facility }: ReviewedGrant,
  known: { readonly case: string; readonly position: number },
  province: string | undefined,
): Promise<void> {
  if (review === undefined) return
  const { account, name, role, verdict, reason } = review
  const place = role === 'facility-administrator' ? { facility } : {}
  const reviewer: CaseCaller = {
    account,
    name,
    role,
    address: 'system',
    // Who the reviewer is was proved where the verdict was given.
    strongAt: needs.now(),
    ...place,
    ...(province === undefined || role === 'facility-administrator' ? {} : { province }),
  }
  const step = STEP_OF_VERDICT[verdict]
  const taken = { ...known, step, fields: { reason }, defects: [] }
  await inTransaction(needs.database, (trx) => takeStepWithin(trx, needs, reviewer, taken))
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
