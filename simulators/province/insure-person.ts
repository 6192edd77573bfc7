import { type Day, dayOf, yearOf } from './calendar.ts'
import type { Facility } from './facilities.ts'
import { hospitalsOfSide } from './near-hospitals.ts'
import type { Card } from './people.ts'
import type { Commune } from './province-data.ts'
import type { Random } from './random.ts'

/** What decides on a person's work and card. */
export type Insuring = {
  readonly random: Random
  readonly facilities: readonly Facility[]
  readonly commune: Commune
  /** The person's people, by its code. */
  readonly people: string
  readonly age: number
  readonly birth: Day
  readonly occupation: string
  /** First day of the story: cards are older. */
  readonly start: Day
}

/** A code of two digits from the list of occupations; the highlands farm, the coast fishes. */
export function occupationAt(random: Random, age: number, people: string): string {
  if (age < 18 || age > 62) return '00'
  if (people !== '01')
    return random.weighted(['61', '63', '92', '23', '93'], (code) => (code === '61' ? 8 : 1.5))
  return random.weighted(
    ['61', '62', '52', '93', '75', '81', '71', '83', '23', '22', '41', '24', '33'],
    (code) => ({ '61': 14, '62': 6, '52': 9, '93': 8, '75': 7 })[code] ?? 3,
  )
}

/** Occupations with an employer, who pays into the social insurance. */
export function isEmployed(occupation: string): boolean {
  return ['75', '81', '23', '22', '41', '24', '33', '83'].includes(occupation)
}

/** The health-insurance card: object code, benefit, former province, ten digits of the social insurance. */
export function cardOf(insuring: Insuring): Card {
  const { random, start, birth, commune } = insuring
  const [kind, level] = cardKind(insuring)
  const isSmall = kind === 'TE1'
  return {
    code: `${kind}${commune.formerProvince}${random.int(1_000_000_000, 9_999_999_999)}`,
    level,
    home: homeFacility(insuring),
    from: isSmall ? birth : dayOf(`${yearOf(start) - 1}-01-01`),
    to: isSmall ? dayOf(`${yearOf(birth) + 6}-12-31`) : dayOf('2029-12-31'),
  }
}

function cardKind({ random, people, age, occupation }: Insuring): [string, Card['level']] {
  if (age < 6) return ['TE1', 100]
  if (people !== '01') return random.chance(0.85) ? ['DT2', 100] : ['CN3', 95]
  if (age < 18) return ['HS4', 80]
  if (age > 79) return ['BT2', 100]
  if (age > 60) return random.chance(0.4) ? ['HT3', 95] : ['GD4', 80]
  if (isEmployed(occupation)) return ['DN4', 80]
  const kinds: [string, Card['level']][] = [
    ['GD4', 80],
    ['HN2', 100],
    ['CN3', 95],
  ]
  return random.weighted(kinds, ([kind]) => (kind === 'GD4' ? 8 : 1))
}

/** The station of the own commune when it sends dossiers, else a regional or provincial hospital of the same side. */
function homeFacility({ random, facilities, commune }: Insuring): string {
  const own = facilities.find(
    (one) => one.isActive && one.kind === 'commune-station' && one.commune === commune.code,
  )
  if (own && random.chance(0.55)) return own.code
  const city = CITY_HOSPITALS[commune.formerDistrict]
  if (city && random.chance(0.5)) return city
  return random.pick(hospitalsOfSide(facilities, commune)).code
}

/** Around the two cities many are registered with the provincial hospital. */
const CITY_HOSPITALS: Readonly<Record<string, string>> = {
  'Thành phố Quảng Ngãi': '51001',
  'Huyện Tư Nghĩa': '51001',
  'Huyện Sơn Tịnh': '51001',
  'Thành phố Kon Tum': '62001',
}
