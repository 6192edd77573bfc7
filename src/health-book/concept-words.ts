import { extensionUrl, type CodeableConcept, type Extension, type Reference } from '#fhir'
import type { Coded } from './views.ts'

type Extended = { readonly extension?: readonly Extension[] }

/** Code and words of a concept: the words as sent, else the list's, else the code itself. */
export function conceptToCoded(concept: CodeableConcept | undefined): Coded | undefined {
  if (!concept) return undefined
  const coding = concept.coding?.[0]
  const code = coding?.code ?? ''
  const name = concept.text ?? coding?.display ?? code
  return name === '' ? undefined : { code, name }
}

export function conceptIn(resource: Extended, name: string): CodeableConcept | undefined {
  return extensionIn(resource, name)?.valueCodeableConcept
}

export function textIn(resource: Extended, name: string): string | undefined {
  return extensionIn(resource, name)?.valueString
}

export function referenceIn(resource: Extended, name: string): Reference | undefined {
  return extensionIn(resource, name)?.valueReference
}

export function moneyIn(resource: Extended, name: string): number | undefined {
  return extensionIn(resource, name)?.valueMoney?.value
}

function extensionIn(resource: Extended, name: string): Extension | undefined {
  const url = extensionUrl(name)
  return resource.extension?.find((extension) => extension.url === url)
}

/** A facility that is referred to by its code. */
export function facilityCodeOf(reference: Reference | undefined): string | undefined {
  return reference?.identifier?.value
}

/** The calendar day in Vietnam of a FHIR dateTime; days stay as they are. */
export function dayOf(dateTime: string): string {
  if (dateTime.length <= 10) return dateTime
  const local = new Date(Date.parse(dateTime) + 7 * 3_600_000)
  return local.toISOString().slice(0, 10)
}

/** Leaves out what is undefined or empty: an absent field is absent. */
export function known<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  return Object.assign({}, ...entries.map(([key, value]) => ({ [key]: value })))
}
