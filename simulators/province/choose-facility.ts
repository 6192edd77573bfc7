import { isoDay, type Day } from './calendar.ts'
import type { Facility } from './facilities.ts'
import { HALF_BENEFIT_FROM, mayComeAlone } from './insurance-terms.ts'
import { hospitalsOfSide } from './near-hospitals.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'

/** How a person comes to a facility: the place, the route, and who sent them. */
export type Way = Pick<VisitPlan, 'facility' | 'route' | 'from'>

export type Choosing = {
  readonly random: Random
  readonly facilities: readonly Facility[]
  readonly byCode: ReadonlyMap<string, Facility>
}

export const CENTRAL = '01999'

/** The facility with which the person is registered, or the nearest one for those without a card. */
export function homeOf(choosing: Choosing, person: Person): Facility {
  const home = person.card ? choosing.byCode.get(person.card.home) : undefined
  return home ?? firstOf(hospitalsOfSide(choosing.facilities, person.commune), choosing.facilities)
}

/** Where somebody goes with a small complaint. */
export function wayForIllness(
  choosing: Choosing,
  person: Person,
  day: Day,
  level: number,
  services: readonly string[],
): Way {
  const { random, facilities } = choosing
  if (!person.card && random.chance(0.4))
    return ordinary(clinicOf(choosing, services) ?? homeOf(choosing, person))
  if (person.card && random.chance(0.025)) {
    const clinic = clinicOf(choosing, services)
    if (clinic) return ordinary(clinic)
  }
  const offers = (one: Facility) =>
    one.level >= level && services.every((key) => one.services.has(key))
  const home = homeOf(choosing, person)
  const station = stationOf(choosing, person)
  if (level === 0 && station && offers(station) && random.chance(0.6)) return ordinary(station)
  if (random.chance(0.06)) {
    const privates = facilities.filter(
      (one) => ['51020', '51030'].includes(one.code) && offers(one),
    )
    if (privates.length > 0) return ordinary(random.pick(privates))
  }
  if (isoDay(day) >= HALF_BENEFIT_FROM && random.chance(0.1)) {
    const upper = provincialOf(choosing, person)
    if (offers(upper)) return ordinary(upper)
  }
  if (offers(home)) return ordinary(home)
  const near = hospitalsOfSide(facilities, person.commune).filter(offers)
  if (near.length > 0) return ordinary(random.pick(near))
  return byReferral(choosing, person, provincialOf(choosing, person), day)
}

/** Where somebody is admitted: the nearest hospital that has the ward and the operation. */
export function wayForStay(
  choosing: Choosing,
  person: Person,
  day: Day,
  ward: string,
  surgery: string,
  isEmergency: boolean,
): Way | undefined {
  const { random, facilities } = choosing
  const offers = (one: Facility) => offersStay(one, ward, surgery)
  const near = [homeOf(choosing, person), ...hospitalsOfSide(facilities, person.commune)].filter(
    offers,
  )
  const upper = facilities.filter(
    (one) => isProvincial(one) && isSameSide(one, person) && offers(one),
  )
  const place =
    near.length > 0 && !(upper.length > 0 && random.chance(0.3))
      ? random.pick(near)
      : upper.length > 0
        ? random.pick(upper)
        : undefined
  if (!place) return undefined
  if (isEmergency) return { facility: place, route: 'emergency' }
  if (isProvincial(place) && random.chance(0.5)) return byReferral(choosing, person, place, day)
  return ordinary(place)
}

/** Whether the facility has the ward and, where one is needed, the operation. */
export function offersStay(facility: Facility, ward: string, surgery: string): boolean {
  return facility.wards.includes(ward) && (surgery === '' || facility.services.has(surgery))
}

/** A facility above, with a referral from home where the insurance wants one. */
export function byReferral(choosing: Choosing, person: Person, facility: Facility, day: Day): Way {
  const home = homeOf(choosing, person)
  if (home.code === facility.code || !person.card || !facility.contract) return ordinary(facility)
  if (mayComeAlone({ facility, day }) && choosing.random.chance(0.3)) return ordinary(facility)
  return { facility, route: 'referral', from: home.code }
}

/** The provincial hospital of the person's side. */
export function provincialOf(choosing: Choosing, person: Person): Facility {
  const code = person.commune.formerProvince === '62' ? '62001' : '51001'
  return choosing.byCode.get(code) ?? firstOf(choosing.facilities, [])
}

/** The traditional hospital of the person's side. */
export function traditionalOf(choosing: Choosing, person: Person): Facility {
  const code = person.commune.formerProvince === '62' ? '62002' : '51004'
  return choosing.byCode.get(code) ?? provincialOf(choosing, person)
}

/** Where a long illness is treated. */
export function wayForLongIllness(
  choosing: Choosing,
  person: Person,
  kind: string,
  level: number,
  special: string,
  day: Day,
): Way {
  const { facilities, random, byCode } = choosing
  const upper = provincialOf(choosing, person)
  if (kind === 'central') return byReferral(choosing, person, byCode.get(CENTRAL) ?? upper, day)
  if (kind === 'tb') {
    const code = person.commune.formerProvince === '62' ? '62001' : '51003'
    return byReferral(choosing, person, byCode.get(code) ?? upper, day)
  }
  if (kind === 'traditional')
    return byReferral(choosing, person, traditionalOf(choosing, person), day)
  if (special === 'dialysis') {
    const places = facilities.filter(
      (one) => one.wards.includes('K35') && isSameSide(one, person) && one.code !== CENTRAL,
    )
    return byReferral(choosing, person, places.length > 0 ? random.pick(places) : upper, day)
  }
  const station = stationOf(choosing, person)
  if (level === 0 && station && random.chance(0.6)) return ordinary(station)
  const home = homeOf(choosing, person)
  if (home.level >= level && home.wards.length > (level === 0 ? 0 : 2)) return ordinary(home)
  if (level < 2) return ordinary(random.pick(hospitalsOfSide(facilities, person.commune)))
  return byReferral(choosing, person, upper, day)
}

function stationOf({ facilities }: Choosing, person: Person): Facility | undefined {
  return facilities.find(
    (one) => one.isActive && one.kind === 'commune-station' && one.commune === person.commune.code,
  )
}

export function isProvincial(facility: Facility): boolean {
  return facility.kind === 'provincial-hospital' || facility.kind === 'specialised-hospital'
}

function isSameSide(facility: Facility, person: Person): boolean {
  return facility.code.startsWith(person.commune.formerProvince)
}

function clinicOf(choosing: Choosing, services: readonly string[]): Facility | undefined {
  const clinics = choosing.facilities.filter(
    (one) =>
      !one.contract && one.services.size > 0 && services.every((key) => one.services.has(key)),
  )
  return clinics.length > 0 ? choosing.random.pick(clinics) : undefined
}

function ordinary(facility: Facility): Way {
  return { facility, route: 'ordinary' }
}

function firstOf(some: readonly Facility[], otherwise: readonly Facility[]): Facility {
  const first = some[0] ?? otherwise[0]
  if (!first) throw new Error('a province without facilities')
  return first
}
