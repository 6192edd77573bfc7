import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { identifierKey } from './identifiers.ts'
import { findHolders, type Held } from './index-store.ts'

/** The schemes of numbers under which a practitioner is known in cases. */
const SCHEMES = ['personal-id', 'foreign-document'] as const

/**
 * The file of whoever holds a personal ID or a passport, however the number is written. Undefined when nobody does. The transaction must be in
 * the scope of our own work.
 */
export async function findPractitioner(trx: Trx, number: string): Promise<RecordId | undefined> {
  const [found] = await findHolders(trx, askedOf(number))
  return found?.subject
}

/**
 * What practitioners are called, by the numbers of cases about them; a number that no file holds is absent. Whether a case may be seen was decided
 * before: this names nobody else.
 */
export async function namePractitioners(
  db: Database | Trx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const held = await withScope(db, { work: 'registry' }, (trx) =>
    findHolders(trx, numbers.flatMap(askedOf)),
  )
  return new Map(
    numbers.flatMap((number) => {
      const one = held.find((holder) => isNumberOf(holder, number))
      return one ? [[number, one.name] as const] : []
    }),
  )
}

function askedOf(number: string) {
  return SCHEMES.map((scheme) => ({ scheme, value: identifierKey(scheme, number) }))
}

function isNumberOf({ scheme, value }: Held, number: string): boolean {
  return value === identifierKey(scheme, number)
}
