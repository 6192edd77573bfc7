import { createHash } from 'node:crypto'
import type { FhirResource } from '#fhir'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import type { Book } from './book.ts'

/** Sections of the International Patient Summary that every summary has, by LOINC, and what of a book belongs in each. */
const SECTIONS: readonly {
  readonly code: string
  readonly title: string
  readonly types: readonly string[]
}[] = [
  { code: '11450-4', title: 'Chẩn đoán', types: ['Condition'] },
  {
    code: '10160-0',
    title: 'Thuốc',
    types: ['MedicationRequest', 'MedicationStatement', 'MedicationDispense'],
  },
  { code: '48765-2', title: 'Dị ứng', types: ['AllergyIntolerance'] },
  { code: '30954-2', title: 'Kết quả', types: ['Observation', 'DiagnosticReport'] },
  { code: '47519-4', title: 'Thủ thuật, phẫu thuật', types: ['Procedure'] },
  { code: '11369-6', title: 'Tiêm chủng', types: ['Immunization'] },
]

/**
 * A book as one FHIR R4 document: a Composition with the sections of the International Patient Summary, the Patient,
 * and after them every resource as it is kept. What is missing is said to be unavailable, never absent.
 * Source: HL7 FHIR IPS 2.0.
 */
export function bookToDocument(book: Book, at: Date): object {
  const resources = book.visits.flatMap((visit) => [...visit.resources])
  const all = book.patient === undefined ? resources : [book.patient, ...resources]
  const when = isoInVietnam(at)
  const composition = {
    resourceType: 'Composition',
    id: uuidOf(`${book.person}|${when}`),
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
    subject: { reference: `urn:uuid:${book.patient?.id ?? book.person}` },
    date: when,
    author: [{ display: 'Mạch' }],
    title: 'Bản sao hồ sơ sức khỏe',
    section: SECTIONS.map((section) => sectionOf(section, resources)),
  }
  return {
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${composition.id}` },
    timestamp: when,
    entry: [composition, ...all].map((resource) => ({
      fullUrl: `urn:uuid:${resource.id ?? uuidOf(JSON.stringify(resource))}`,
      resource,
    })),
  }
}

function sectionOf(
  { code, title, types }: (typeof SECTIONS)[number],
  resources: readonly FhirResource[],
) {
  const entries = resources.filter(({ resourceType }) => types.includes(resourceType))
  return {
    title,
    code: { coding: [{ system: 'http://loinc.org', code }] },
    ...(entries.length === 0
      ? { emptyReason: { coding: [{ system: EMPTY_REASON, code: 'unavailable' }] } }
      : { entry: entries.map(({ id }) => ({ reference: `urn:uuid:${id}` })) }),
  }
}

const EMPTY_REASON = 'http://terminology.hl7.org/CodeSystem/list-empty-reason'

/** The same text always has the same id (UUIDv8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
