import type { Caller, Role } from '#vocabulary/caller'
import { type CitizenNumber, parseCitizenNumber } from '#vocabulary/citizen-number'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** One person who may sign in. `id` is what the audit log shows; it never holds a citizen number. */
export type Account = {
  readonly id: string
  readonly signInName: string
  readonly name: string
  readonly role: Role
  readonly facility?: FacilityCode
  readonly province?: string
  readonly citizenNumber?: CitizenNumber
  /** Of a practitioner: the twelve digits that the own file of practice is found by. */
  readonly practitioner?: CitizenNumber
  readonly licence?: string
  /** A demo account opens with the installation's demo password, and only in demo mode. */
  readonly demo: boolean
  readonly passwordHash?: string
  readonly locked: boolean
  readonly passwordSetAt?: Date
  /** Whether the password is long enough to stand without a second factor. */
  readonly passwordAlone: boolean
  readonly createdAt: Date
  readonly lastSignInAt?: Date
  /** Since when the days without use count anew. */
  readonly reopenedAt?: Date
  /** Of a citizen who was identified before the account was made: `yyyy-mm-dd`. */
  readonly birthDate?: string
}

/** What is said of an account when it is made; the rest follows from its life. */
export type AccountMade = Pick<
  Account,
  | 'id'
  | 'signInName'
  | 'name'
  | 'role'
  | 'facility'
  | 'province'
  | 'citizenNumber'
  | 'practitioner'
  | 'licence'
  | 'demo'
  | 'birthDate'
> & { readonly identifiedBy?: 'counter' | 'upstream' }

/** An account as the audit log names it, before there is a session. */
export function callerOf(
  { id, name, role, facility }: Account,
  address: string,
): Pick<Caller, 'account' | 'name' | 'role' | 'facility' | 'address'> {
  return { account: id, name, role, address, ...(facility === undefined ? {} : { facility }) }
}

/** Who a signed-in account is to the rest of the house, wherever it calls from. */
export type Identity = Omit<Caller, 'address'>

/** Sign-in names are typed on phones: case and spaces around do not matter. */
export function readSignInName(text: string): string {
  return text.trim().toLowerCase()
}

/** Names by which the audit log calls nobody in particular. */
const RESERVED = new Set(['anonymous', 'public', 'system', 'demo'])

/** 3-64 letters, digits and `. _ - @`, beginning with a letter. Refuses `access.sign-in-name-malformed`. */
export function parseSignInName(text: string): Outcome<string> {
  const name = readSignInName(text)
  if (!/^[a-z][a-z0-9._@-]{2,63}$/.test(name) || RESERVED.has(name))
    return refuse('incorrect', 'access.sign-in-name-malformed', 'signInName')
  return accept(name)
}

type FacilityRole = 'facility-clerk' | 'doctor' | 'facility-administrator'
type ProvinceRole = 'department-officer' | 'department-head' | 'inspector'
type CountryRole =
  | 'ministry-officer'
  | 'traditional-officer'
  | 'analyst'
  | 'auditor'
  | 'administrator'

/** What a demo name says of its account. */
export type DemoName =
  | { readonly role: FacilityRole; readonly facility: FacilityCode }
  | { readonly role: 'citizen'; readonly citizenNumber: CitizenNumber }
  | { readonly role: 'practitioner'; readonly practitioner: CitizenNumber }
  | { readonly role: ProvinceRole; readonly province: string }
  | { readonly role: CountryRole }

const FACILITY_NAMES = new Map<string, FacilityRole>([
  ['clerk', 'facility-clerk'],
  ['doctor', 'doctor'],
  ['facility-admin', 'facility-administrator'],
])
const PROVINCE_NAMES = new Map<string, ProvinceRole>([
  ['officer', 'department-officer'],
  ['head', 'department-head'],
  ['inspector', 'inspector'],
])
const COUNTRY_NAMES = new Map<string, CountryRole>([
  ['ministry', 'ministry-officer'],
  ['traditional', 'traditional-officer'],
  ['analyst', 'analyst'],
  ['auditor', 'auditor'],
  ['admin', 'administrator'],
])

/**
 * Reads the name of a demo account: `clerk@51001`, `doctor@51001`, `facility-admin@51001`, `citizen@<12 digits>`,
 * `practitioner@<12 digits>`,
 * `officer@51` (also 00 the Ministry's own, 97 army, 98 police), `head@51`, `inspector@51`, `ministry`, `traditional`, `analyst`, `auditor`, `admin`. Undefined for any other name.
 */
export function readDemoName(signInName: string): DemoName | undefined {
  const [part = '', place = '', ...more] = readSignInName(signInName).split('@')
  if (more.length > 0) return undefined
  const country = COUNTRY_NAMES.get(part)
  if (country) return place === '' ? { role: country } : undefined
  const ofProvince = PROVINCE_NAMES.get(part)
  if (ofProvince) return /^\d{2}$/.test(place) ? { role: ofProvince, province: place } : undefined
  if (part === 'citizen') {
    const number = parseCitizenNumber(place)
    return number.ok ? { role: 'citizen', citizenNumber: number.value } : undefined
  }
  if (part === 'practitioner') {
    const number = parseCitizenNumber(place)
    return number.ok ? { role: 'practitioner', practitioner: number.value } : undefined
  }
  const ofFacility = FACILITY_NAMES.get(part)
  const facility = parseFacilityCode(place.toUpperCase())
  return ofFacility && facility.ok ? { role: ofFacility, facility: facility.value } : undefined
}
