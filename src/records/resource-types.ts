import type { ResourceType } from '#fhir'

/** The number under which each type is stored. Only grows; a number is never given to another type. */
const NUMBERS: Partial<Record<ResourceType, number>> = {
  Patient: 1,
  Encounter: 2,
  Condition: 3,
  Observation: 4,
  DiagnosticReport: 5,
  MedicationRequest: 6,
  Procedure: 7,
  ServiceRequest: 8,
  Claim: 9,
  Coverage: 10,
  Composition: 11,
  Appointment: 12,
  Provenance: 13,
  ClinicalImpression: 14,
  EpisodeOfCare: 15,
  CarePlan: 16,
  RelatedPerson: 17,
}

/** Throws for a type that the store does not keep yet: a bug in the caller. */
export function resourceTypeNumber(type: ResourceType): number {
  const number = NUMBERS[type]
  if (number === undefined) throw new RangeError(`${type} has no number in the record store`)
  return number
}
