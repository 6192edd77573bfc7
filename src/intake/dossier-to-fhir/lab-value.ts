import type { Observation, Quantity } from '#fhir'
import { SYSTEMS } from '#fhir'
import { ucumOf } from './units.ts'

const MEASURED = /^([<>]=?|[≤≥])?\s*(-?\d{1,12}(?:[.,]\d{1,6})?)$/

const COMPARATORS = { '<': '<', '<=': '<=', '≤': '<=', '>': '>', '>=': '>=', '≥': '>=' } as const

/** A result as sent: a number with its unit where it is one, else the words. Empty means that it is still to come. */
export function resultValue(
  text: string,
  unit: string,
): Pick<Observation, 'valueQuantity' | 'valueString'> {
  if (text === '') return {}
  const quantity = measured(text, unit)
  if (quantity) return { valueQuantity: quantity }
  return { valueString: unit === '' ? text : `${text} ${unit}` }
}

function measured(text: string, unit: string): Quantity | undefined {
  const found = MEASURED.exec(text.trim())
  if (!found) return undefined
  const [, sign = '', number = ''] = found
  const code = ucumOf(unit)
  const comparator = isComparator(sign) ? COMPARATORS[sign] : undefined
  return {
    value: Number(number.replace(',', '.')),
    ...(comparator && { comparator }),
    ...(unit !== '' && { unit }),
    ...(code && { system: SYSTEMS.ucum, code }),
  }
}

function isComparator(sign: string): sign is keyof typeof COMPARATORS {
  return Object.hasOwn(COMPARATORS, sign)
}

/** The reference range of the list, when its unit is the one of the result; and where the value lies. */
export function judgeByRange(
  quantity: Quantity | undefined,
  range: { readonly low?: number; readonly high?: number; readonly ucum?: string },
): Pick<Observation, 'referenceRange' | 'interpretation'> {
  const { low, high, ucum } = range
  if (!quantity || (low === undefined && high === undefined)) return {}
  if (ucum !== undefined && quantity.code !== ucum) return {}
  const bound = (value: number): Quantity => {
    const { unit, system, code } = quantity
    return { value, ...(unit && { unit }), ...(system && { system }), ...(code && { code }) }
  }
  const flag = interpret(quantity, low, high)
  return {
    referenceRange: [
      {
        ...(low !== undefined && { low: bound(low) }),
        ...(high !== undefined && { high: bound(high) }),
      },
    ],
    ...(flag && {
      interpretation: [{ coding: [{ system: SYSTEMS.observationInterpretation, code: flag }] }],
    }),
  }
}

function interpret(
  { value, comparator }: Quantity,
  low: number | undefined,
  high: number | undefined,
): 'L' | 'H' | 'N' | undefined {
  if (value === undefined) return undefined
  const under = low !== undefined && (value < low || (value === low && comparator === '<'))
  if (under && (comparator === undefined || comparator.startsWith('<'))) return 'L'
  const over = high !== undefined && (value > high || (value === high && comparator === '>'))
  if (over && (comparator === undefined || comparator.startsWith('>'))) return 'H'
  return comparator === undefined ? 'N' : undefined
}
