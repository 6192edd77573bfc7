import namesData from './data/names.json' with { type: 'json' }
import type { Random } from './random.ts'

export type Sex = 'male' | 'female'

/** The names of one people: family names by frequency, middle and given names. */
type NameStock = {
  readonly family: readonly (readonly (string | number)[])[]
  readonly middleMale: readonly string[]
  readonly middleFemale: readonly string[]
  readonly givenMale: readonly string[]
  readonly givenFemale: readonly string[]
}

/** Which stock of names a people draws from, by its code in the list of 54 peoples. */
const STOCKS: Readonly<Record<string, NameStock>> = {
  '01': namesData.kinh,
  '10': namesData.jarai,
  '13': namesData.bahnar,
  '14': namesData.sedang,
  '19': namesData.hre,
  '27': namesData.gietrieng,
  '30': namesData.cor,
}

export const hamlets: readonly string[] = namesData.hamlets
export const highlandHamlets: readonly string[] = namesData.highland
export const streets: readonly string[] = namesData.streets
export const employers: readonly string[] = namesData.employers
export const foreigners: readonly (readonly (string | number)[])[] = namesData.foreign

/** A family name; '' where the people has none and men are called A, women Y. */
export function familyName(random: Random, people: string): string {
  const stock = stockOf(people)
  if (isCalledByParticle(stock)) return ''
  const [name] = random.weighted(stock.family, ([, weight]) => Number(weight))
  return String(name)
}

/** The full name in capitals, as hospitals write it. */
export function fullName(random: Random, people: string, sex: Sex, family: string): string {
  const stock = stockOf(people)
  const first = family === '' ? (sex === 'male' ? 'A' : 'Y') : family
  const middle = random.pick(sex === 'male' ? stock.middleMale : stock.middleFemale)
  const given = random.pick(sex === 'male' ? stock.givenMale : stock.givenFemale)
  return [first, middle, given]
    .filter((part) => part !== '')
    .join(' ')
    .toLocaleUpperCase('vi')
    .normalize('NFC')
}

function stockOf(people: string): NameStock {
  return STOCKS[people] ?? namesData.kinh
}

function isCalledByParticle(stock: NameStock): boolean {
  return stock.family[0]?.[0] === 'A' && stock.family[1]?.[0] === 'Y'
}
