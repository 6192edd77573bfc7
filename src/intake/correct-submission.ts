import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { callerFacility } from './caller-facility.ts'
import type { DoorNeeds } from './needs.ts'
import { findSubmission } from './submission-store.ts'
import { type SentFile, submitFile } from './submit-file.ts'

/**
 * Takes the corrected dossier of the visit of an earlier submission, refused or recorded. A file about another visit
 * is refused with `intake.another-visit` among its findings; one of the first that could not be read may be of any.
 *
 * Refuses `intake.unknown-receipt`, and what `submitFile` refuses.
 */
export async function correctSubmissionOf(
  needs: DoorNeeds,
  caller: Caller,
  receipt: string,
  file: SentFile,
): Promise<Outcome<BytesAnswer>> {
  const facility = callerFacility(caller)
  if (!facility.ok) return facility
  const former = isRecordId(receipt)
    ? await findSubmission(needs.database, facility.value, receipt)
    : undefined
  if (!former) return refuse('not-found', 'intake.unknown-receipt', 'receipt')
  const { linkCode } = former
  return submitFile(needs, caller, linkCode === '' ? file : { ...file, corrects: linkCode })
}
