import type { Statement, SyntheticFile } from './synthetic-file.ts'
import { type Facility, makeFacilities, type StaffMember } from '../province/facilities.ts'
import { makeRandom } from '../province/random.ts'
import { wardNames } from '../province/province-data.ts'
import { ENTERED_AT, OFFICE_HOURS, statementMaker } from './make-statement.ts'

const FORMS: Readonly<Record<string, string>> = {
  'commune-station': 'commune-station',
  clinic: 'clinic-general',
  'traditional-hospital': 'hospital-traditional',
  'specialised-hospital': 'hospital-specialised',
}

const TITLES: Readonly<
  Record<
    StaffMember['title'],
    { readonly title: string; readonly scope: string; readonly level: string }
  >
> = {
  'Bác sĩ': { title: 'BS', scope: '32-V', level: 'bachelor' },
  'Y sĩ': { title: 'YS', scope: '32-X', level: 'intermediate' },
  'Điều dưỡng': { title: 'DD', scope: '32-XII', level: 'college' },
  'Hộ sinh': { title: 'HS', scope: '32-XIII', level: 'college' },
  'Kỹ thuật y': { title: 'KTY', scope: '32-XIV', level: 'bachelor' },
}

/** A hospital treats at every hour: its wards work in shifts, of which nobody told us the hours of each person. */
const EVERY_HOUR = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]

/** Licences of the demo last until then, but for those that ran out on purpose. */
const LICENSED_UNTIL = '2030-12-31'

/**
 * The registry behind the synthetic province: its facilities, and the practitioners whose licence numbers stand in its dossiers, so that care
 * and registry can be joined. The same every time.
 */
export function* demoRegistry(): Generator<SyntheticFile> {
  const facilities = makeFacilities()
  for (const facility of facilities) yield facilityFile(facility)
  let count = 0
  for (const facility of facilities)
    for (const member of facility.staff) {
      count += 1
      yield practitionerFile(facility, member, count)
    }
}

/** The authority of a facility of the demo. */
export function demoAuthorities(): ReadonlyMap<string, string> {
  return new Map(makeFacilities().map((one) => [one.code, authorityOf(one)]))
}

function authorityOf({ kind, province }: Facility): string {
  return kind === 'central-hospital' ? '00' : province
}

function facilityFile(facility: Facility): SyntheticFile {
  const { code, kind, province, contract } = facility
  const make = statementMaker()
  const from = '2015-01-01'
  const slots = slotsOf(facility)
  return {
    kind: 'facility',
    province,
    dataState: 'published',
    isPublished: true,
    isListed: true,
    statements: [
      make('administrative', administrativeOf(facility), { from }),
      make(
        'address',
        { commune: facility.commune, text: facility.address },
        { from: '2025-07-01' },
      ),
      make('operating-licence', {
        number: `${Number(code)}/${kind === 'central-hospital' ? 'BYT' : 'MAU'}-GPHĐ`,
        issuer: kind === 'central-hospital' ? 'Bộ Y tế' : 'Sở Y tế',
        issuedOn: from,
        scope: 'Khám bệnh, chữa bệnh theo hình thức tổ chức',
      }),
      make('hours', { kind: 'regular', slots }, { from }),
      make(
        'emr-state',
        { state: kind === 'commune-station' ? 'none' : 'partial' },
        { from: '2026-01-01' },
      ),
      ...responsibleOf(make, facility),
      ...facility.wards.map((ward) => departmentOf(make, facility, ward)),
      ...(contract ? [make('insurance-contract', { number: `HĐ-${code}` }, { from })] : []),
    ],
  }
}

function administrativeOf({ code, name, kind, level }: Facility) {
  return {
    name,
    facilityCode: code,
    form: FORMS[kind] ?? 'hospital-general',
    authority: kind === 'central-hospital' ? 'ministry' : 'province',
    ownership: kind === 'private-hospital' || kind === 'clinic' ? 'private' : 'public',
    level: level <= 1 ? 'specialised' : level <= 2 ? 'basic' : 'initial',
    oldTier: String(Math.min(4, Math.max(1, level))),
    traditional: kind === 'traditional-hospital',
    founded: 1990,
    email: `cs${code}@example.vn`,
  }
}

