import type { FhirResource } from '#fhir'
import { scopeAllows } from '../systems/scope-allows.ts'
import type { PermittedRecord } from './permit.ts'

/**
 * Whether one resource of an entry that may be seen may be seen too: an app or a system is narrowed to the resources that its scopes
 * allow it to read. Whoever calls without one sees the entry whole.
 * Source: SMART App Launch 2.2, scopes for requesting FHIR resources.
 */
export function maySeeResource({ scopes }: PermittedRecord, resource: FhirResource): boolean {
  if (scopes === undefined) return true
  const values = Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]) => {
      const parameter = PARAMETERS.get(name)
      return parameter === undefined ? [] : [[parameter, tokensOf(value)]]
    }),
  )
  return scopeAllows(scopes, 'r', { type: resource.resourceType, ofContextPerson: true, values })
}

/** The elements by which a scope may narrow, and how the search parameter over each is called. */
const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['category', 'category'],
  ['code', 'code'],
  ['clinicalStatus', 'clinical-status'],
  ['status', 'status'],
  ['type', 'type'],
])

/** A code as a token: `laboratory`, and `system|laboratory` where there is a system. */
function tokensOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(tokensOf)
  if (typeof value !== 'object' || value === null) return []
  if ('coding' in value) return tokensOf(value.coding)
  if (!('code' in value) || typeof value.code !== 'string') return []
  const system = 'system' in value && typeof value.system === 'string' ? value.system : undefined
  return system === undefined ? [value.code] : [value.code, `${system}|${value.code}`]
}
