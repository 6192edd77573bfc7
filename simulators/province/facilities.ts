import { familyName, fullName } from './person-names.ts'
import {
  type Commune,
  communes,
  type DrugKind,
  drugKinds,
  type FacilityPlan,
  facilityPlans,
  type ServiceKind,
  serviceKinds,
  type SupplyKind,
  supplyKinds,
} from './province-data.ts'
import { makeRandom, type Random, take } from './random.ts'

export type StaffMember = {
  readonly licence: string
  readonly name: string
  readonly title: 'Bác sĩ' | 'Y sĩ' | 'Điều dưỡng' | 'Hộ sinh' | 'Kỹ thuật y'
  readonly wards: readonly string[]
  readonly from: string
  /** The last day of the licence, `yyyy-mm-dd`. */
  readonly to?: string
}

export type StockedDrug = DrugKind & { readonly tender: string }
export type StockedSupply = SupplyKind & { readonly tender: string }

/** One facility as the simulated hospitals know themselves; the same for every seed, so that the shipped lists fit. */
export type Facility = FacilityPlan & {
  /** It sends dossiers: most commune stations are only listed. */
  readonly isActive: boolean
  readonly staff: readonly StaffMember[]
  readonly head: StaffMember
  readonly drugs: ReadonlyMap<string, StockedDrug>
  readonly services: ReadonlyMap<string, ServiceKind>
  readonly supplies: ReadonlyMap<string, StockedSupply>
  /** Bed codes by ward. */
  readonly beds: ReadonlyMap<string, readonly string[]>
  /** Machine codes by group. */
  readonly machines: ReadonlyMap<string, string>
}

/** Wards that treat nobody: laboratory, imaging, functional tests, endoscopy, theatre. */
export const TECHNICAL_WARDS = ['K39', 'K40', 'K41', 'K47', 'K26']

/** The ward that every hospital with general internal medicine closed at the end of 2025. */
export const RETIRED_WARD = { code: 'K17', until: '2025-12-31' } as const
/** The day on which one doctor's licence of each hospital ran out. */
export const EXPIRED_LICENCE_DAY = '2026-03-31'

/** What a service costs against the central hospital, by kind of facility. */
const PRICE_SHARE: Readonly<Record<string, number>> = {
  'central-hospital': 1,
  'provincial-hospital': 0.96,
  'specialised-hospital': 0.96,
  'traditional-hospital': 0.92,
  'regional-hospital': 0.9,
  'private-hospital': 1,
  clinic: 0.85,
  'commune-station': 0.75,
}

const CENTRAL = '01999'
const SAMPLE_LICENCES = 'MAU-GPHN'

export function makeFacilities(): readonly Facility[] {
  const stations = communes.map(stationPlan)
  return [...facilityPlans, ...stations].map((plan, ordinal) => makeFacility(plan, ordinal))
}

/** Every commune has its station; not all of them send dossiers. */
function stationPlan(commune: Commune, place: number): FacilityPlan {
  const name = commune.name.charAt(0).toLowerCase() + commune.name.slice(1)
  const base = commune.formerProvince === '62' ? 62_000 : 51_000
  const first = communes.findIndex((other) => other.formerProvince === commune.formerProvince)
  return {
    code: String(base + 101 + place - first),
    name: `Trạm Y tế ${name}`,
    nameEn: `${commune.name.replace(/^(Xã|Phường|Đặc khu) /, '')} commune health station`,
    kind: 'commune-station',
    level: 0,
    province: '51',
    commune: commune.code,
    address: `${commune.name}, tỉnh Quảng Ngãi`,
    contract: true,
    wards: ['K01'],
  }
}

function makeFacility(plan: FacilityPlan, ordinal: number): Facility {
  const random = makeRandom(`facility ${plan.code}`)
  const isStation = plan.kind === 'commune-station'
  const wards = plan.wards.filter((ward) => ward !== RETIRED_WARD.code)
  const staff = makeStaff(random, { ...plan, wards }, ordinal)
  return {
    ...plan,
    wards,
    isActive: !isStation || isMainOfDistrict(plan.commune),
    staff,
    head: take(staff, staff.length - 1),
    drugs: stockOf(plan),
    services: servicesOf({ ...plan, wards }),
    supplies: suppliesOf(plan),
    beds: bedsOf({ ...plan, wards }),
    machines: machinesOf(plan),
  }
}

/** The first two communes of each former district have a station that sends dossiers. */
function isMainOfDistrict(commune: string): boolean {
  const own = communes.find((other) => other.code === commune)
  const district = communes.filter((other) => other.formerDistrict === own?.formerDistrict)
  return district.slice(0, 2).some((other) => other.code === commune)
}

/** The head of the facility stands last; before the head, the doctor whose licence has run out. */
function makeStaff(random: Random, plan: FacilityPlan, ordinal: number): StaffMember[] {
  const suffix =
    plan.code === CENTRAL ? SAMPLE_LICENCES : plan.code.startsWith('62') ? 'KT-GPHN' : 'QNG-GPHN'
  const members: StaffMember[] = []
  const add = (title: StaffMember['title'], wards: readonly string[], to?: string) => {
    const sex = title === 'Hộ sinh' || random.chance(0.45) ? 'female' : 'male'
    const number = plan.code === CENTRAL ? members.length + 1 : ordinal * 100 + members.length + 1
    const known = plan.code === CENTRAL && number === 3
    const name = known ? 'LÊ VĂN VÍ DỤ' : fullName(random, '01', sex, familyName(random, '01'))
    const from = `${random.int(2012, 2022)}-${String(random.int(1, 12)).padStart(2, '0')}-01`
    const licence = `${String(number).padStart(6, '0')}/${suffix}`
    members.push({ licence, name, title, wards, from, ...(to === undefined ? {} : { to }) })
  }
  if (plan.code === CENTRAL) addSampleStaff(add)
  if (plan.kind === 'commune-station') {
    add('Bác sĩ', ['K01'])
    add('Hộ sinh', ['K01'])
  } else {
    for (const ward of plan.wards) staffWard(add, ward)
    add('Bác sĩ', ['K01'], EXPIRED_LICENCE_DAY)
  }
  add('Bác sĩ', [plan.wards[0] ?? 'K01'])
  return members
}