type Make = ReturnType<typeof statementMaker>

function responsibleOf(make: Make, { head }: Facility): Statement[] {
  const person = { name: head.name, personalId: numberOf(head), licence: head.licence }
  return ['head', 'professional'].map((charge) =>
    make('responsible-person', { charge, ...person }, { from: '2024-01-01' }),
  )
}

function departmentOf(make: Make, { staff, head }: Facility, ward: string): Statement {
  const leader = staff.find(({ wards }) => wards.includes(ward)) ?? head
  const name = `Khoa ${wardNames[ward] ?? ward}`
  return make('department', { code: ward, name, head: numberOf(leader), headName: leader.name })
}

function practitionerFile(facility: Facility, member: StaffMember, count: number): SyntheticFile {
  const make = statementMaker()
  return {
    kind: 'practitioner',
    province: facility.province,
    dataState: 'confirmed',
    isPublished: true,
    statements: [
      ...personOf(make, facility, member, count),
      ...licenceOf(make, member),
      registrationOf(make, facility, member),
      ...declared(make, facility, member),
    ],
  }
}

function personOf(
  make: Make,
  { commune }: Facility,
  member: StaffMember,
  count: number,
): Statement[] {
  const born = Number(member.from.slice(0, 4)) - 27
  return [
    make('identity', {
      name: member.name,
      birthDate: `${born}-0${1 + (count % 9)}-15`,
      sex: count % 2 === 0 ? '2' : '1',
      personalId: numberOf(member),
      nationality: '000',
    }),
    make('contact', { phone: `09${String(10_000_000 + count)}` }),
    make('address', { kind: 'current', commune, text: 'Số 1 đường Mẫu' }),
    make('training', {
      level: TITLES[member.title].level,
      field: 'Y học',
      school: 'Trường Đại học Mẫu',
      issuedOn: `${born + 24}-07-01`,
    }),
  ]
}

function licenceOf(make: Make, { licence, title, from, to }: StaffMember): Statement[] {
  const known = TITLES[title]
  return [
    make('licence', {
      documentType: 'GPHN',
      number: licence,
      issuer: 'Sở Y tế',
      issuedOn: from,
      validTo: to ?? LICENSED_UNTIL,
      title: known.title,
    }),
    make('licence-scope', { licence, scope: known.scope, kind: 'basic' }, { from }),
  ]
}

function registrationOf(make: Make, facility: Facility, member: StaffMember): Statement {
  const [department] = member.wards
  return make(
    'registration',
    {
      facility: facility.code,
      licence: member.licence,
      position: member === facility.head ? '3' : '0',
      kind: 'regular',
      workingTime: '1',
      main: true,
      slots: slotsOf(facility),
      ...(department === undefined ? {} : { department }),
    },
    { from: member.from },
  )
}

function declared(make: Make, { code }: Facility, { name }: StaffMember): Statement[] {
  const days = { from: ENTERED_AT.slice(0, 10) }
  const by = { account: 'seed', version: 1 }
  return [
    make('declaration', { name, words: 'Dữ liệu tổng hợp', ...by }, days),
    make('confirmation', { facility: code, name: 'Dữ liệu tổng hợp', ...by }, days),
  ]
}

function slotsOf({ kind }: Facility) {
  const isHospital = kind.endsWith('hospital')
  return (isHospital ? EVERY_HOUR : OFFICE_HOURS).map((slot) => ({ ...slot, days: [...slot.days] }))
}

/** A number that follows from the licence, of a place of birth that no other synthetic person has. */
function numberOf({ licence, from }: StaffMember): string {
  const year = Number(from.slice(0, 4)) - 27
  const serial = makeRandom(`practitioner ${licence}`).int(0, 9)
  const digits = licence.replace(/\D/g, '').slice(-5).padStart(5, '0')
  return `0990${String(year % 100).padStart(2, '0')}${digits}${serial}`
}
