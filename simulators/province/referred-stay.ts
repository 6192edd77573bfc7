import type { Day } from './calendar.ts'
import { byReferral } from './choose-facility.ts'
import { befalls, chronicCourses, type InpatientCourse } from './courses.ts'
import type { Facility } from './facilities.ts'
import { type Living, workday } from './living.ts'
import type { Person } from './people.ts'
import type { VisitPlan } from './visit-plan.ts'

export type Stay = {
  readonly course: InpatientCourse
  readonly facility: Facility
  /** Calendar days, both ends counted. */
  readonly days: number
}

/** Calendar days in the hospital that passes a patient on. */
const FIRST_DAYS = 2

/** A stay that ends on the given day. */
export function stayAt(living: Living, person: Person, stay: Stay, leave: Day): VisitPlan {
  const { course, facility, days } = stay
  const day = leave - days + 1
  const isEmergency = living.random.chance(course.emergency / 2)
  const way = isEmergency
    ? { facility, route: 'emergency' as const }
    : facility.kind === 'regional-hospital'
      ? { facility, route: 'ordinary' as const }
      : byReferral(living, person, facility, day)
  return { person, ...way, day, care: { kind: 'inpatient', course, days } }
}

/** Two days in one hospital, then the stay in the one above, ending on the given day, at home or with a referral back. */
export function passOn(
  living: Living,
  person: Person,
  stay: Stay,
  source: Facility,
  leave: Day,
  back?: Facility,
): VisitPlan[] {
  const { course, facility, days } = stay
  const day = leave - days + 1
  const first: VisitPlan = {
    person,
    facility: source,
    route: living.random.chance(course.emergency) ? 'emergency' : 'ordinary',
    day: day - FIRST_DAYS,
    care: { kind: 'inpatient', course, days: FIRST_DAYS },
    referTo: facility,
  }
  const second: VisitPlan = {
    person,
    facility,
    route: 'referral',
    from: source.code,
    day,
    care: { kind: 'inpatient', course, days },
    ...(back ? { referTo: back } : {}),
  }
  return [first, second]
}

/** The long illness that stands behind an admission. */
const LONG_ILLNESSES: Readonly<Record<string, string>> = {
  mi: 'cad',
  copdEx: 'copd',
  dka: 'dm',
}

/** The first visit after a stay elsewhere, by somebody who was sent back; none where nothing fits. */
export function careAfterStay(
  person: Person,
  { course, facility }: Stay,
  place: Facility,
  day: Day,
): VisitPlan[] {
  const wanted = [LONG_ILLNESSES[course.key] ?? 'htn', 'htn']
  const long = wanted
    .flatMap((key) => chronicCourses.filter((one) => one.key === key))
    .find((one) => one.level <= place.level && befalls(one, person, day))
  if (!long) return []
  return [
    {
      person,
      facility: place,
      route: place.code === person.card?.home ? 'ordinary' : 'referral',
      from: facility.code,
      day,
      care: { kind: 'chronic', course: long, ordinal: 0, total: 1 },
      nextDay: workday(day + long.every),
    },
  ]
}
