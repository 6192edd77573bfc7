import communesData from './data/communes.json' with { type: 'json' }
import drugsData from './data/drugs.json' with { type: 'json' }
import facilitiesData from './data/facilities.json' with { type: 'json' }
import servicesData from './data/services.json' with { type: 'json' }
import suppliesData from './data/supplies.json' with { type: 'json' }
import wardsData from './data/wards.json' with { type: 'json' }

/** One commune of the province as it is since 01/07/2025, with the one that bore its code before. */
export type Commune = {
  readonly code: string
  readonly name: string
  readonly formerName: string
  readonly formerDistrict: string
  readonly formerProvince: string
  /** How many people live there, against the others. */
  readonly weight: number
  /** Share of each people in percent, by its code; the rest is Kinh. */
  readonly peoples: Readonly<Record<string, number>>
}

/** What a drug is, wherever it is bought. `level`: the lowest kind of facility that keeps it, 0 station to 3 central. */
export type DrugKind = {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly strength: string
  readonly unit: string
  readonly route: string
  readonly form: string
  readonly price: number
  readonly level: number
  readonly scope: number
  readonly use: string
  readonly registration: string
}

export type ServiceKind = {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly group: number
  readonly price: number
  /** The ward that does it. */
  readonly ward: string
  /** The group of machine it needs; '' when none. */
  readonly machine: string
  readonly level: number
  /** The indices that its result consists of. */
  readonly indices: readonly string[]
  readonly unit: string
  /** ICD-9-CM; '' when none. */
  readonly procedure: string
}

export type SupplyKind = {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly price: number
  readonly ceiling: number
  readonly level: number
}

export type FacilityPlan = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly kind: string
  readonly level: number
  readonly province: string
  readonly commune: string
  readonly address: string
  readonly contract: boolean
  readonly wards: readonly string[]
}

export const communes: readonly Commune[] = communesData.map(({ peoples, ...commune }) => ({
  ...commune,
  peoples: Object.fromEntries(
    Object.entries(peoples).flatMap(([code, share]) =>
      share === undefined ? [] : [[code, share]],
    ),
  ),
}))
export const drugKinds: readonly DrugKind[] = drugsData
export const serviceKinds: readonly ServiceKind[] = servicesData
export const supplyKinds: readonly SupplyKind[] = suppliesData
export const facilityPlans: readonly FacilityPlan[] = facilitiesData
export const wardNames: Readonly<Record<string, string>> = wardsData
