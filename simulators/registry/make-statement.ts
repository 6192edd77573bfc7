import type { FieldValue, Statement } from './synthetic-file.ts'

/** The instant at which everything synthetic was entered; a date, so that the same seed makes the same files. */
export const ENTERED_AT = '2026-09-01T01:00:00.000Z'

const PROVENANCE = {
  '*': {
    source: 'synthetic',
    enteredBy: 'seed',
    enteredAt: ENTERED_AT,
    verifiedBy: 'seed',
    verifiedAt: ENTERED_AT,
  },
} as const

/** Makes statements with ids that count on within one file. */
export function statementMaker() {
  let count = 0
  return (
    section: string,
    values: Readonly<Record<string, FieldValue>>,
    days: { readonly from?: string; readonly to?: string } = {},
  ): Statement => {
    count += 1
    return { id: `s${count}`, section, ...days, values, provenance: PROVENANCE }
  }
}

export const OFFICE_HOURS = [
  { days: [1, 2, 3, 4, 5], from: '07:00', to: '11:30' },
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
] as const
export const EVENINGS = [{ days: [1, 2, 3, 4, 5], from: '17:30', to: '20:30' }] as const
