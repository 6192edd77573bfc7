import { type Facility, makeFacilities, RETIRED_WARD, type StockedDrug } from './facilities.ts'
import { wardNames } from './province-data.ts'

/** The lists of the simulated facilities begin here. */
const SINCE = '2023-01-01'
const COMMON = ['code', 'display', 'display_en', 'valid_from', 'valid_to', 'owner']

type Row = readonly (string | number)[]

/**
 * The starter lists that describe the simulated facilities, as CSV texts by list name.
 * A test keeps the shipped files equal to these texts, so that hospitals and lists cannot drift apart.
 */
export function catalogueTexts(): ReadonlyMap<string, string> {
  const facilities = makeFacilities()
  const active = facilities.filter((facility) => facility.isActive)
  const each = (rowsOf: (facility: Facility) => Row[]) => active.flatMap(rowsOf)
  return new Map([
    [
      'facility',
      csv(
        ['kind', 'province', 'commune', 'address', 'insurance_contract'],
        facilities.map(facilityRow),
      ),
    ],
    ['staff', csv(['name', 'title', 'wards'], facilities.flatMap(staffRows))],
    ['facility-ward', csv(['name'], each(wardRows))],
    [
      'drug',
      csv(
        ['name', 'strength', 'unit', 'route', 'form', 'registration', 'tender', 'price', 'group'],
        each(drugRows),
      ),
    ],
    ['service', csv(['name', 'price', 'group', 'unit', 'ward'], each(serviceRows))],
    ['supply', csv(['name', 'unit', 'tender', 'price', 'ceiling'], each(supplyRows))],
    ['machine', csv(['group'], each(machineRows))],
    ['bed', csv(['ward'], each(bedRows))],
  ])
}

function csv(properties: readonly string[], rows: readonly Row[]): string {
  const lines = [[...COMMON, ...properties], ...rows].map((row) => row.map(cell).join(','))
  return `${lines.join('\n')}\n`
}

function cell(value: string | number): string {
  const text = String(value).normalize('NFC')
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function facilityRow(facility: Facility): Row {
  const { code, name, nameEn, kind, province, commune, address, contract } = facility
  return [
    code,
    name,
    nameEn,
    '2015-01-01',
    '',
    '',
    kind,
    province,
    commune,
    address,
    contract ? 'true' : 'false',
  ]
}

function staffRows(facility: Facility): Row[] {
  return facility.staff.map((member) => [
    member.licence,
    member.name,
    '',
    member.from,
    member.to ?? '',
    facility.code,
    member.name,
    member.title,
    member.wards.join(';'),
  ])
}

function wardRows(facility: Facility): Row[] {
  const nameOf = (ward: string) => `Khoa ${wardNames[ward] ?? ward}`
  const rows = facility.wards.map(
    (ward): Row => [ward, nameOf(ward), '', SINCE, '', facility.code, nameOf(ward)],
  )
  const { code, until } = RETIRED_WARD
  if (facility.wards.includes('K03'))
    rows.push([code, nameOf(code), '', SINCE, until, facility.code, nameOf(code)])
  return rows
}

/** A code that stands for several products names them all, separated by `|` in the same order in every column. */
function drugRows(facility: Facility): Row[] {
  return [...facility.drugs.values()].flatMap((drug) => {
    const rows = [drug]
    if (facility.code === '01999' && drug.key === 'para') rows.push(sampleInfusion(drug))
    const all = (pick: (row: StockedDrug) => string | number) => rows.map(pick).join('|')
    return tenderPeriods(facility, drug.tender).map(([tender, from, to]) => [
      drug.code,
      drug.name,
      '',
      from,
      to,
      facility.code,
      all((row) => row.name),
      all((row) => row.strength),
      all((row) => row.unit),
      all((row) => row.route),
      all((row) => row.form),
      all((row) => row.registration),
      rows.map(() => tender).join('|'),
      all((row) => row.price),
      4,
    ])
  })
}

/** The second product under paracetamol's code in the sample of an operation. */
function sampleInfusion(tablet: StockedDrug): StockedDrug {
  return {
    ...tablet,
    name: 'Thuốc mẫu Paracetamol 10mg/ml',
    strength: '1g/100ml',
    unit: 'Chai',
    route: '2.15',
    form: 'Dung dịch tiêm truyền',
    registration: 'MAU-00003-26',
    price: 11550.5,
  }
}

/** The central hospital's tender of 2026 followed one of 2024; the province's runs for two years. */
function tenderPeriods(facility: Facility, tender: string): [string, string, string][] {
  if (facility.code !== '01999') return [[tender, '2025-01-01', '']]
  return [
    [tender.replace(/2026$/, '2024'), SINCE, '2025-12-31'],
    [tender, '2026-01-01', ''],
  ]
}

function serviceRows(facility: Facility): Row[] {
  return [...facility.services.values()].map((service) => [
    service.code,
    service.name,
    '',
    SINCE,
    '',
    facility.code,
    service.name,
    service.price,
    service.group,
    service.unit,
    service.ward,
  ])
}

function supplyRows(facility: Facility): Row[] {
  return [...facility.supplies.values()].flatMap((supply) =>
    tenderPeriods(facility, supply.tender).map(([tender, from, to]) => [
      supply.code,
      supply.name,
      '',
      from,
      to,
      facility.code,
      supply.name,
      supply.unit,
      tender,
      supply.price,
      supply.ceiling,
    ]),
  )
}

function machineRows(facility: Facility): Row[] {
  return [...facility.machines].map(([group, code]) => [
    code,
    `Máy nhóm ${group}`,
    '',
    SINCE,
    '',
    facility.code,
    group,
  ])
}

function bedRows(facility: Facility): Row[] {
  return [...facility.beds].flatMap(([ward, codes]) =>
    codes.map((code) => [
      code,
      `Giường ${code} khoa ${wardNames[ward] ?? ward}`,
      '',
      SINCE,
      '',
      facility.code,
      ward,
    ]),
  )
}
