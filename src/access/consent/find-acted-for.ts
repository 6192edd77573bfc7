import type { Database } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { isActing } from './delegation.ts'
import { findDelegationsTo, findNumberOf } from './delegation-store.ts'
import { findConsentFacts } from './find-consent-facts.ts'

/**
 * For whom an account acts now: children whose confirmed guardian it is, and family who let it in. Not for the dead, nor,
 * but for guardians, for whoever restricts sharing: the same that the policy knows.
 */
export async function findActedFor(
  database: Database,
  account: string,
  now: Date,
): Promise<RecordId[]> {
  const number = await findNumberOf(database, account)
  const held = number === undefined ? [] : await findDelegationsTo(database, number)
  const persons = [...new Set(held.filter((one) => isActing(one, now)).map((one) => one.person))]
  const acting = await Promise.all(
    persons.map(async (person) => {
      const { delegates } = await findConsentFacts(database, [person], now)
      return delegates.some((delegate) => delegate.account === account)
    }),
  )
  return persons.filter((_person, place) => acting[place])
}
