/** The money of one line in VND, each amount rounded to two decimals, as §3.4 of the dossier's rules computes it. */
export type LineMoney = {
  readonly hospital: number
  readonly insured: number
  readonly support: number
  readonly patient: number
  readonly copayment: number
  readonly fund: number
}

export type LinePrice = {
  readonly quantity: number
  readonly hospitalPrice: number
  readonly insurancePrice: number
  /** TYLE_TT_DV, percent. */
  readonly serviceRate: number
  /** TYLE_TT_BH, percent. */
  readonly insuranceRate: number
}

/** Whole hundredths, so that sums stay exact. */
export function cents(amount: number): number {
  return Math.round(amount * 100 + 1e-6)
}

export function grossOf(price: LinePrice): { hospital: number; insured: number } {
  const { quantity, hospitalPrice, insurancePrice, serviceRate, insuranceRate } = price
  return {
    hospital: cents((quantity * hospitalPrice * serviceRate) / 100) / 100,
    insured: cents((((quantity * insurancePrice * serviceRate) / 100) * insuranceRate) / 100) / 100,
  }
}

/**
 * Splits a line between fund, patient and other sources.
 * `level` is MUC_HUONG in percent; `isCopaymentSupported`: antiretroviral drugs, whose co-payment the state bears.
 */
export function splitLine(
  price: LinePrice,
  level: number,
  isCopaymentSupported = false,
): LineMoney {
  const { hospital, insured } = grossOf(price)
  const fund = cents((insured * level) / 100) / 100
  const copayment = cents(insured - fund) / 100
  const patient = cents(hospital - insured) / 100
  if (!isCopaymentSupported) return { hospital, insured, support: 0, patient, copayment, fund }
  return { hospital, insured, support: copayment, patient, copayment: 0, fund }
}

/** The sum of one amount over lines, exact. */
export function sumOf(lines: readonly LineMoney[], amount: keyof LineMoney): number {
  return lines.reduce((sum, line) => sum + cents(line[amount]), 0) / 100
}
