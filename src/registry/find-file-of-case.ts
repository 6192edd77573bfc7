import { type CaseCaller, findParties } from '#cases'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { findPractitioner } from './find-practitioner.ts'
import type { WorkNeeds } from './open-work.ts'
import type { SubjectKind } from './profile.ts'
import { findHeadOfCode } from './profile-store.ts'

/**
 * The file that a case is about. Whether it may be opened is judged when it is read. Refuses `cases.unknown`, also for whom the case does not
 * concern, and `registry.unknown` while nobody has made the file.
 */
export async function findFileOfCase(
  needs: WorkNeeds,
  caller: CaseCaller,
  id: string,
): Promise<Outcome<{ readonly subject: string; readonly kind: SubjectKind }>> {
  const parties = await findParties(needs.cases, caller, id)
  if (parties === undefined) return refuse('not-found', 'cases.unknown')
  const { practitioner, facility } = parties
  const kind = practitioner === undefined ? 'facility' : 'practitioner'
  const subject = await withScope(needs.database, { work: 'registry' }, async (trx) =>
    practitioner === undefined
      ? (await findHeadOfCode(trx, facility ?? ''))?.subject
      : findPractitioner(trx, practitioner),
  )
  return subject === undefined ? refuse('not-found', 'registry.unknown') : accept({ subject, kind })
}
