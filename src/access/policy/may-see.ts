import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { PermittedRecord } from './permit.ts'

/** What a decision asks of one entry of a record. */
export type SeenEntry = {
  readonly person: RecordId
  readonly dataClass: DataClass
  readonly facility: FacilityCode
  /** Absent for what belongs to the person and to no visit. */
  readonly visit?: RecordId
}

/**
 * Whether one entry may be shown under a permit: the one place by which every way in narrows what it reads, counts and follows.
 * `visibleEntries` of the record store says the same to the database.
 *
 * Hiding binds viewers, not the facility that wrote the entry: it keeps its own records by law.
 * Source: Law 15/2023/QH15, art. 69.
 */
export function maySee(
  permit: PermittedRecord | { readonly permit: false },
  entry: SeenEntry,
): boolean {
  if (!permit.permit || !permit.persons.includes(entry.person)) return false
  if (permit.facility !== undefined && permit.facility === entry.facility) return true
  if (entry.visit !== undefined && permit.except.visits.has(entry.visit)) return false
  if (permit.within !== undefined && !isWithin(permit.within, entry)) return false
  return permit.classes.includes(entry.dataClass) && !permit.except.classes.has(entry.dataClass)
}

function isWithin(
  within: NonNullable<PermittedRecord['within']>,
  { visit, dataClass, facility: from }: SeenEntry,
): boolean {
  return within.some(
    ({ visits, classes, facility }) =>
      facility === from &&
      classes.includes(dataClass) &&
      (visit === undefined || visits.has(visit)),
  )
}
