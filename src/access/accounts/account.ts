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
  readonly licence?: string
  /** A demo account opens with the installation's demo password, and only in demo mode. */
  readonly demo: boolean
  readonly passwordHash?: string
  readonly locked: boolean
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

/** What a demo name says of its account. */
export type DemoName =
  | { readonly role: 'facility-clerk' | 'doctor'; readonly facility: FacilityCode }
  | { readonly role: 'citizen'; readonly citizenNumber: CitizenNumber }
  | { readonly role: 'department-officer'; readonly province: string }
  | { readonly role: 'administrator' }

/**
 * Reads the name of a demo account: `clerk@51001`, `doctor@51001`, `citizen@<12 digits>`, `officer@51`, `admin`.
 * Undefined for any other name.
 */
export function readDemoName(signInName: string): DemoName | undefined {
  const [part, place = '', ...more] = readSignInName(signInName).split('@')
  if (more.length > 0) return undefined
  if (part === 'admin') return place === '' ? { role: 'administrator' } : undefined
  if (part === 'officer' && /^\d{2}$/.test(place))
    return { role: 'department-officer', province: place }
  if (part === 'citizen') {
    const number = parseCitizenNumber(place)
    return number.ok ? { role: 'citizen', citizenNumber: number.value } : undefined
  }
  const facility = parseFacilityCode(place.toUpperCase())
  if (!facility.ok) return undefined
  if (part === 'clerk') return { role: 'facility-clerk', facility: facility.value }
  if (part === 'doctor') return { role: 'doctor', facility: facility.value }
  return undefined
}
