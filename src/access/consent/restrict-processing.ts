import { recordAudit } from '#audit'
import type { Database, Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Actor } from './consent-needs.ts'
import { tellPerson } from './person-notice-store.ts'
import { EXTRACT_PURPOSES, type RestrictedPurpose, restrictionOf } from './restriction.ts'
import {
  findRestrictedPersons,
  findRestrictedPurposes,
  insertLift,
  insertRestriction,
} from './restriction-store.ts'

/**
 * Restricts the processing of a person's data, in the transaction of the request that was approved. From that moment the
 * person leaves extracts, or no app is served, or no link and no member of the family, and no facility sees what others wrote;
 * who treats the person sees the own entries, and more in an emergency or by a pass that the person gives; whoever receives by law is not touched. On record; the person is told. A second call writes the restriction no second time.
 *
 * Source: Law 91/2025/QH15, Decree 356/2025/NĐ-CP (restriction of processing).
 */
export async function restrictProcessing(
  trx: Trx,
  actor: Actor,
  { persons, ...asked }: Restricting & { readonly purpose: RestrictedPurpose },
  at: Date,
): Promise<void> {
  await insertRestriction(trx, persons, { ...asked, at, account: actor.account })
  await tell(trx, actor, { persons, ...asked }, at, `restrict-${asked.purpose}`)
}

/** Lifts what a request restricted. A second call lifts nothing further. */
export async function liftRestriction(
  trx: Trx,
  actor: Actor,
  lifted: Restricting,
  at: Date,
): Promise<void> {
  await insertLift(trx, { case: lifted.case, at, account: actor.account })
  await tell(trx, actor, lifted, at, 'lift')
}

type Restricting = { readonly persons: readonly RecordId[]; readonly case: RecordId }

async function tell(
  trx: Trx,
  actor: Actor,
  { persons: [person], case: id }: Restricting,
  at: Date,
  change: string,
): Promise<void> {
  if (person === undefined) return
  const detail = { case: id, change }
  await recordAudit(trx, [
    {
      at,
      action: 'consent',
      caller: actor,
      what: 'restriction',
      person,
      purpose: actor.role === 'citizen' ? 'own-record' : 'administration',
      detail,
    },
  ])
  await tellPerson(trx, { person, at, what: 'choice-changed', byName: actor.name, detail })
}

/** Refuses `access.processing-restricted` while the person restricts sharing, or apps. */
export async function refuseRestricted(
  database: Database,
  persons: readonly RecordId[],
  what: 'apps' | 'sharing',
): Promise<Outcome<undefined>> {
  const restricted = restrictionOf(await findRestrictedPurposes(database, persons))
  return restricted[what] ? refuse('conflict', 'access.processing-restricted') : accept(undefined)
}

/** Of many persons those who are to be left out of extracts. */
export function findLeftOut(
  database: Database,
  persons: readonly RecordId[],
): Promise<ReadonlySet<RecordId>> {
  return findRestrictedPersons(database, persons, EXTRACT_PURPOSES)
}
