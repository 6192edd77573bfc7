import { insistOnPermit, type PermittedRecord } from '#access'
import type { AuditEntry } from '#audit'
import type { Database, Trx } from '#foundation/database'
import { fetchEntries } from './read-record.ts'

/** So many visits, the newest, are compared: as many as a book shows. */
const VISITS_MAX = 500

/**
 * Which entries of a person's log somebody may know of who acts for that person.
 *
 * A guardian, as the person themself, knows of all. A member of the family was let see a part: an entry about a visit, or by
 * a facility, that does not stand in that part would tell what was kept back. Throws for a permit that the policy did not make.
 * Source: Law 91/2025/QH15, art. 9 (what the person agreed to), art. 24 (the representative).
 */
export async function readingsInSight(
  db: Database | Trx,
  permit: PermittedRecord,
): Promise<(entry: Pick<AuditEntry, 'caller' | 'visit'>) => boolean> {
  insistOnPermit(permit)
  if (permit.ground === 'guardian' || permit.ground === 'own-record') return () => true
  const { rows } = await fetchEntries(db, permit, { visits: VISITS_MAX })
  const visits = new Set<string>(rows.flatMap(({ visit }) => visit ?? []))
  const facilities = new Set<string>(rows.map(({ facility }) => facility))
  return ({ caller, visit }) =>
    (visit === undefined || visits.has(visit)) &&
    (caller.facility === undefined || facilities.has(caller.facility))
}
