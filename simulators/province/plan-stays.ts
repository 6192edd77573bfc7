import { ageOn, type Day } from './calendar.ts'
import { CENTRAL, isProvincial, provincialOf, wayForStay } from './choose-facility.ts'
import { befalls, inpatientCourses, type InpatientCourse } from './courses.ts'
import { drawDay, type Living, workday } from './living.ts'
import type { Person } from './people.ts'
import { careAfterStay } from './referred-stay.ts'
import type { VisitPlan } from './visit-plan.ts'
import { inWardBy } from './ward-times.ts'

/** Of the stays, how many begin in the last two weeks; of those some still last. */
const RECENT_DAYS = 14
const RECENT_SHARE = 0.09

/** Stays until the given number of visits is planned. */
export function planStays(living: Living, plans: VisitPlan[], until: number): void {
  const { random, people } = living
  const isInWard = inWardBy(plans)
  for (
    let attempt = 0;
    plans.length < Math.min(until, living.visits) && attempt < living.visits * 4;
    attempt += 1
  ) {
    const person = random.pick(people)
    const isRecent = random.chance(RECENT_SHARE)
    const day = isRecent
      ? living.end - random.int(0, RECENT_DAYS - 1)
      : drawDay(living, RECENT_DAYS)
    if (ageOn(day, person.birth) < 0 || isInWard(person, day - 2, day + 8)) continue
    const fitting = inpatientCourses.filter((course) => befalls(course, person, day))
    if (fitting.length === 0) continue
    const course = random.weighted(fitting, (one) => one.weight)
    plans.push(...stay(living, person, course, day))
  }
}

/** A stay and what follows: a referral to a higher hospital and back, or the wound looked at a week later. */
function stay(living: Living, person: Person, course: InpatientCourse, day: Day): VisitPlan[] {
  const { random, byCode, end } = living
  const way = wayForStay(
    living,
    person,
    day,
    course.ward,
    course.surgery,
    random.chance(course.emergency),
  )
  if (!way) return []
  const care = { kind: 'inpatient', course } as const
  const [, longest = 5] = course.days
  const mayRefer =
    way.facility.level < 3 && course.form === '03' && way.facility.contract && day < end - 22
  if (mayRefer && random.chance(course.referral)) {
    const central = byCode.get(CENTRAL)
    const upper =
      isProvincial(way.facility) || random.chance(0.3) ? central : provincialOf(living, person)
    if (upper && upper.code !== way.facility.code && upper.wards.includes(course.ward))
      return referredStay(living, person, course, { ...way, day }, upper)
  }
  const nextDay = workday(day + longest + 7)
  const isFollowed = course.surgery !== '' && course.surgery !== 'phaco'
  const first: VisitPlan = { person, ...way, day, care, ...(isFollowed ? { nextDay } : {}) }
  if (!isFollowed || random.chance(0.15) || nextDay > end) return [first]
  const isHome = person.card?.home === way.facility.code
  return [
    first,
    {
      person,
      facility: way.facility,
      day: nextDay,
      care: { kind: 'after-surgery', course },
      ...(isHome || !person.card || !way.facility.contract
        ? { route: 'ordinary' as const }
        : { route: 'appointment' as const, from: way.facility.code }),
    },
  ]
}

function referredStay(
  living: Living,
  person: Person,
  course: InpatientCourse,
  first: Pick<VisitPlan, 'facility' | 'route' | 'from' | 'day'>,
  upper: VisitPlan['facility'],
): VisitPlan[] {
  const care = { kind: 'inpatient', course } as const
  const isCentral = upper.code === CENTRAL
  const arrival = first.day + 2
  const [, longest = 5] = course.days
  const back = workday(arrival + longest + 6)
  const plans: VisitPlan[] = [
    { person, ...first, care, referTo: upper },
    {
      person,
      facility: upper,
      route: 'referral',
      from: first.facility.code,
      day: arrival,
      care,
      ...(isCentral ? { referTo: first.facility } : {}),
    },
  ]
  if (isCentral && back <= living.end && living.random.chance(0.8))
    plans.push(
      ...careAfterStay(person, { course, facility: upper, days: longest }, first.facility, back),
    )
  return plans
}
