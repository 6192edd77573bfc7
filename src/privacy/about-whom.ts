import { decideRecordAccess, type RecordDecision } from '#access'
import type { Database, Trx } from '#foundation/database'
import { findBirthDate, keysOf } from '#people'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { PrivacyNeeds } from './needs.ts'

/**
 * About whose data a caller asks: the own, or those of a person for whom the caller acts. Undefined for staff, who ask
 * about nobody's. Refuses `privacy.acts-not-for`.
 */
export async function aboutWhom(
  db: Database | Trx,
  needs: Pick<PrivacyNeeds, 'actsFor'>,
  { account, role, person }: Caller,
  of: string | undefined,
): Promise<Outcome<RecordId | undefined>> {
  if (of === undefined || of === person) return accept(person)
  const actedFor = role === 'citizen' ? ((await needs.actsFor?.(db, account)) ?? []) : []
  return isRecordId(of) && actedFor.includes(of)
    ? accept(of)
    : refuse('forbidden', 'privacy.acts-not-for', 'of')
}

/**
 * Whether somebody may have a copy of the data of a person for whom they act: a guardian, who has the rights of the child.
 * A member of the family was let see, not given the data. Source: Law 91/2025/QH15, art. 24.
 */
export async function mayCopyFor(
  db: Database | Trx,
  needs: Pick<PrivacyNeeds, 'now'>,
  caller: Caller,
  person: RecordId,
): Promise<boolean> {
  const permit = await permitFor(db, needs, caller, person)
  return permit.permit && permit.ground === 'guardian'
}

/** What the policy says of a caller who acts for a person. */
export async function permitFor(
  db: Database | Trx,
  needs: Pick<PrivacyNeeds, 'now'>,
  caller: Caller,
  person: RecordId,
): Promise<RecordDecision> {
  const persons = await keysOf(db, person)
  const bornOn = await findBirthDate(db, persons)
  return decideRecordAccess(db, caller, persons, needs.now(), undefined, bornOn)
}
