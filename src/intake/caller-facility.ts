import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** The facility for which somebody acts: whose dossiers a caller sees follows from who he is, never from what he sends. */
export function callerFacility(caller: Caller): Outcome<FacilityCode> {
  return caller.facility ? accept(caller.facility) : refuse('forbidden', 'intake.no-facility')
}
