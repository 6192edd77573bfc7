import type { Dosage } from '#fhir'

/** What LIEU_DUNG says, as far as its form allows. */
export type ParsedDose = {
  readonly quantity: number
  readonly unit: string
  readonly perDay: number
  readonly days: number
}

const SPACE = String.raw`\s*`
const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{1,3})?)`

/** `2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]`. QĐ 4750/QĐ-BYT 2023, table 2, LIEU_DUNG. */
const REGULAR = new RegExp(
  `^${SPACE}${NUMBER}${SPACE}([^*/\\d][^*/]{0,30}?)${SPACE}/${SPACE}lần${SPACE}[*x×]${SPACE}${NUMBER}${SPACE}lần${SPACE}/${SPACE}ngày` +
    `(?:${SPACE}[*x×]${SPACE}${NUMBER}${SPACE}ngày)?${SPACE}(?:\\[[^\\]]*\\])?${SPACE}$`,
  'iu',
)

/** Undefined for uneven doses in words, decoctions, and whatever is written otherwise: the text alone is then the dose. */
export function parseDose(text: string): ParsedDose | undefined {
  const found = REGULAR.exec(text.normalize('NFC'))
  if (!found) return undefined
  const [, quantity = '', unit = '', perDay = '', days = '1'] = found
  const dose = {
    quantity: toNumber(quantity),
    unit: unit.trim(),
    perDay: toNumber(perDay),
    days: toNumber(days),
  }
  const whole = Number.isInteger(dose.perDay) && dose.perDay > 0 && dose.days > 0
  return whole && dose.quantity > 0 ? dose : undefined
}

/** The parsed form beside the text, never instead of it. */
export function doseToDosage(dose: ParsedDose | undefined): Pick<Dosage, 'timing' | 'doseAndRate'> {
  if (!dose) return {}
  return {
    timing: {
      repeat: {
        boundsDuration: {
          value: dose.days,
          unit: 'ngày',
          system: 'http://unitsofmeasure.org',
          code: 'd',
        },
        frequency: dose.perDay,
        period: 1,
        periodUnit: 'd',
      },
    },
    doseAndRate: [{ doseQuantity: { value: dose.quantity, unit: dose.unit } }],
  }
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'))
}