type AddStaff = (title: StaffMember['title'], wards: readonly string[], to?: string) => void

/** Numbers 1 to 9 at the central hospital are the people of the two sample dossiers. */
function addSampleStaff(add: AddStaff): void {
  add('Bác sĩ', ['K01', 'K03'])
  add('Bác sĩ', ['K47', 'K39'])
  add('Bác sĩ', ['K19', 'K26'])
  add('Bác sĩ', ['K26'])
  for (let place = 5; place < 10; place += 1) add('Bác sĩ', ['K01'])
}

function staffWard(add: AddStaff, ward: string): void {
  if (ward === 'K01') for (let place = 0; place < 3; place += 1) add('Bác sĩ', [ward])
  else add('Bác sĩ', [ward])
  if (TECHNICAL_WARDS.includes(ward)) return add('Kỹ thuật y', [ward])
  add('Bác sĩ', [ward])
  add(ward === 'K27' ? 'Hộ sinh' : 'Điều dưỡng', [ward])
}

function stockOf(plan: FacilityPlan): Map<string, StockedDrug> {
  const traditional = plan.kind === 'traditional-hospital'
  const entries = drugKinds
    .filter((drug) => drug.level <= plan.level && (plan.wards.length > 2 || drug.level === 0))
    .filter(
      (drug) =>
        !drug.code.startsWith('05C') ||
        traditional ||
        plan.wards.includes('K16') ||
        drug.level === 0,
    )
    .map((drug): [string, StockedDrug] => [
      drug.key,
      plan.code === CENTRAL ? centralDrug(drug) : { ...drug, tender: provincialTender(drug) },
    ])
  return new Map(entries)
}

/** One tender of the province for two years; the group by the drug's place in the list. */
function provincialTender(drug: DrugKind): string {
  const group = (drugKinds.indexOf(drug) % 4) + 1
  return `125/QĐ-SYT;G1;N${group};2025`
}

/** The drugs of the two sample dossiers bear the samples' names and numbers. */
function centralDrug(drug: DrugKind): StockedDrug {
  const samples: Readonly<Record<string, Partial<StockedDrug>>> = {
    para: { name: 'Thuốc mẫu Paracetamol 500', registration: 'MAU-00001-26' },
    vitc: { name: 'Thuốc mẫu Vitamin C 500', registration: 'MAU-00002-26' },
    nacl: { name: 'Thuốc mẫu Natri clorid 0,9%', registration: 'MAU-00004-26' },
    oxygen: { tender: '02/QĐ-MAU;G1;N1;2026' },
  }
  return { ...drug, tender: '01/QĐ-MAU;G1;N1;2026', ...samples[drug.key] }
}

function servicesOf(plan: FacilityPlan): Map<string, ServiceKind> {
  const share = PRICE_SHARE[plan.kind] ?? 1
  const exists = (service: ServiceKind) =>
    service.level <= plan.level &&
    (plan.level === 0
      ? plan.kind === 'commune-station' && service.group !== 15 && isPrimary(service)
      : plan.wards.includes(service.ward))
  return new Map(
    serviceKinds.filter(exists).map((service) => [
      service.key,
      {
        ...service,
        price: Math.round((service.price * share) / 100) * 100,
        ...(plan.level === 0 ? { ward: 'K01' } : {}),
      },
    ]),
  )
}

/** Stations examine, dress wounds, test quickly; they have neither theatre nor traditional ward. */
function isPrimary(service: ServiceKind): boolean {
  return !['examTrad', 'infra', 'thuycham', 'cuchi'].includes(service.key)
}

function suppliesOf(plan: FacilityPlan): Map<string, StockedSupply> {
  const tender = plan.code === CENTRAL ? '03/QĐ-MAU;G1;N0;2026' : '57/QĐ-SYT;G1;N0;2025'
  const kept = supplyKinds.filter((supply) => plan.wards.length > 4 && supply.level <= plan.level)
  return new Map(kept.map((supply) => [supply.key, { ...supply, tender }]))
}

/** Bed codes are numbered through the whole facility, surgery first, so that one code names one bed. */
function bedsOf(plan: FacilityPlan): Map<string, string[]> {
  const perWard = plan.level >= 2 ? 24 : 12
  const wards = plan.wards.filter((ward) =>
    serviceKinds.some((service) => service.ward === ward && [14, 15].includes(service.group)),
  )
  const ordered = [
    ...wards.filter((ward) => ward === 'K19'),
    ...wards.filter((ward) => ward !== 'K19'),
  ]
  return new Map(
    ordered.map((ward, place) => [
      ward,
      Array.from(
        { length: perWard },
        (_, bed) => `H${String(place * perWard + bed + 1).padStart(3, '0')}`,
      ),
    ]),
  )
}

function machinesOf(plan: FacilityPlan): Map<string, string> {
  const groups = [...new Set(['HH', 'SA', 'PT', ...serviceKinds.map((service) => service.machine)])]
  return new Map(
    groups
      .filter((group) => group !== '')
      .map((group, place) => [
        group,
        plan.code === CENTRAL
          ? `${group}.1.MAU${String(place + 1).padStart(4, '0')}`
          : `${group}.1.${plan.code}${String(place + 1).padStart(2, '0')}`,
      ]),
  )
}
