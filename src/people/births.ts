import { insistOnPermit, type PermittedTotals } from '#access'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import { cardsOf } from './search-store.ts'

/** Persons looked up at once. */
const BATCH = 2_000

export type Birth = {
  /** `yyyy-mm-dd`, `yyyy-mm` or `yyyy`; empty when nobody knows. */
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unknown'
}

/**
 * Birth date and sex, and nothing else of a person: for whoever makes them into groups in which nobody is found.
 * Throws for a permit that the policy did not make.
 */
export async function listBirths(
  db: Database,
  permit: PermittedTotals,
  persons: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Birth>> {
  insistOnPermit(permit)
  const births = new Map<RecordId, Birth>()
  for (let from = 0; from < persons.length; from += BATCH) {
    const some = persons.slice(from, from + BATCH)
    const cards = await withScope(db, { work: 'extract' }, (trx) => cardsOf(trx, some))
    for (const { person, birthDate, sex } of cards) births.set(person, { birthDate, sex })
  }
  return births
}
