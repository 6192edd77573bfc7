import type { Day } from './calendar.ts'
import { type Way, wayForLongIllness } from './choose-facility.ts'
import { befalls, type ChronicCourse, chronicCourses } from './courses.ts'
import { type Living, workday, workdayUntil } from './living.ts'
import { livelyStations } from './lively-stations.ts'
import type { Person } from './people.ts'
import { type Random, shuffled } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'

/** People on whom a rare illness is put first, so that even a small province has one. */
const SURE_COURSES = ['dialysis', 'tb', 'hiv']
/** The long illness that stations treat. */
const STATION_COURSE = 'htn'
const SURE_VISITS_MIN = 300
/** Days on which a patient on dialysis comes: one dossier tells four weeks. */
const DIALYSIS_DAYS = 26
/** Of the courses that go on, how many have missed the last appointment, and how many are only late. */
const MISSED_SHARE = 0.1
const LATE_SHARE = 0.07

/** Courses of long illnesses until the given number of visits is planned. */
export function planLongIllnesses(living: Living, plans: VisitPlan[], until: number): void {
  const { random, people, end } = living
  const taken = new Set<number>()
  const order = shuffled(random, people)
  const isFree = (person: Person, course: ChronicCourse) =>
    plans.length < until && !taken.has(person.id) && befalls(course, person, end)
  const ill = (person: Person, course: ChronicCourse) => {
    if (!isFree(person, course)) return
    taken.add(person.id)
    plans.push(...courseOfIllness(living, person, course))
  }
  for (const key of SURE_COURSES) {
    const course = chronicCourses.find((one) => one.key === key)
    const person = course && order.find((one) => isFree(one, course))
    if (course && person && living.visits >= SURE_VISITS_MIN) ill(person, course)
  }
  for (const station of livelyStations(living)) {
    const course = chronicCourses.find((one) => one.key === STATION_COURSE)
    const near = order.filter((one) => one.card && one.commune.code === station.commune)
    for (const wait of course ? stationWaits(random) : []) {
      const person = near.find((one) => course && isFree(one, course))
      if (!course || !person) break
      taken.add(person.id)
      const way = { facility: station, route: 'ordinary' as const }
      plans.push(...steadyCourse(living, person, course, way, wait))
    }
  }
  for (const person of order)
    for (const course of chronicCourses) if (random.chance(course.share)) ill(person, course)
}

/** How many days ago each of a station's appointments was: today, some days, missed, still ahead; then a few more. */
function stationWaits(random: Random): number[] {
  const sure = [random.int(0, 1), random.int(2, 5), random.int(11, 24), -random.int(2, 6)]
  const more = Array.from({ length: random.int(0, 3) }, () => random.int(-6, 45))
  return [...sure, ...more]
}

/** Visits kept to the day, the next appointment having been so many days ago. */
function steadyCourse(
  living: Living,
  person: Person,
  course: ChronicCourse,
  way: Way,
  wait: Day,
): VisitPlan[] {
  const awaited = workday(living.end - wait)
  const possible = Math.floor((awaited - living.start - 8) / course.every)
  const total = Math.max(0, Math.min(possible, living.random.int(3, 12)))
  // From the last appointment backwards, never closer than the drugs last.
  const days = [awaited]
  while (days.length <= total) days.unshift(workdayUntil((days[0] ?? awaited) - course.every))
  return days.slice(0, -1).map(
    (day, ordinal): VisitPlan => ({
      person,
      ...way,
      day,
      care: { kind: 'chronic', course, ordinal, total },
      nextDay: days[ordinal + 1] ?? awaited,
    }),
  )
}

/** Visits at the illness's own pace: most are kept, some appointments are missed and made up for later. */
function courseOfIllness(living: Living, person: Person, course: ChronicCourse): VisitPlan[] {
  const { random, start, end } = living
  const possible = Math.floor((end - start) / course.every)
  const longest = course.special === 'tb' ? 6 : Math.min(possible, 16)
  const total = Math.max(
    1,
    Math.min(longest, random.int(Math.min(3, possible), Math.max(3, longest))),
  )
  const isOngoing = random.chance(0.7)
  const last =
    end - (isOngoing ? daysSinceLast(random, course) : daysSinceEnd(living, course, total))
  let day = Math.max(start + 1, last - (total - 1) * course.every)
  const way = wayForLongIllness(living, person, course.facility, course.level, course.special, day)
  const plans: VisitPlan[] = []
  const lastDay = end - (course.special === 'dialysis' ? DIALYSIS_DAYS : 0)
  for (let ordinal = 0; ordinal < total && day <= lastDay; ordinal += 1) {
    const nextDay = workday(day + course.every)
    plans.push({
      person,
      ...way,
      ...(ordinal > 0 ? byAppointment(person, way) : {}),
      day,
      care: { kind: 'chronic', course, ordinal, total },
      ...(ordinal < total - 1 || isOngoing ? { nextDay } : {}),
    })
    day = random.chance(0.08) ? workday(nextDay + random.int(9, 24)) : nextDay
  }
  return plans
}

/** Days since the last visit of a course that goes on. */
function daysSinceLast(random: Random, course: ChronicCourse): Day {
  if (course.special === 'dialysis') return random.int(0, course.every)
  if (random.chance(MISSED_SHARE)) return course.every + random.int(11, 45)
  if (random.chance(LATE_SHARE)) return course.every + random.int(1, 7)
  return random.int(0, course.every)
}

/** Days since the last visit of a course that has ended. */
function daysSinceEnd({ random, start, end }: Living, course: ChronicCourse, total: number): Day {
  return random.int(0, Math.max(course.every, end - start - total * course.every))
}

/** Who comes again to a hospital where they are not registered comes by its appointment. */
function byAppointment(person: Person, way: Way): Partial<Way> {
  const { facility, from } = way
  const isHome = person.card?.home === facility.code
  if (from !== undefined || isHome || !facility.contract || !person.card || facility.level === 0)
    return {}
  return { route: 'appointment', from: facility.code }
}
