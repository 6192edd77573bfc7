import type { Right } from '#vocabulary/rights'
import { type ResourceFacts, scopeAllows } from './scope-allows.ts'

/** One kind of resource that a view of the book shows. */
type Shown = Pick<ResourceFacts, 'type' | 'values'>

const OBSERVATION = 'http://terminology.hl7.org/CodeSystem/observation-category'
const LABORATORY: Shown = {
  type: 'Observation',
  values: { category: ['laboratory', `${OBSERVATION}|laboratory`] },
}

/**
 * What a citizen's app may read of the present house, and which resources each view is made of. An app needs all of them: a view
 * with holes would look whole. A route that stands nowhere here is closed to apps.
 */
const VIEWS: Readonly<Record<string, readonly Shown[]>> = {
  '/book/summary': [
    { type: 'Patient' },
    { type: 'Coverage' },
    { type: 'Encounter' },
    { type: 'Condition' },
    { type: 'Observation' },
    { type: 'MedicationRequest' },
    { type: 'Appointment' },
  ],
  '/book/visits': [
    { type: 'Encounter' },
    { type: 'Condition' },
    { type: 'MedicationRequest' },
    { type: 'Observation' },
  ],
  '/book/visits/:visit': [
    { type: 'Patient' },
    { type: 'Encounter' },
    { type: 'Condition' },
    { type: 'Procedure' },
    { type: 'Observation' },
    { type: 'MedicationRequest' },
    { type: 'Claim' },
  ],
  '/book/labs': [LABORATORY],
}

const READ_OWN: ReadonlySet<Right> = new Set(['book.read-own'])
const NONE: ReadonlySet<Right> = new Set()

/** The rights of a citizen's app at one route: to read, when its scopes allow every resource that the view shows. */
export function rightsOfApp(
  method: string,
  route: string | undefined,
  scopes: readonly string[],
): ReadonlySet<Right> {
  const shown = method === 'GET' && route !== undefined ? VIEWS[route] : undefined
  if (shown === undefined) return NONE
  const isAllowed = shown.every((one) =>
    ['r' as const, 's' as const].every((interaction) =>
      scopeAllows(scopes, interaction, { ...one, ofContextPerson: true }),
    ),
  )
  return isAllowed ? READ_OWN : NONE
}
