import type { FacilityCode } from '#vocabulary/facility-code'
import { searchKey } from '#vocabulary/person-name'

/** What a message says about who the person is: claims, none of them proof. */
export type PersonClaim = {
  /** Twelve digits (số định danh cá nhân). */
  readonly citizenNumber?: string
  /** A number of nine digits, a passport, an e-identity account. */
  readonly otherNumber?: string
  /** Health-insurance cards, fifteen characters each, temporary codes of newborns included. */
  readonly insuranceNumbers: readonly string[]
  /** Ten digits; also the last ten characters of a card. */
  readonly socialInsuranceNumber?: string
  readonly name: string
  /** `yyyy-mm-dd`, `yyyy-mm` or `yyyy`; empty when nobody knows. */
  readonly birthDate: string
  /** `HH:MM`, known of newborns: twins of a day are told apart by it. */
  readonly birthTime?: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly facility: FacilityCode
  /** The number under which the facility knows the person (MA_BN). */
  readonly patientNumber: string
  /** The personal ID is a parent's or guardian's: a child without one of its own. */
  readonly underGuardianNumber?: boolean
}

/** Numbers by which a person is known, strongest first. */
export const IDENTIFIER_SYSTEMS = [
  'citizen',
  'social-insurance',
  'other',
  'patient-number',
] as const

export type IdentifierSystem = (typeof IDENTIFIER_SYSTEMS)[number]

export type PersonNumber = { readonly system: IdentifierSystem; readonly value: string }

/** The characters of a card that are the social-insurance number; those before say province, benefit and object. */
const SOCIAL_INSURANCE_DIGITS = 10

/** The numbers of a claim that name this very person, strongest first, none twice. A guardian's number is not among them. */
export function numbersOf(claim: PersonClaim): PersonNumber[] {
  const insurance = [claim.socialInsuranceNumber ?? '', ...claim.insuranceNumbers]
    .map((number) => number.slice(-SOCIAL_INSURANCE_DIGITS))
    .filter((number) => /^\d{10}$/.test(number) && !/^0+$/.test(number))
  const own = claim.underGuardianNumber ? '' : (claim.citizenNumber ?? '')
  const numbers: PersonNumber[] = [
    { system: 'citizen', value: own },
    ...[...new Set(insurance)].map((value) => ({ system: 'social-insurance' as const, value })),
    { system: 'other', value: (claim.otherNumber ?? '').toUpperCase() },
    { system: 'patient-number', value: patientNumberKey(claim) },
  ]
  return numbers.filter((number) => number.value !== '')
}

/** A patient number means nothing outside its facility. */
function patientNumberKey(claim: PersonClaim): string {
  return claim.patientNumber === '' ? '' : `${claim.facility}|${claim.patientNumber}`
}

/** What must agree before a number is believed to name the same person. */
export type PersonFacts = {
  readonly nameKey: string
  readonly birthDate: string
  readonly birthTime?: string
}

export function factsOf(claim: PersonClaim): PersonFacts {
  const { birthDate, birthTime } = claim
  const nameKey = searchKey(claim.name)
  return birthTime === undefined ? { nameKey, birthDate } : { nameKey, birthDate, birthTime }
}

/**
 * Whether name and birth date agree: the names without accents are equal, and what both know of the birth date is.
 * A year agrees with any day in it; an unknown birth date agrees with an unknown one only.
 */
export function factsAgree(one: PersonFacts, other: PersonFacts): boolean {
  if (one.nameKey !== other.nameKey) return false
  const [short = '', long = ''] = [one.birthDate, other.birthDate].sort(
    (a, b) => a.length - b.length,
  )
  if (short === '' && long !== '') return false
  if (!long.startsWith(short)) return false
  return (
    one.birthTime === undefined ||
    other.birthTime === undefined ||
    one.birthTime === other.birthTime
  )
}

/** A name from the given name on, as people are called: `an van nguyen`. */
export function reversedWords(nameKey: string): string {
  return nameKey.split(' ').reverse().join(' ')
}
