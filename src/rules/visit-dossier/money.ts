import type { TableRow } from '#vocabulary/dossier-tables'
import { toNumber } from './written-values.ts'

/** VND by which sums may differ: the portal's own tolerance. */
export const TOLERANCE = 2

/** How a line is shared between patient, fund and other sources. */
export type Shares = {
  /** T_BNTT, outside the scope. */
  readonly own: number
  /** T_BNCCT, co-payment. */
  readonly copayment: number
  /** T_BHTT, the fund. */
  readonly fund: number
}

/**
 * Shares of one line when support from other sources goes to the patient: it lessens what is out of scope,
 * then the co-payment, then the fund's part. Money in VND, level in percent.
 * Source: QĐ 130/QĐ-BYT, XML2 and XML3, T_BNTT, T_BNCCT, T_BHTT (case a).
 */
export function shareWithPatient(
  gross: number,
  covered: number,
  level: number,
  support: number,
): Shares {
  const fund = round((covered * level) / 100)
  const copayment = round(covered - fund)
  const own = round(gross - covered)
  return {
    own: round(Math.max(0, own - support)),
    copayment: round(Math.max(0, copayment - Math.max(0, support - own))),
    fund: round(fund - Math.max(0, support - own - copayment)),
  }
}

/** Shares when support goes to the facility: everything is computed on the rest. QĐ 130/QĐ-BYT (case b). */
export function shareWithFacility(
  gross: number,
  rate: number,
  level: number,
  support: number,
): Shares & { readonly covered: number } {
  const rest = gross - support
  const covered = round((rest * rate) / 100)
  return { covered, ...shareWithPatient(rest, covered, level, 0) }
}

/** To 2 decimals, half up, safe from binary dust. */
export function round(value: number): number {
  return Math.round((value + Number.EPSILON) * 100 + 1e-6) / 100
}

export function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= TOLERANCE + 1e-6
}

/** A money field: empty counts as nothing, unreadable is undefined. */
export function moneyIn(row: TableRow, field: string): number | undefined {
  const text = row[field]
  return text === undefined || text === '' ? 0 : toNumber(text)
}

/** Vietnamese notation for people: `1.234.567,5`. */
export function shown(amount: number): string {
  return formatter.format(amount)
}

const formatter = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
