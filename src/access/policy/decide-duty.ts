import type { Caller } from '#vocabulary/caller'
import type { Purpose } from '#vocabulary/purpose'
import { deny, type Denied } from './decision.ts'
import type { FacilityFacts, TotalsFacts } from './facts.ts'
import {
  makeFacilityPermit,
  makeTotalsPermit,
  type PermittedFacility,
  type PermittedTotals,
} from './permit.ts'
import type { Duty, FACILITY_ACTIONS, Policy, TOTALS_ACTIONS } from './policy-data.ts'

export type FacilityAction = (typeof FACILITY_ACTIONS)[number]
export type TotalsAction = (typeof TOTALS_ACTIONS)[number]

/** Whether a role may do what belongs to its facility, or see totals, and how far it reaches. */
export function decideDuty(
  policy: Policy,
  caller: Caller,
  action: FacilityAction | TotalsAction,
  facts: FacilityFacts | TotalsFacts,
  purpose: Purpose,
): PermittedFacility | PermittedTotals | Denied {
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
  return makeTotalsPermit({ ...(province === undefined ? {} : { province }), purpose, source })
}

function isWithinReach(
  { reach }: Duty,
  caller: Caller,
  facts: FacilityFacts | TotalsFacts,
): boolean {
  if (facts.kind === 'facility')
    return (
      reach === 'facility' && caller.facility !== undefined && facts.facility === caller.facility
    )
  if (reach === 'country') return true
  return reach === 'province' && caller.province !== undefined && facts.province === caller.province
}
