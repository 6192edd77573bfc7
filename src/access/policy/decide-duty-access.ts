import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { Purpose } from '#vocabulary/purpose'
import { decide } from './decide.ts'
import type { FacilityAction } from './decide-duty.ts'
import type { PermittedFacility, PermittedIdentity, PermittedTotals } from './permit.ts'
import { findStanding } from './standing-store.ts'

/**
 * Whether a caller may work with what a facility sent or knows of its patients: fetches the facts and asks the policy.
 * Refuses with the policy's reason, as forbidden.
 */
export async function decideFacilityAccess(
  database: Database,
  caller: Caller,
  action: FacilityAction,
  facility: FacilityCode,
  now: Date,
  purpose: Purpose,
): Promise<Outcome<PermittedFacility>> {
  const standing = await findStanding(database, caller, now)
  const facts = { kind: 'facility', facility, standing } as const
  const decision = decide(caller, action, facts, purpose, now)
  return decision.permit ? accept(decision) : refuse('forbidden', decision.reason)
}

/**
 * Whether a caller may see the totals of a province, or of the whole country when none is named.
 * Refuses with the policy's reason, as forbidden.
 */
export async function decideTotalsAccess(
  database: Database,
  caller: Caller,
  province: string | undefined,
  now: Date,
  purpose: Purpose,
): Promise<Outcome<PermittedTotals>> {
  const standing = await findStanding(database, caller, now)
  const facts = {
    kind: 'totals',
    standing,
    ...(province === undefined ? {} : { province }),
  } as const
  const decision = decide(caller, 'read-totals', facts, purpose, now)
  return decision.permit ? accept(decision) : refuse('forbidden', decision.reason)
}

/**
 * Whether a caller may say whose key is whose, of what the facilities of a province sent; of the whole country when none is named.
 * Refuses with the policy's reason, as forbidden.
 */
export async function decideIdentityAccess(
  database: Database,
  caller: Caller,
  province: string | undefined,
  now: Date,
): Promise<Outcome<PermittedIdentity>> {
  const standing = await findStanding(database, caller, now)
  const facts = {
    kind: 'identity',
    standing,
    ...(province === undefined ? {} : { province }),
  } as const
  const decision = decide(caller, 'review-identity', facts, 'administration', now)
  return decision.permit ? accept(decision) : refuse('forbidden', decision.reason)
}
