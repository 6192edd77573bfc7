import type { z } from 'zod'
import { decideFacilityAccess } from '#access'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { findPersons } from '#people'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { findPatients as promise } from './contract.ts'
import type { FollowUpNeeds } from './read-first-screen.ts'

/** More than a doctor would look through: then the birth date is missing. */
const FOUND_MAX = 20

/**
 * Finds a patient among those whom the doctor's own facility has treated, and puts on record who was found.
 * A name alone is too wide a net: it asks for the birth date or year as well.
 *
 * Refuses `follow-up.no-facility`, `follow-up.nothing-to-find-by`, and what the policy refuses.
 */
export async function findPatients(
  needs: Pick<FollowUpNeeds, 'database' | 'now'>,
  caller: Caller,
  asked: z.output<typeof promise.request>,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { facility } = caller
  if (facility === undefined) return refuse('forbidden', 'follow-up.no-facility')
  const { number, name, birthDate } = asked
  if (!number && !(name && birthDate)) return refuse('incorrect', 'follow-up.nothing-to-find-by')

  return inTransaction(needs.database, async (trx) => {
    const permit = await decideFacilityAccess(
      trx,
      caller,
      'find-own-patients',
      facility,
      needs.now(),
      'treatment',
    )
    if (!permit.ok) return permit
    const search = {
      ...(number ? { number } : { query: name ?? '' }),
      ...(birthDate ? { birthDate } : {}),
    }
    const found = await findPersons(trx, permit.value, search, FOUND_MAX)
    const at = needs.now()
    await recordAudit(
      trx,
      found.map(({ person }) => ({
        at,
        action: 'read',
        caller,
        what: 'patient-search',
        person,
        purpose: 'treatment',
        ground: 'own-patient',
      })),
    )
    return accept({
      patients: found.map(({ person, name: full, birthDate: born, sex }) => ({
        person,
        name: full,
        birthDate: born,
        sex,
      })),
    })
  })
}
