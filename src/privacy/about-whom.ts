import type { Database, Trx } from '#foundation/database'
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
