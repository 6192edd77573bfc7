import { ageOn, type Day, yearOf } from './calendar.ts'
import type { Facility } from './facilities.ts'
import { cardOf, isEmployed, occupationAt } from './insure-person.ts'
import type { Person } from './people.ts'
import {
  employers,
  familyName,
  foreigners,
  fullName,
  hamlets,
  highlandHamlets,
  type Sex,
  streets,
} from './person-names.ts'
import { type Commune, communes } from './province-data.ts'
import type { Random } from './random.ts'

type Household = {
  readonly number: number
  readonly commune: Commune
  readonly people: string
  readonly place: string
  readonly phone: string
  readonly isInsured: boolean
  readonly family: string
}

type Making = {
  readonly random: Random
  readonly facilities: readonly Facility[]
  readonly start: Day
  readonly end: Day
  readonly people: Person[]
  readonly numbers: Set<string>
}

/** The persons of the province, household by household; about one in a hundred is a foreigner. */
export function makePeople(
  random: Random,
  facilities: readonly Facility[],
  count: number,
  start: Day,
  end: Day,
): Person[] {
  const making: Making = { random, facilities, start, end, people: [], numbers: new Set() }
  for (let number = 1; making.people.length < count; number += 1) {
    if (random.chance(0.006)) addForeigner(making, number)
    else addHousehold(making, makeHousehold(random, number))
  }
  return making.people.slice(0, count)
}

function makeHousehold(random: Random, number: number): Household {
  const commune = random.weighted(communes, (one) => one.weight)
  const roll = random.next() * 100
  let people = '01'
  let reached = 0
  for (const [code, share] of Object.entries(commune.peoples)) {
    reached += share
    if (roll < reached) {
      people = code
      break
    }
  }
  const hamlet = random.pick(people === '01' ? hamlets : highlandHamlets)
  const place = commune.name.startsWith('Phường')
    ? `Số ${random.int(1, 240)} ${random.pick(streets)}`
    : hamlet
  return {
    number,
    commune,
    people,
    place,
    phone: `0900${String(random.int(0, 999_999)).padStart(6, '0')}`,
    isInsured: random.chance(people === '01' ? 0.93 : 0.98),
    family: familyName(random, people),
  }
}

function addHousehold(making: Making, household: Household): void {
  const { random, end } = making
  const kind = random.weighted(['couple', 'couple', 'single', 'old'] as const, () => 1)
  const headAge = kind === 'old' ? random.int(61, 90) : random.int(21, 60)
  const born = (age: number) => end - Math.round(age * 365.25) - random.int(0, 364)
  const headSex: Sex = random.chance(kind === 'single' ? 0.55 : 0.9) ? 'male' : 'female'
  const head = addPerson(making, household, {
    sex: headSex,
    birth: born(headAge),
    family: household.family,
  })
  if (kind === 'single') return
  const spouseSex: Sex = headSex === 'male' ? 'female' : 'male'
  const spouse = addPerson(making, household, {
    sex: spouseSex,
    birth: born(Math.max(20, headAge - random.int(-2, 5))),
    family: familyName(random, household.people),
  })
  if (kind !== 'old') addChildren(making, household, head, spouse)
}

function addChildren(making: Making, household: Household, head: Person, spouse: Person): void {
  const { random, start, end } = making
  const [mother, father] = head.sex === 'female' ? [head, spouse] : [spouse, head]
  const motherAge = ageOn(end, mother.birth)
  const count = motherAge < 20 ? 0 : random.int(0, motherAge > 46 ? 1 : 3)
  let youngest = mother.birth + Math.round(20 * 365.25)
  for (let child = 0; child < count; child += 1) {
    const birth = youngest + random.int(200, 1500)
    if (birth > end - 3) break
    youngest = birth + 400
    const isBornNow = birth > start + 30
    addPerson(making, household, {
      sex: random.chance(0.51) ? 'male' : 'female',
      birth,
      family: father.name.split(' ')[0] ?? '',
      father: father.name,
      mother: mother.name,
      guardianNumber: random.chance(0.8) ? mother.number : father.number,
      ...(isBornNow ? { motherId: mother.id } : {}),
    })
  }
}

