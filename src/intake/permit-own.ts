import { decideFacilityAccess, type PermittedFacility } from '#access'
import type { Caller } from '#vocabulary/caller'
import type { Outcome } from '#vocabulary/outcome'
import { callerFacility } from './caller-facility.ts'
import type { IntakeNeeds } from './needs.ts'

/**
 * That a caller may read what the own facility has sent. Which facility follows from who calls, never from what is sent.
 * Refuses `intake.no-facility`, and what the policy refuses.
 */
export async function permitOwn(
  { database, now }: Pick<IntakeNeeds, 'database' | 'now'>,
  caller: Caller,
): Promise<Outcome<PermittedFacility>> {
  const own = callerFacility(caller)
  if (!own.ok) return own
  return decideFacilityAccess(
    database,
    caller,
    'read-own-dossiers',
    own.value,
    now(),
    'administration',
  )
}
