import type { AuditEvent as FhirAuditEvent, AuditEventEntity, Coding } from '#fhir'
import type { Purpose } from '#vocabulary/purpose'
import { type AuditAction, type AuditEntry, THROUGH } from './audit-event.ts'

/**
 * An event as FHIR R4 AuditEvent, in the shape of IHE BALP (Basic Audit Log Patterns 1.1): what kind of act, by whom, from where,
 * for what purpose, on whose record. Pure; nothing is added that the log does not hold. A citizen is not told where the caller sat:
 * the address of a member of staff is theirs, and says nothing of what was done.
 */
export function auditEventToFhir(
  entry: AuditEntry,
  forWhom: 'auditor' | 'citizen' = 'auditor',
): FhirAuditEvent & { id: string } {
  const { type, subtype, action } = KINDS[entry.action]
  const isRefused = entry.action === 'refused' || entry.action === 'sign-in-failed'
  return {
    resourceType: 'AuditEvent',
    id: String(entry.number),
    type,
    ...(subtype === undefined ? {} : { subtype: [subtype] }),
    action,
    recorded: entry.at.toISOString(),
    outcome: isRefused ? '4' : '0',
    ...(entry.ground === undefined ? {} : { outcomeDesc: entry.ground }),
    ...(entry.purpose === undefined ? {} : { purposeOfEvent: [purposeOf(entry.purpose)] }),
    agent: [agentOf(entry, forWhom), ...clientAgentOf(entry)],
    source: {
      observer: { identifier: { value: 'mach' }, display: 'Mạch' },
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: entitiesOf(entry),
  }
}

type Kind = {
  readonly type: Coding
  readonly subtype?: Coding
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E'
}

const dicom = (code: string, display: string): Coding => ({
  system: 'http://dicom.nema.org/resources/ontology/DCM',
  code,
  display,
})
const REST: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
  code: 'rest',
  display: 'RESTful Operation',
}
const rest = (code: string): Coding => ({
  system: 'http://hl7.org/fhir/restful-interaction',
  code,
})
const SIGNING_IN = dicom('110114', 'User Authentication')
const SECURITY = dicom('110113', 'Security Alert')

const KINDS: Readonly<Record<AuditAction, Kind>> = {
  read: { type: REST, subtype: rest('read'), action: 'R' },
  create: { type: REST, subtype: rest('create'), action: 'C' },
  update: { type: REST, subtype: rest('update'), action: 'U' },
  delete: { type: REST, subtype: rest('delete'), action: 'D' },
  'sign-in': { type: SIGNING_IN, subtype: dicom('110122', 'Login'), action: 'E' },
  'sign-in-failed': { type: SIGNING_IN, subtype: dicom('110122', 'Login'), action: 'E' },
  'sign-out': { type: SIGNING_IN, subtype: dicom('110123', 'Logout'), action: 'E' },
  refused: { type: SECURITY, subtype: dicom('110132', 'Use of Restricted Function'), action: 'E' },
  export: { type: dicom('110106', 'Export'), action: 'R' },
  configure: { type: SECURITY, subtype: dicom('110131', 'Software Configuration'), action: 'U' },
  'break-glass': {
    type: SECURITY,
    subtype: dicom('110127', 'Emergency Override Started'),
    action: 'E',
  },
  consent: { type: REST, subtype: rest('create'), action: 'C' },
  share: { type: REST, subtype: rest('create'), action: 'C' },
  delegate: { type: REST, subtype: rest('create'), action: 'C' },
  case: { type: REST, subtype: rest('update'), action: 'U' },
  sign: { type: dicom('110112', 'Query'), action: 'E' },
  send: { type: dicom('110104', 'DICOM Instances Transferred'), action: 'E' },
}

/** HL7 v3 ActReason. */
const PURPOSE_CODES: Readonly<Record<Purpose, readonly [code: string, display: string]>> = {
  treatment: ['TREAT', 'treatment'],
  'own-record': ['PATRQT', 'patient requested'],
  payment: ['HPAYMT', 'healthcare payment'],
  administration: ['HOPERAT', 'healthcare operations'],
  quality: ['HQUALIMP', 'health quality improvement'],
  emergency: ['ETREAT', 'Emergency Treatment'],
  'public-health': ['PUBHLTH', 'public health'],
  supervision: ['HCOMPL', 'health compliance'],
  statistics: ['HOUTCOMS', 'health outcome measure'],
  research: ['HRESCH', 'healthcare research'],
}

function purposeOf(purpose: Purpose) {
  const [code, display] = PURPOSE_CODES[purpose]
  return {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code, display }],
  }
}

function agentOf(
  { caller }: AuditEntry,
  forWhom: 'auditor' | 'citizen',
): FhirAuditEvent['agent'][number] {
  const role = caller.facility === undefined ? caller.role : `${caller.role}@${caller.facility}`
  return {
    type: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
          code: 'IRCP',
          display: 'information recipient',
        },
      ],
    },
    role: [{ text: role }],
    who: { identifier: { value: caller.account }, display: caller.name },
    requestor: true,
    ...(forWhom === 'auditor' ? { network: { address: caller.address, type: '2' } } : {}),
  }
}

/** BALP: the software through which a person acted is an agent of its own, and asks for nothing itself. */
function clientAgentOf({ detail }: AuditEntry): FhirAuditEvent['agent'] {
  const client = detail?.[THROUGH.client]
  if (client === undefined) return []
  return [
    {
      type: { coding: [dicom('110150', 'Application')] },
      who: { identifier: { value: String(client) }, display: String(detail?.[THROUGH.name]) },
      requestor: false,
    },
  ]
}

const entityType = (code: '1' | '2', display: string): Coding => ({
  system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
  code,
  display,
})
const objectRole = (code: '1' | '4', display: string): Coding => ({
  system: 'http://terminology.hl7.org/CodeSystem/object-role',
  code,
  display,
})

function entitiesOf({ person, visit, what, detail }: AuditEntry): AuditEventEntity[] {
  const details = Object.entries(detail ?? {}).map(([type, value]) => ({
    type,
    valueString: String(value) || '–',
  }))
  const entities: AuditEventEntity[] = []
  if (person !== undefined)
    entities.push({
      what: { reference: `Patient/${person}` },
      type: entityType('1', 'Person'),
      role: objectRole('1', 'Patient'),
    })
  if (visit !== undefined)
    entities.push({
      what: { reference: `Encounter/${visit}` },
      type: entityType('2', 'System Object'),
      role: objectRole('4', 'Domain Resource'),
    })
  entities.push({
    type: entityType('2', 'System Object'),
    role: objectRole('4', 'Domain Resource'),
    name: what,
    ...(details.length === 0 ? {} : { detail: details }),
  })
  return entities
}
