/** FHIR: the shapes of HL7 FHIR R4 (4.0.1) that the platform keeps and shows. Types and pure functions only. */
import type { Resource } from '@medplum/fhirtypes'

export type {
  Address,
  Annotation,
  Appointment,
  AuditEvent,
  AuditEventEntity,
  Bundle,
  CapabilityStatement,
  CarePlan,
  Claim,
  ClaimDiagnosis,
  ClaimItem,
  ClinicalImpression,
  CodeableConcept,
  Coding,
  Composition,
  CompositionSection,
  Condition,
  Coverage,
  DiagnosticReport,
  Dosage,
  Encounter,
  EncounterDiagnosis,
  EncounterLocation,
  Endpoint,
  EpisodeOfCare,
  Extension,
  HealthcareService,
  Identifier,
  Location,
  MedicationRequest,
  Money,
  Observation,
  OperationOutcome,
  ObservationComponent,
  Patient,
  Period,
  Procedure,
  Provenance,
  Quantity,
  Reference,
  Organization,
  Practitioner,
  PractitionerRole,
  RelatedPerson,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes'

/** A resource that has its id: what the record store keeps. */
export type FhirResource = Resource & { id: string }

export type ResourceType = Resource['resourceType']

export { enteredInError, isEnteredInError } from './entered-in-error.ts'
export {
  codeSystem,
  DOSSIER_FIELD,
  extensionUrl,
  FHIR_BASE,
  identifierSystem,
  SYSTEMS,
  WITH_ERRORS,
} from './code-systems.ts'
export { type PaperField, paperFields, paperSection } from './dossier-section.ts'
