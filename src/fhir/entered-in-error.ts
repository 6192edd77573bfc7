import type { FhirResource } from './index.ts'

const IN_ERROR = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      code: 'entered-in-error',
    },
  ],
}

/**
 * The version of a resource that takes it back: what was said should never have been said of this person.
 * Content stays, so that a reader of the history sees what was wrong. A second call changes nothing.
 */
export function enteredInError(resource: FhirResource): FhirResource {
  const { resourceType } = resource
  if (resourceType === 'Provenance') return resource
  if (resourceType === 'Condition') {
    const { clinicalStatus: _, ...rest } = resource
    return { ...rest, verificationStatus: IN_ERROR }
  }
  if (resourceType === 'Patient' || resourceType === 'RelatedPerson')
    return { ...resource, active: false }
  return Object.assign({}, resource, { status: 'entered-in-error' })
}

/** Whether this version takes its resource back. */
export function isEnteredInError(resource: FhirResource): boolean {
  if ('status' in resource && resource.status === 'entered-in-error') return true
  if (!('verificationStatus' in resource)) return false
  const status = resource.verificationStatus
  if (typeof status !== 'object') return status === 'entered-in-error'
  return status.coding?.some((coding) => coding.code === 'entered-in-error') ?? false
}
