import { decideRecordAccess } from '#access'
import { type AuditEntry, recordAudit } from '#audit'
import { findBirthDate, keysOf } from '#people'
import { readingsInSight } from '#records'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { Purpose } from '#vocabulary/purpose'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { BookNeeds } from './read-book.ts'

/** A log that somebody may read, and how much of it. */
export type WhoseLog = {
  readonly person: RecordId
  /** Every key under which the person is filed. */
  readonly persons: readonly RecordId[]
  readonly ground: string
  readonly purpose: Purpose
  readonly isInSight: (entry: AuditEntry) => boolean
}

/**
 * Whose log of readings a caller may read: the own one whole; that of a child as its guardian, whole; that of a member of the
 * family as far as that person let the caller see the record.
 *
 * @param of absent: the caller's own
 * Refuses `health-book.no-person`, and `health-book.no-ground`, which stands in the log of that person.
 */
export async function whoseLog(
  needs: BookNeeds,
  caller: Caller,
  of: string | undefined,
): Promise<Outcome<WhoseLog>> {
  const { database } = needs
  const person = of ?? caller.person
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  if (!isRecordId(person)) return refuse('not-found', 'health-book.no-ground')
  const persons = await keysOf(database, person)
  if (person === caller.person) return accept({ person, persons, ...OWN })
  const at = needs.now()
  const bornOn = await findBirthDate(database, persons)
  const permit = await decideRecordAccess(database, caller, persons, at, undefined, bornOn)
  if (permit.permit) {
    const { ground, purpose } = permit
    return accept({
      person,
      persons,
      ground,
      purpose,
      isInSight: await readingsInSight(database, permit),
    })
  }
  const detail = { reason: permit.reason }
  await recordAudit(database, [
    { at, action: 'refused', caller, what: 'access-log', person, detail },
  ])
  return refuse('forbidden', 'health-book.no-ground')
}

/** The own log is whole for everybody: it is how one learns that something is wrong. */
const OWN = { ground: 'own-record', purpose: 'own-record', isInSight: () => true } as const
