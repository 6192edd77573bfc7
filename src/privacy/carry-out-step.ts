import { judgeBreakGlass } from '#access'
import type { CarryOut, CaseCaller, TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome } from '#vocabulary/outcome'
import { isRole } from '#vocabulary/caller'
import { BREAK_GLASS_ORIGIN, STEP_OF_VERDICT } from './review-break-glass.ts'

/** What doing a step needs beyond the case. */
export type CarryOutNeeds = { readonly now: () => Date }

/**
 * Does what a step of a case says, in the transaction of the step: a verdict on an emergency opening closes its entry in
 * the list of openings. Steps that say nothing but themselves bring about nothing.
 *
 * Refuses what the deed refuses; the step is not taken then.
 */
export function carryOutStep(needs: CarryOutNeeds): CarryOut {
  return async (trx, caller, taken) => {
    switch (`${taken.case.definition} ${taken.step}`) {
      case `break-glass-review ${STEP_OF_VERDICT.justified}`:
        return judge(trx, needs, caller, taken, 'justified')
      case `break-glass-review ${STEP_OF_VERDICT['not-justified']}`:
        return judge(trx, needs, caller, taken, 'not-justified')
      default:
        return accept(undefined)
    }
  }
}

async function judge(
  trx: Trx,
  { now }: CarryOutNeeds,
  caller: CaseCaller,
  { case: found, fields }: TakenStep,
  verdict: 'justified' | 'not-justified',
): Promise<Outcome<undefined>> {
  const { role } = caller
  if (!isRole(role)) return accept(undefined)
  const grant = found.origin?.slice(BREAK_GLASS_ORIGIN.length) ?? ''
  const reason = fields['reason'] ?? ''
  return judgeBreakGlass(trx, { ...caller, role }, grant, { verdict, reason }, now())
}
