import { insistOnPermit, type PermittedWork } from '#access'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { searchKey } from '#vocabulary/person-name'
import { cardsOf, ownerOf } from './search-store.ts'

/**
 * Whether the owner of a personal ID bears this name and was born on this day, as far as the day is known: for sign-in, which must not open
 * somebody else's record. Undefined when nobody owns the number. Answers yes or no, and nothing of the person.
 */
export async function agreesWithPerson(
  db: Database,
  permit: PermittedWork,
  number: string,
  claimed: { readonly name: string; readonly birthDate: string },
): Promise<boolean | undefined> {
  insistOnPermit(permit)
  return withScope(db, { work: permit.job }, async (trx) => {
    const owner = await ownerOf(trx, [{ system: 'citizen', value: number }])
    const [card] = owner === undefined ? [] : await cardsOf(trx, [owner])
    if (card === undefined) return undefined
    const isSameName = searchKey(card.name) === searchKey(claimed.name)
    return isSameName && claimed.birthDate.startsWith(card.birthDate)
  })
}
