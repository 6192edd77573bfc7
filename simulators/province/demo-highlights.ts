import { type Day, dayOf, isoDay } from './calendar.ts'
import type { Facility } from './facilities.ts'
import { foundProvince, type ProvinceSize } from './make-province.ts'
import type { Person } from './people.ts'
import type { VisitPlan } from './visit-plan.ts'

/** A book of several facilities. */
const FACILITIES_MIN = 3

export type DemoHighlights = {
  /** Somebody with a rich book: a long illness with values over time, papers, several facilities. */
  readonly citizen: {
    readonly name: string
    readonly number: string
    readonly illness: string
    readonly visits: number
    readonly facilities: number
  }
  /** A parent, and a child known by the parent's number, which has a book of its own. */
  readonly family?: {
    readonly parent: string
    readonly number: string
    readonly child: string
    readonly childBorn: string
    /** Where the child was seen. */
    readonly facility: string
  }
  /** A commune station whose doctor finds somebody in every list. */
  readonly station: { readonly code: string; readonly name: string; readonly commune: string }
}

/** Whom to open first in a demo of this size: read off the plans, nothing is written. */
export function demoHighlights(size: ProvinceSize): DemoHighlights {
  const { facilities, people, plans } = foundProvince(size)
  const end = dayOf(size.endDay)
  const past = plans.filter((plan) => lastDayOf(plan) <= end)
  const byPerson = Map.groupBy(past, (plan) => plan.person.id)
  const visitsOf = (person: Person) => byPerson.get(person.id) ?? []
  const family = findFamily(people, visitsOf)
  return {
    citizen: findCitizen(people, visitsOf),
    ...(family ? { family } : {}),
    station: findStation(facilities, past, end),
  }
}

function findCitizen(
  people: readonly Person[],
  visitsOf: (person: Person) => readonly VisitPlan[],
): DemoHighlights['citizen'] {
  const best = highest(people, (person) => richness(person, visitsOf(person)))
  const visits = best ? visitsOf(best) : []
  return {
    name: best?.name ?? '',
    number: best?.number ?? '',
    illness:
      visits.flatMap(({ care }) => (care.kind === 'chronic' ? [care.course.text] : []))[0] ?? '',
    visits: visits.length,
    facilities: countFacilities(visits),
  }
}

/** What a book is worth to a reader: facilities and values that change, then papers and visits. */
function richness(person: Person, visits: readonly VisitPlan[]): number {
  const long = visits.filter(({ care }) => hasOpenTrend(care))
  if (long.length < 8 || !/^\d{12}$/.test(person.number)) return 0
  if (!visits.some(isHomecoming)) return 0
  const values = Math.max(...long.map(({ care }) => countValues(care)))
  const papers = [visits.some((plan) => plan.referTo), visits.some((plan) => plan.nextDay)]
  const facilities = countFacilities(visits)
  const breadth = facilities < FACILITIES_MIN ? 0 : Math.min(facilities, 4) * Math.min(values, 4)
  return breadth + papers.filter(Boolean).length * 2 + Math.min(visits.length, 24) / 8
}

/** A long illness with values that change over time, and nothing that only its own ward may see. */
function hasOpenTrend(care: VisitPlan['care']): boolean {
  return (
    countValues(care) > 1 &&
    !(care.kind === 'chronic' && ['hiv', 'tb'].includes(care.course.special))
  )
}

function countValues(care: VisitPlan['care']): number {
  return care.kind === 'chronic' ? Object.keys(care.course.trend).length : 0
}

function countFacilities(visits: readonly VisitPlan[]): number {
  return new Set(visits.map((plan) => plan.facility.code)).size
}

function findFamily(
  people: readonly Person[],
  visitsOf: (person: Person) => readonly VisitPlan[],
): DemoHighlights['family'] {
  const parents = new Map(people.filter(isGrown).map((person) => [person.number, person]))
  const child = highest(people, (person) => {
    const parent = isGrown(person) ? undefined : parents.get(person.number)
    if (!parent || parent.household !== person.household) return 0
    return Math.min(visitsOf(person).length, 6) * 2 + Math.min(visitsOf(parent).length, 6)
  })
  const parent = child && parents.get(child.number)
  if (!child || !parent) return undefined
  return {
    parent: parent.name,
    number: parent.number,
    child: child.name,
    childBorn: isoDay(child.birth),
    facility: visitsOf(child).at(-1)?.facility.code ?? '',
  }
}

/** Somebody whose number is their own: only children are named with parents and bear a parent's. */
function isGrown(person: Person): boolean {
  return person.mother === ''
}

function findStation(
  facilities: readonly Facility[],
  past: readonly VisitPlan[],
  end: Day,
): DemoHighlights['station'] {
  const stations = facilities.filter((one) => one.kind === 'commune-station')
  const best = highest(stations, (station) => {
    const counts = countLists(station, past, end)
    return Math.min(...counts) * 100 + counts.reduce((sum, count) => sum + count, 0)
  })
  return { code: best?.code ?? '', name: best?.name ?? '', commune: best?.commune ?? '' }
}

/** Referred to the station in a month, come home in a week, awaited now, not come. */
function countLists(station: Facility, past: readonly VisitPlan[], end: Day): number[] {
  const referred = past.filter(
    (plan) => plan.referTo?.code === station.code && lastDayOf(plan) > end - 30,
  )
  const discharged = past.filter(
    (plan) =>
      isHomecoming(plan) &&
      plan.person.commune.code === station.commune &&
      lastDayOf(plan) > end - 7,
  )
  const own = past.filter((plan) => plan.facility.code === station.code)
  const late = own
    .filter((plan) => !own.some((one) => one.person.id === plan.person.id && one.day > plan.day))
    .flatMap(({ nextDay }) => (nextDay === undefined ? [] : [end - nextDay]))
  const due = late.filter((days) => days >= -1 && days <= 7)
  const missed = late.filter((days) => days > 7 && days < 60)
  return [referred, discharged, due, missed].map((list) => list.length)
}

function isHomecoming({ care, referTo }: VisitPlan): boolean {
  return care.kind === 'inpatient' && referTo === undefined
}

/** The last day of a visit, as far as its plan tells. */
function lastDayOf({ care, day }: VisitPlan): Day {
  if (care.kind !== 'inpatient') return day
  return day + Math.max(0, (care.days ?? care.course.days[1] ?? 1) - 1)
}

/** The first of those with the highest worth; none when all are worth nothing. */
function highest<Item>(items: readonly Item[], worthOf: (item: Item) => number): Item | undefined {
  let best: { item: Item; worth: number } | undefined
  for (const item of items) {
    const worth = worthOf(item)
    if (worth > (best?.worth ?? 0)) best = { item, worth }
  }
  return best?.item
}
