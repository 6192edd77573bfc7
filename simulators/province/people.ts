import { type Day, dayStamp, isoDay, yearOf } from './calendar.ts'
import type { Sex } from './person-names.ts'
import type { Commune } from './province-data.ts'

export type Card = {
  readonly code: string
  /** Share that the insurance pays, in percent. */
  readonly level: 80 | 95 | 100
  /** The facility of initial registration. */
  readonly home: string
  readonly from: Day
  readonly to: Day
}

export type Person = {
  readonly id: number
  readonly household: number
  readonly name: string
  readonly sex: Sex
  readonly birth: Day
  /** Of some old people only the year is known. */
  readonly isOnlyYearKnown: boolean
  readonly people: string
  readonly nationality: string
  readonly commune: Commune
  readonly place: string
  readonly phone: string
  readonly occupation: string
  readonly employer: string
  /** What stands in SO_CCCD: 12 digits, an old 9-digit number, a passport; of a young child a parent's. */
  readonly number: string
  readonly card: Card | undefined
  readonly blood: string
  /** Grown weight in kg. */
  readonly weight: number
  readonly father: string
  readonly mother: string
  /** Place in the list of the mother, for one born while the story runs. */
  readonly motherId?: number
}

/** NGAY_SINH: day, or the year alone; of one at most 28 days old also the time. */
export function birthStamp(person: Person, day: Day): string {
  if (person.isOnlyYearKnown) return `${yearOf(person.birth)}00000000`
  if (day - person.birth <= 28) return `${dayStamp(person.birth)}${birthTime(person)}`
  return `${dayStamp(person.birth)}0000`
}

/** The time of birth, `HHMM`, the same wherever it is told. */
export function birthTime(person: Person): string {
  const minute = (person.id * 37) % 600
  return `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`
}

/** The address with the unit names of the day. */
export function addressOn(person: Person, day: Day): string {
  const { commune, place } = person
  if (isoDay(day) >= '2025-07-01') return `${place}, ${lowerFirst(commune.name)}, tỉnh Quảng Ngãi`
  const province = commune.formerProvince === '62' ? 'tỉnh Kon Tum' : 'tỉnh Quảng Ngãi'
  const parts = [
    place,
    lowerFirst(commune.formerName),
    lowerFirst(commune.formerDistrict),
    province,
  ]
  return [...new Set(parts)].join(', ')
}

export function provinceOn(person: Person, day: Day): string {
  return isoDay(day) >= '2025-07-01' ? '51' : person.commune.formerProvince
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}
