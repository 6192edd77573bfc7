import type { Caller } from '#vocabulary/caller'
import type { Purpose } from '#vocabulary/purpose'
import { deny, type Denied } from './decision.ts'
import type { FacilityFacts, IdentityFacts, TotalsFacts } from './facts.ts'
import {
  makeFacilityPermit,
  makeIdentityPermit,
  makeTotalsPermit,
  type PermittedFacility,
  type PermittedIdentity,
  type PermittedTotals,
} from './permit.ts'
import type {
  Duty,
  FACILITY_ACTIONS,
  IDENTITY_ACTIONS,
  Policy,
  TOTALS_ACTIONS,
} from './policy-data.ts'

export type FacilityAction = (typeof FACILITY_ACTIONS)[number]
export type TotalsAction = (typeof TOTALS_ACTIONS)[number]
export type IdentityAction = (typeof IDENTITY_ACTIONS)[number]

/** Whether a role may do what belongs to its facility, see totals, or say whose key is whose, and how far it reaches. */
export function decideDuty(
  policy: Policy,
  caller: Caller,
  action: FacilityAction | TotalsAction | IdentityAction,
  facts: FacilityFacts | TotalsFacts | IdentityFacts,
  purpose: Purpose,
): PermittedFacility | PermittedTotals | PermittedIdentity | Denied {
  if ((action === 'review-identity') !== (facts.kind === 'identity'))
    return deny('access.facts-missing')
  const duties = policy.duties.filter(
    (duty) => duty.roles.includes(caller.role) && duty.actions.includes(action),
  )
  if (duties.length === 0) return deny('access.duty-not-of-role')
  const duty = duties.find(({ purposes }) => purposes.includes(purpose))
  if (duty === undefined) return deny('access.purpose-not-of-role')
  if (!isWithinReach(duty, caller, facts)) return deny('access.outside-reach')
  const { source } = duty
  if (facts.kind === 'facility')
    return makeFacilityPermit({ facility: facts.facility, purpose, source })
  const { province } = facts
  const terms = { ...(province === undefined ? {} : { province }), purpose, source }
  return facts.kind === 'identity' ? makeIdentityPermit(terms) : makeTotalsPermit(terms)
}

function isWithinReach(
  { reach }: Duty,
  caller: Caller,
  facts: FacilityFacts | TotalsFacts | IdentityFacts,
): boolean {
  if (facts.kind === 'facility')
    return (
      reach === 'facility' && caller.facility !== undefined && facts.facility === caller.facility
    )
  if (reach === 'country') return true
  return reach === 'province' && caller.province !== undefined && facts.province === caller.province
}
