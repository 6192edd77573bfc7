import type { FacilityCode } from '#vocabulary/facility-code'
import { searchKey } from '#vocabulary/person-name'

export const FACILITY_KINDS = [
  'central-hospital',
  'provincial-hospital',
  'regional-hospital',
  'specialised-hospital',
  'traditional-hospital',
  'private-hospital',
  'clinic',
  'commune-station',
] as const

export type FacilityKind = (typeof FACILITY_KINDS)[number]

/** A facility as it is from one day to another, `yyyy-mm-dd`; an absent last day is open. */
export type Facility = {
  readonly code: FacilityCode
  readonly name: string
  readonly kind: FacilityKind
  /** Two characters of the insurance's province code. */
  readonly province: string
  /** Five digits, by the map of after 01/07/2025. */
  readonly commune: string
  readonly address: string
  /** Whether the facility treats under a contract with the insurance. */
  readonly insuranceContract: boolean
  readonly from: string
  readonly to?: string
}

export function isFacilityKind(text: string): text is FacilityKind {
  return FACILITY_KINDS.some((kind) => kind === text)
}

/** The row that holds on a day; without a day, the newest. `rows` are of one code. */
export function facilityOn(rows: readonly Facility[], day?: string): Facility | undefined {
  return rows
    .filter(
      (row) => day === undefined || (row.from <= day && (row.to === undefined || day <= row.to)),
    )
    .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0]
}

/** The words by which a facility is found: of its code, name and address, without accents and case. */
export function searchWords(facility: Facility): string {
  return ` ${searchKey(`${facility.code} ${facility.name} ${facility.address}`)}`
}
