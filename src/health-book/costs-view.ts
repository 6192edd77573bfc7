import { type BookVisit, ofType } from './book.ts'
import { moneyIn } from './concept-words.ts'
import type { Costs } from './views.ts'

/** What the visit cost and who pays, as the facility claimed it; absent when no claim may be seen. */
export function costsOf(visit: BookVisit): Costs | undefined {
  const [claim] = ofType(visit, 'Claim')
  const total = claim?.total?.value
  if (claim === undefined || total === undefined) return undefined
  return {
    total,
    insurance: moneyIn(claim, 'insurance-pays') ?? 0,
    copayment: moneyIn(claim, 'patient-copays') ?? 0,
    self: moneyIn(claim, 'patient-pays') ?? 0,
    other: moneyIn(claim, 'others-pay') ?? 0,
  }
}
