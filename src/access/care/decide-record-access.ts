import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { Purpose } from '#vocabulary/purpose'
import type { RecordId } from '#vocabulary/record-id'
import { findInspectionFacts } from '../inspections/inspection-store.ts'
import { findConsentFacts } from '../policy/consent-facts.ts'
import type { ConsentFacts } from '../policy/consent-facts.ts'
import { decide } from '../policy/decide.ts'
import type { Denied } from '../policy/decision.ts'
import type { PermittedRecord } from '../policy/permit.ts'
import { findStanding } from '../policy/standing-store.ts'
import { findCareKinds } from './care-relation-store.ts'

/** May they, on what ground, and which entries. A refusal's reason is a problem code, ready for `refuse('forbidden', reason)`. */
export type RecordDecision = PermittedRecord | Denied

/**
 * Whether a caller may open a person's record now, on what ground, and which entries of it: fetches the facts and asks the policy.
 * Ask before anything of the record is read, in the transaction that reads it. Records nothing: the story that reads writes the
 * audit event. Without a purpose: one's own record for a citizen; supervision for an inspector; for a doctor treatment, or the emergency while a glass is broken.
 *
 * @param person the person's key, or every key under which the person is filed
 * @param bornOn the person's day of birth, which a guardian's access depends on; absent: no guardian is let in
 */
export async function decideRecordAccess(
  database: Database,
  caller: Caller,
  person: RecordId | readonly RecordId[],
  now: Date,
  purpose?: Purpose,
  bornOn?: string,
): Promise<RecordDecision> {
  const persons = typeof person === 'string' ? [person] : person
  const [relations, consent, standing, inspections] = await Promise.all([
    caller.role === 'doctor' && caller.facility !== undefined
      ? findCareKinds(database, caller.facility, persons, now)
      : [],
    findConsentFacts(database, persons, now),
    findStanding(database, caller, now),
    caller.role === 'inspector' ? findInspectionFacts(database, caller.account, persons, now) : [],
  ])
  return decide(
    caller,
    'read-record',
    {
      kind: 'record',
      persons,
      relations,
      consent,
      inspections,
      standing,
      ...bornOnOf(bornOn ?? consent.childBornOn),
    },
    purpose ?? purposeOf(caller, consent, now),
    now,
  )
}

function purposeOf({ role, account }: Caller, { breakGlass }: ConsentFacts, now: Date): Purpose {
  if (role === 'inspector') return 'supervision'
  if (role !== 'doctor') return 'own-record'
  return breakGlass.some((one) => one.account === account && one.until > now)
    ? 'emergency'
    : 'treatment'
}

/** Of a child under guardians the day stands in what made them guardians. */
function bornOnOf(bornOn: string | undefined) {
  return bornOn === undefined ? {} : { bornOn }
}
