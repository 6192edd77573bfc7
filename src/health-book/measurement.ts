import { codeSystem, type CodeableConcept, type Observation, type Quantity, SYSTEMS } from '#fhir'
import { known } from './concept-words.ts'
import type { Measurement } from './views.ts'

/** LOINC of the blood group, ABO and Rh. */
const BLOOD_GROUP = '882-1'

/** A result in words longer than this is a description, not a value. */
const VALUE_LETTERS_MAX = 40

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6, useGrouping: false })

export function isVitalSign(observation: Observation): boolean {
  return categoryOf(observation) === 'vital-signs'
}

export function isBloodGroup(observation: Observation): boolean {
  return observation.code.coding?.some(({ code }) => code === BLOOD_GROUP) ?? false
}

function categoryOf(observation: Observation): string | undefined {
  return observation.category?.[0]?.coding?.[0]?.code
}

/** The key by which results of one index are one series, and its words: as sent, and what the list calls it. */
export function indexOf(concept: CodeableConcept): {
  readonly code: string
  readonly name: string
  readonly plain?: string
} {
  const coding = concept.coding?.find(({ system }) => system === codeSystem('lab-index'))
  const code = coding?.code ?? concept.coding?.[0]?.code ?? concept.text ?? ''
  const name = concept.text ?? coding?.display ?? code
  const plain = coding?.display
  return { code, name, ...(plain !== undefined && plain !== name ? { plain } : {}) }
}

/** One observation as a line: a value with its range and its flag, or words. */
export function observationToMeasurement(observation: Observation): Measurement {
  const index = indexOf(observation.code)
  const range = observation.referenceRange?.[0]
  const words = wordsOf(observation)
  const isLong = words !== undefined && words.length > VALUE_LETTERS_MAX
  return {
    ...index,
    value: isLong ? '' : (words ?? valueOf(observation)),
    ...known({
      unit: unitOf(observation),
      low: range?.low?.value,
      high: range?.high?.value,
      flag: flagOf(observation),
      at: observation.effectiveDateTime ?? observation.issued,
      description: [isLong ? words : '', ...(observation.note ?? []).map(({ text }) => text ?? '')]
        .filter((text) => text !== '')
        .join('\n'),
    }),
  }
}

function wordsOf(observation: Observation): string | undefined {
  return observation.valueString ?? observation.valueCodeableConcept?.text
}

/** "15,8", "<0,5", "150/90" for a blood pressure. */
function valueOf({ valueQuantity, component = [] }: Observation): string {
  if (valueQuantity) return quantityText(valueQuantity)
  return component
    .flatMap((part) => (part.valueQuantity ? [quantityText(part.valueQuantity)] : []))
    .join('/')
}

function quantityText({ value, comparator }: Quantity): string {
  return value === undefined ? '' : `${comparator ?? ''}${NUMBER.format(value)}`
}

function unitOf({ valueQuantity, component }: Observation): string | undefined {
  return valueQuantity?.unit ?? component?.[0]?.valueQuantity?.unit
}

const FLAGS: Readonly<Record<string, 'low' | 'high'>> = { L: 'low', H: 'high' }

function flagOf({ interpretation }: Observation): 'low' | 'high' | undefined {
  const coding = interpretation?.[0]?.coding?.find(
    ({ system }) => system === SYSTEMS.observationInterpretation,
  )
  return FLAGS[coding?.code ?? '']
}

export type ChartPoint = {
  readonly index: ReturnType<typeof indexOf>
  readonly unit?: string
  readonly at: string
  readonly value: number
  readonly low?: number
  readonly high?: number
}

/** The numbers of an observation that can stand in a chart: measured exactly, at a known time; a blood pressure gives two. */
export function chartPoints(observation: Observation): ChartPoint[] {
  const at = observation.effectiveDateTime ?? observation.issued
  if (at === undefined) return []
  return [observation, ...(observation.component ?? [])].flatMap((part) => {
    const { value, comparator, unit } = part.valueQuantity ?? {}
    if (value === undefined || comparator !== undefined) return []
    const range = part.referenceRange?.[0]
    const bounds = known({ unit, low: range?.low?.value, high: range?.high?.value })
    return [{ index: indexOf(part.code), at, value, ...bounds }]
  })
}