type Traits = {
  readonly sex: Sex
  readonly birth: Day
  readonly family: string
  readonly father?: string
  readonly mother?: string
  readonly guardianNumber?: string
  readonly motherId?: number
}

function addPerson(making: Making, household: Household, traits: Traits): Person {
  const { random, end, people } = making
  const age = ageOn(end, traits.birth)
  const family = ['A', 'Y'].includes(traits.family) ? '' : titleCase(traits.family)
  const occupation = occupationAt(random, age, household.people)
  const person: Person = {
    id: people.length,
    household: household.number,
    name: fullName(random, household.people, traits.sex, family),
    sex: traits.sex,
    birth: traits.birth,
    isOnlyYearKnown: age > 65 && random.chance(household.people === '01' ? 0.04 : 0.2),
    people: household.people,
    nationality: '000',
    commune: household.commune,
    place: household.place,
    phone: household.phone,
    occupation,
    employer: isEmployed(occupation) ? random.pick(employers) : '',
    number: numberOf(making, traits, household, age),
    card: household.isInsured
      ? cardOf({
          ...making,
          commune: household.commune,
          people: household.people,
          age,
          birth: traits.birth,
          occupation,
        })
      : undefined,
    blood: random.weighted(['O+', 'A+', 'B+', 'AB+', ''], (group) =>
      group === '' ? 120 : group === 'AB+' ? 5 : 25,
    ),
    weight: Math.round(random.around(traits.sex === 'male' ? 60 : 52, 8) * 2) / 2,
    father: traits.father ?? '',
    mother: traits.mother ?? '',
    ...(traits.motherId === undefined ? {} : { motherId: traits.motherId }),
  }
  people.push(person)
  return person
}

function titleCase(name: string): string {
  return name === '' ? '' : name.charAt(0) + name.slice(1).toLocaleLowerCase('vi')
}

/** Children under six are known by a parent's number; some old people still by nine digits. */
function numberOf(making: Making, traits: Traits, household: Household, age: number): string {
  const { random, numbers } = making
  if (age < 6 && traits.guardianNumber !== undefined && (age < 1 || random.chance(0.7)))
    return traits.guardianNumber
  for (;;) {
    const number = makeNumber(random, traits, household, age)
    if (numbers.has(number)) continue
    numbers.add(number)
    return number
  }
}

function makeNumber(random: Random, traits: Traits, household: Household, age: number): string {
  if (age > 60 && random.chance(0.06))
    return `2${household.commune.formerProvince === '62' ? '3' : '1'}${random.int(1_000_000, 9_999_999)}`
  const year = yearOf(traits.birth)
  const century = (Math.floor(year / 100) - 19) * 2 + (traits.sex === 'male' ? 0 : 1)
  const place = random.chance(0.94)
    ? `0${household.commune.formerProvince}`
    : random.pick(['048', '049', '052', '064', '079'])
  return `${place}${century}${String(year % 100).padStart(2, '0')}${String(random.int(0, 999_999)).padStart(6, '0')}`
}

function addForeigner(making: Making, number: number): void {
  const { random, end, people } = making
  const [name, sex, nationality] = random.pick(foreigners)
  const commune = random.weighted(communes, (one) =>
    one.name.startsWith('Phường') || one.code === '21548' ? one.weight : 0,
  )
  people.push({
    id: people.length,
    household: number,
    name: `${String(name)} ${String.fromCharCode(65 + (people.length % 26))}`,
    sex: sex === 1 ? 'male' : 'female',
    birth: end - random.int(23, 62) * 365,
    isOnlyYearKnown: false,
    people: '55',
    nationality: String(nationality),
    commune,
    place: `Số ${random.int(1, 240)} ${random.pick(streets)}`,
    phone: `0900${String(random.int(0, 999_999)).padStart(6, '0')}`,
    occupation: '24',
    employer: random.pick(employers),
    number: `${random.pick(['M', 'T', 'L', 'C'])}${random.int(1_000_000, 9_999_999)}`,
    card: undefined,
    blood: '',
    weight: 66,
    father: '',
    mother: '',
  })
}
