import type { Purpose } from '#audit'
import type { Caller } from '#vocabulary/caller'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** Why a facility may look at a person's record. */
export type CareKind = 'treated' | 'open-visit' | 'referral' | 'commune' | 'citizen-qr'

/** May they, on what ground, and which entries. A refusal's reason is a problem code, ready for `refuse('forbidden', reason)`. */
export type RecordDecision = PermittedRecord | { readonly permit: false; readonly reason: string }

export type PermittedRecord = {
  readonly permit: true
  readonly ground: 'own-record' | CareKind
  readonly purpose: Purpose
  /** Data classes seen whichever facility wrote the entry. */
  readonly classes: readonly DataClass[]
  /** The facility whose own entries are seen in every class. */
  readonly facility?: FacilityCode
}

/** The grounds that open the whole record, strongest first; to have treated opens only the own entries. */
const GROUNDS_OPEN: readonly CareKind[] = ['open-visit', 'referral', 'citizen-qr', 'commune']

/**
 * Decides from the caller and the relations of the caller's facility that hold at this moment.
 *
 * The citizen sees everything of the own record. A doctor with an open ground sees ordinary entries of all facilities
 * and every class of the own facility's; one whose facility only treated sees its own entries. Everybody else: no.
 *
 * @param persons every key under which the person is filed
 * Source: Law 15/2023/QH15, art. 69 (use of medical records); Law 91/2025/QH15 (sensitive personal data).
 */
export function decideRecord(
  caller: Caller,
  persons: readonly RecordId[],
  relations: readonly CareKind[],
): RecordDecision {
  if (caller.role === 'citizen') return decideForCitizen(caller, persons)
  if (caller.role !== 'doctor' || caller.facility === undefined)
    return { permit: false, reason: 'access.role-opens-no-record' }

  const open = GROUNDS_OPEN.find((kind) => relations.includes(kind))
  if (open === undefined && !relations.includes('treated'))
    return { permit: false, reason: 'access.no-care-relation' }
  return {
    permit: true,
    ground: open ?? 'treated',
    purpose: 'treatment',
    classes: open === undefined ? [] : ['ordinary'],
    facility: caller.facility,
  }
}

function decideForCitizen(caller: Caller, persons: readonly RecordId[]): RecordDecision {
  if (caller.person === undefined || !persons.includes(caller.person))
    return { permit: false, reason: 'access.not-own-record' }
  return { permit: true, ground: 'own-record', purpose: 'own-record', classes: DATA_CLASSES }
}

/** Whether one entry of the record may be shown under a decision. */
export function maySee(
  decision: RecordDecision,
  entry: { readonly dataClass: DataClass; readonly facility: FacilityCode },
): boolean {
  if (!decision.permit) return false
  return (
    decision.classes.includes(entry.dataClass) ||
    (decision.facility !== undefined && decision.facility === entry.facility)
  )
}
