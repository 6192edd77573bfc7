/** Where the project's own code systems, identifiers and extensions live. Everything of ours begins with this one address. */
export const FHIR_BASE = 'https://mach.gov.vn/fhir'

/** A national or facility list as a code system, by the list's name in `terminology`: `patient-category`, `drug-route`, … */
export function codeSystem(list: string): string {
  return `${FHIR_BASE}/CodeSystem/${list}`
}

/** What a number names: `citizen-number`, `insurance-card`, `patient-number`, `link-code`, `facility`, `practice-licence`, … */
export function identifierSystem(kind: string): string {
  return `${FHIR_BASE}/identifier/${kind}`
}

export function extensionUrl(name: string): string {
  return `${FHIR_BASE}/StructureDefinition/${name}`
}

/** Fields of the visit dossier as codes: `XML7/SO_LUU_TRU`. */
export const DOSSIER_FIELD = codeSystem('dossier-field')

/** On the Encounter of a visit whose dossier was recorded although it had errors (còn lỗi); gone with the corrected dossier. */
export const WITH_ERRORS = {
  system: codeSystem('record-mark'),
  code: 'with-errors',
  display: 'Còn lỗi',
} as const

/** Systems of others. */
export const SYSTEMS = {
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  icd9: 'http://hl7.org/fhir/sid/icd-9-cm',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  actPriority: 'http://terminology.hl7.org/CodeSystem/v3-ActPriority',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  observationInterpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  diagnosisRole: 'http://terminology.hl7.org/CodeSystem/diagnosis-role',
  claimType: 'http://terminology.hl7.org/CodeSystem/claim-type',
  processPriority: 'http://terminology.hl7.org/CodeSystem/processpriority',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  provenanceParticipant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  roleCode: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
} as const
