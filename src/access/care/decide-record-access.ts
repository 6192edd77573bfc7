import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { RecordId } from '#vocabulary/record-id'
import { findCareKinds } from './care-relation-store.ts'
import { decideRecord, type RecordDecision } from './record-decision.ts'

/**
 * Whether a caller may open a person's record now, on what ground, and which entries of it.
 * Ask before anything of the record is read. Records nothing: the story that reads writes the audit event.
 *
 * @param person the person's key, or every key under which the person is filed
 */
export async function decideRecordAccess(
  database: Database,
  caller: Caller,
  person: RecordId | readonly RecordId[],
  now: Date,
): Promise<RecordDecision> {
  const persons = typeof person === 'string' ? [person] : person
  const relations =
    caller.role === 'doctor' && caller.facility !== undefined
      ? await findCareKinds(database, caller.facility, persons, now)
      : []
  return decideRecord(caller, persons, relations)
}
