import { inTransaction } from '#foundation/database'
import type { Outcome } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { escalate } from './escalate-overdue.ts'
import { type StepTaken, type StepToTake, takeStepWithin } from './move-case.ts'
import type { CaseCaller, CaseNeeds } from './needs.ts'

/**
 * Takes one step of a case, in a transaction of its own. Where a term ended before the step, and its end moves the case by
 * itself, that is done instead, at once.
 *
 * Refuses what `takeStepWithin` refuses. A second call with the same position is refused as taken.
 */
export async function takeStep(
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: StepToTake,
): Promise<Outcome<StepTaken>> {
  const outcome = await inTransaction(needs.database, (trx) =>
    takeStepWithin(trx, needs, caller, asked),
  )
  const isTooLate = !outcome.ok && outcome.problems.some(({ code }) => code === 'cases.term-ended')
  if (isTooLate && isRecordId(asked.case)) await escalate(needs, asked.case)
  return outcome
}
