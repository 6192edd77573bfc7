import type { PermittedRecord } from '#access'
import type { FhirResource, Patient, ResourceType } from '#fhir'
import type { StoredEntry } from '#records'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** What of a record may be seen by one reader, sorted by visit: the ground of every view. */
export type Book = {
  readonly person: RecordId
  readonly decision: PermittedRecord
  readonly patient?: Patient
  /** Newest first. */
  readonly visits: readonly BookVisit[]
  readonly nameOf: (facility: string) => { readonly code: string; readonly name: string }
}

export type BookVisit = {
  readonly id: RecordId
  readonly facility: FacilityCode
  readonly acceptedAt: Date
  readonly ruleSet: string
  /** Whether anything of it is of a class that only the person and the treating facility see. */
  readonly sensitive: boolean
  readonly resources: readonly FhirResource[]
  /** How many more resources of a type the visit has than this view reads. */
  readonly unread: ReadonlyMap<string, number>
}

/** How many of a type the visit has, read or not. */
export function countOf(visit: BookVisit, type: ResourceType): number {
  return ofType(visit, type).length + (visit.unread.get(type) ?? 0)
}

/** The resources of one type, in the order of the record. */
export function ofType<Type extends ResourceType>(
  visit: Pick<BookVisit, 'resources'>,
  type: Type,
): Extract<FhirResource, { resourceType: Type }>[] {
  return visit.resources.filter(
    (resource): resource is Extract<FhirResource, { resourceType: Type }> =>
      resource.resourceType === type,
  )
}

/** Sorts the entries that may be seen into visits, newest first; the newest Patient speaks for the person. */
export function entriesToVisits(entries: readonly StoredEntry[]): {
  readonly visits: BookVisit[]
  readonly patient?: Patient
} {
  const patients = entries
    .toSorted((one, other) => +other.acceptedAt - +one.acceptedAt)
    .flatMap((entry) => ofType(entry, 'Patient'))
  const byVisit = Map.groupBy(
    entries.filter((entry) => entry.visit !== undefined),
    (entry) => entry.visit,
  )
  const visits = [...byVisit].flatMap(([id, parts]) => (id ? [partsToVisit(id, parts)] : []))
  const [patient] = patients
  return {
    visits: visits.toSorted((one, other) => (startOf(one) < startOf(other) ? 1 : -1)),
    ...(patient ? { patient } : {}),
  }
}

function partsToVisit(id: RecordId, parts: readonly StoredEntry[]): BookVisit {
  const newest = parts.reduce((one, other) => (one.acceptedAt > other.acceptedAt ? one : other))
  return {
    id,
    facility: newest.facility,
    acceptedAt: newest.acceptedAt,
    ruleSet: newest.ruleSet,
    sensitive: parts.some((part) => part.dataClass !== 'ordinary'),
    resources: parts.flatMap((part) => part.resources),
    unread: sumUp(parts),
  }
}

function sumUp(parts: readonly StoredEntry[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [type, count] of parts.flatMap(({ unread }) => [...(unread ?? [])]))
    sums.set(type, (sums.get(type) ?? 0) + count)
  return sums
}

/** When a visit began, ISO 8601; the empty string sorts one without an Encounter last. */
export function startOf(visit: BookVisit): string {
  return ofType(visit, 'Encounter')[0]?.period?.start ?? ''
}
