import { z } from 'zod'

const Concept = z.object({
  text: z.string().optional(),
  coding: z
    .array(z.object({ display: z.string().optional(), code: z.string().optional() }))
    .optional(),
})

/** As much of a resource as a reader is shown. */
const Resource = z.object({
  resourceType: z.string(),
  id: z.string().optional(),
  code: Concept.optional(),
  medicationCodeableConcept: Concept.optional(),
  valueQuantity: z.object({ value: z.number().optional(), unit: z.string().optional() }).optional(),
  valueString: z.string().optional(),
  recordedDate: z.string().optional(),
  authoredOn: z.string().optional(),
  effectiveDateTime: z.string().optional(),
  name: z.union([z.array(z.object({ text: z.string().optional() })), z.string()]).optional(),
  birthDate: z.string().optional(),
})
type Resource = z.infer<typeof Resource>

const Document = z.object({
  resourceType: z.literal('Bundle'),
  timestamp: z.string().optional(),
  entry: z.array(z.object({ fullUrl: z.string().optional(), resource: z.unknown() })),
})

const Composition = z.object({
  resourceType: z.literal('Composition'),
  section: z.array(
    z.object({
      title: z.string(),
      entry: z.array(z.object({ reference: z.string() })).optional(),
    }),
  ),
})

export type SharedLine = { readonly id: string; readonly text: string; readonly day?: string }
export type SharedDocument = {
  readonly name: string
  readonly birthDate?: string | undefined
  readonly madeAt?: string | undefined
  readonly sections: readonly { readonly title: string; readonly lines: readonly SharedLine[] }[]
}

/** Reads a FHIR document as far as people read it; undefined when it is none. What a line does not name in words is left out. */
export function readDocument(value: unknown): SharedDocument | undefined {
  const document = Document.safeParse(value).data
  if (document === undefined) return undefined
  const composition = document.entry
    .map(({ resource }) => Composition.safeParse(resource).data)
    .find((found) => found !== undefined)
  if (composition === undefined) return undefined
  const byAddress = new Map(
    document.entry.map(({ fullUrl, resource }) => [fullUrl, Resource.safeParse(resource).data]),
  )
  const patient = [...byAddress.values()].find((one) => one?.resourceType === 'Patient')
  return {
    name: nameOf(patient),
    birthDate: patient?.birthDate,
    madeAt: document.timestamp,
    sections: composition.section.map(({ title, entry = [] }) => ({
      title,
      lines: entry.flatMap(({ reference }) => toLine(reference, byAddress.get(reference))),
    })),
  }
}

function nameOf(patient: Resource | undefined): string {
  const name = patient?.name
  return typeof name === 'string' ? name : (name?.[0]?.text ?? '')
}

function toLine(id: string, resource: Resource | undefined): SharedLine[] {
  if (resource === undefined) return []
  const concept = resource.medicationCodeableConcept ?? resource.code
  const words = concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code
  if (words === undefined) return []
  const { valueQuantity: quantity, valueString } = resource
  const amount =
    quantity?.value === undefined
      ? valueString
      : `${String(quantity.value).replace('.', ',')} ${quantity.unit ?? ''}`.trim()
  const day = resource.recordedDate ?? resource.authoredOn ?? resource.effectiveDateTime
  const text = amount === undefined ? words : `${words}: ${amount}`
  return [day === undefined ? { id, text } : { id, text, day }]
}
