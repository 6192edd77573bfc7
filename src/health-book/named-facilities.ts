import { type FhirResource, identifierSystem } from '#fhir'
import type { BookVisit } from './book.ts'

/** Types that name no facility which a view shows, and come in great number. */
const LINES: ReadonlySet<string> = new Set<FhirResource['resourceType']>([
  'Observation',
  'DiagnosticReport',
  'MedicationRequest',
  'Procedure',
  'ServiceRequest',
  'Claim',
  'Condition',
])

const CODE = /^[0-9A-Z]{5}$/

/** Facilities that the visits come from or name: five characters behind our identifier of facilities. */
export function facilitiesNamedIn(visits: readonly BookVisit[]): ReadonlySet<string> {
  const codes = new Set<string>(visits.map(({ facility }) => facility))
  for (const { resources } of visits)
    for (const resource of resources)
      if (!LINES.has(resource.resourceType)) collect(resource, codes)
  return codes
}

function collect(part: unknown, codes: Set<string>): void {
  if (typeof part !== 'object' || part === null) return
  if ('system' in part && part.system === identifierSystem('facility') && 'value' in part) {
    const { value } = part
    if (typeof value === 'string' && CODE.test(value)) codes.add(value)
  }
  for (const inner of Object.values(part)) collect(inner, codes)
}
