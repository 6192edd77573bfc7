import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { type OpensCases, openConfirmations } from './open-confirmations.ts'
import { declarePractice } from './practitioner-steps.ts'
import { holdFile, moveState } from './process-step.ts'
import type { ProfileNeeds } from './profile-needs.ts'

/**
 * Declares a file that a facility returned. Its other facilities confirm anew, in cases of their own; where two returned it, the first answer
 * declares and the second joins it. The transaction must be in the scope of our own work.
 *
 * Refuses what `declarePractice` refuses.
 */
export async function declareAgain(
  trx: Trx,
  needs: ProfileNeeds & OpensCases,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const version = Number(taken.fields['profile-version'])
  const file = await holdFile(trx, subject)
  const isDeclared = file?.head.dataState === 'declared' && file.head.version === version
  if (isDeclared) return accept(file.head)
  const declared = await declarePractice(trx, needs, by, { subject, version })
  if (!declared.ok) return declared
  const practitioner = taken.case.practitioner ?? ''
  return openConfirmations(trx, needs, { ...declared.value, practitioner })
}

/**
 * A file that a sample returned comes back to the authority. Answered by words alone it stands as every facility confirmed it; a corrected one is
 * declared by its person and confirmed again before it can be verified. The transaction must be in the scope of our own work.
 *
 * Refuses `registry.version-stale`, `registry.not-declared` to a facility while the person has not declared what changed, and what
 * `declarePractice` refuses.
 */
export async function resumeSample(
  trx: Trx,
  needs: ProfileNeeds & OpensCases,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const { head } = file
  if (head.version !== Number(taken.fields['profile-version']))
    return refuse('conflict', 'registry.version-stale', 'profile-version')
  if (head.dataState === 'declared' || head.dataState === 'confirmed') return accept(head)
  if (head.publishedVersion === head.version)
    return moveState(trx, needs, file, { to: 'confirmed', by, reason: 'practitioner-sample amend' })
  if (by.role === 'practitioner') return declareAgain(trx, needs, by, subject, taken)
  return refuse('conflict', 'registry.not-declared')
}
