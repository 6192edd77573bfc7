import type { z } from 'zod'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { countOf, findGrant, listGrants, type ReviewedGrant } from './break-glass-store.ts'
import { type ConsentNeeds, nameFacility } from './consent-needs.ts'
import type { BreakGlassListed, reviewBreakGlass as promise } from './contract.ts'
import { judgeBreakGlass } from './judge-break-glass.ts'

/** A page of the queue; those that wait come first. */
const GRANTS_SHOWN = 50
/** Entries of the log that are looked through to say what was opened. */
const ENTRIES_LOOKED_AT = 200
const MONTH_MS = 30 * 86_400_000

/** The emergency openings that the caller may judge: a facility administrator's own facility, a head's or inspector's own province. */
export async function listToReview(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<{ grants: BreakGlassListed[] }>> {
  const facilities = await facilitiesOf(needs, caller)
  const grants = await listGrants(needs.database, facilities, GRANTS_SHOWN)
  return accept({ grants: await Promise.all(grants.map((one) => toView(needs, caller, one))) })
}

/**
 * Judges an emergency opening. The citizen reads the verdict in the book. A verdict stands: an opening is judged once,
 * here or in the case of its review, and what is told in the one place closes the other.
 *
 * Refuses `access.no-break-glass` for one that the caller may not judge, and whatever `judgeBreakGlass` refuses.
 */
export async function reviewBreakGlass(
  needs: ConsentNeeds,
  caller: Caller,
  { id, verdict, reason }: z.output<typeof promise.request>,
): Promise<Outcome<Record<string, never>>> {
  const facilities = await facilitiesOf(needs, caller)
  return inTransaction(needs.database, async (trx) => {
    const grant = isRecordId(id) ? await findGrant(trx, id) : undefined
    if (grant === undefined || !facilities.includes(grant.facility))
      return refuse('not-found', 'access.no-break-glass')
    if (grant.review !== undefined) return refuse('conflict', 'access.break-glass-judged')
    const judged = await judgeBreakGlass(trx, caller, grant.id, { verdict, reason }, needs.now())
    return judged.ok ? accept({}) : judged
  })
}

async function facilitiesOf(
  needs: ConsentNeeds,
  { facility, province }: Caller,
): Promise<readonly FacilityCode[]> {
  if (facility !== undefined) return [facility]
  return province === undefined ? [] : needs.facilitiesOf(province)
}

async function toView(
  needs: ConsentNeeds,
  caller: Caller,
  grant: ReviewedGrant,
): Promise<BreakGlassListed> {
  const { id, person, account, name, facility, grantedAt, until, reviewDue, review } = grant
  const monthBefore = new Date(grantedAt.getTime() - MONTH_MS)
  return {
    id,
    at: grantedAt.toISOString(),
    until: until.toISOString(),
    name,
    facility: await nameFacility(needs, facility),
    personEnd: person.slice(-6),
    reason: needs.sealer.open(grant.sealed) ?? '',
    opened: await whatWasOpened(needs, grant),
    reviewDue: reviewDue.toISOString(),
    late: review === undefined && reviewDue < needs.now(),
    ofAccount: await countOf(needs.database, account, monthBefore),
    own: account === caller.account,
    ...(review === undefined
      ? {}
      : {
          review: {
            at: review.at.toISOString(),
            name: review.name,
            role: review.role,
            verdict: review.verdict,
            reason: review.reason,
          },
        }),
  }
}

/** What the account read of the person under the grant, by kind: kinds and counts, nothing of what stands in the record. */
async function whatWasOpened(
  needs: ConsentNeeds,
  { person, account, grantedAt, until }: ReviewedGrant,
): Promise<{ what: string; times: number }[]> {
  const keys = await needs.keysOf(person)
  const entries = await listAccessOf(needs.database, keys, ENTRIES_LOOKED_AT)
  const mine = entries.filter(
    ({ at, action, ground, caller }) =>
      caller.account === account &&
      ground === 'break-glass' &&
      action !== 'break-glass' &&
      at >= grantedAt &&
      at < until,
  )
  return [...Map.groupBy(mine, ({ what }) => what)].map(([what, some]) => ({
    what,
    times: some.length,
  }))
}
