import type { Day } from './calendar.ts'
import { byReferral, provincialOf, wayForIllness } from './choose-facility.ts'
import { befalls, outpatientCourses } from './courses.ts'
import { drawDay, type Living, workday } from './living.ts'
import { hospitalsOfSide } from './near-hospitals.ts'
import type { Person } from './people.ts'
import { planLongIllnesses } from './plan-long-illnesses.ts'
import { planRecentWeeks } from './plan-recent-weeks.ts'
import { planStays } from './plan-stays.ts'
import type { VisitPlan } from './visit-plan.ts'
import { inWardBy } from './ward-times.ts'

/** Shares of all visits that long illnesses, births, the last weeks and stays may take; the rest are small complaints. */
const LONG_ILLNESS_SHARE = 0.46
const MATERNITY_SHARE = 0.05
const RECENT_SHARE = 0.035
const STAY_SHARE = 0.12

/** All visits of the province, in no order yet; never more than asked for. */
export function planLives(living: Living): VisitPlan[] {
  const plans: VisitPlan[] = []
  planLongIllnesses(living, plans, Math.floor(living.visits * LONG_ILLNESS_SHARE))
  planMaternity(living, plans, plans.length + Math.floor(living.visits * MATERNITY_SHARE))
  planRecentWeeks(living, plans, plans.length + Math.floor(living.visits * RECENT_SHARE))
  planStays(living, plans, plans.length + Math.floor(living.visits * STAY_SHARE))
  planIllnesses(living, plans)
  return plans.slice(0, living.visits)
}

function planMaternity(living: Living, plans: VisitPlan[], until: number): void {
  const { random, people, start, end, facilities } = living
  for (const child of people) {
    if (plans.length >= until) return
    const mother = child.motherId === undefined ? undefined : people[child.motherId]
    if (!mother || child.birth < start + 8 || child.birth > end - 9) continue
    const near = hospitalsOfSide(facilities, mother.commune).filter((one) =>
      one.wards.includes('K27'),
    )
    const facility = near.length > 0 ? random.pick(near) : provincialOf(living, mother)
    plans.push(...pregnancy(living, mother, child, facility))
    const check = workday(child.birth + random.int(14, 24))
    if (check <= end)
      plans.push({
        person: child,
        facility,
        route: 'ordinary',
        day: check,
        care: { kind: 'newborn' },
      })
  }
}

/** Three visits before the birth, as far as they fall into the story, and the birth. */
function pregnancy(
  { random, start }: Living,
  mother: Person,
  child: Person,
  facility: VisitPlan['facility'],
): VisitPlan[] {
  const visit = { person: mother, facility, route: 'ordinary' } as const
  const threatShare = mother.employer === '' ? 0.15 : 0.5
  const visits = [12, 22, 32].map((week): VisitPlan => {
    const day = workday(child.birth - (40 - week) * 7)
    const isThreatened = week === 12 && random.chance(threatShare)
    return {
      ...visit,
      day,
      care: { kind: 'prenatal', week, isThreatened },
      nextDay: workday(day + 70),
    }
  })
  const isSurgery = random.chance(0.35)
  return [
    ...visits.filter((one) => one.day > start),
    { ...visit, day: child.birth - 1, care: { kind: 'birth', child, isSurgery } },
  ]
}

function planIllnesses(living: Living, plans: VisitPlan[]): void {
  const { random, people, visits } = living
  const isInWard = inWardBy(plans)
  for (let attempt = 0; plans.length < visits && attempt < visits * 6; attempt += 1) {
    const person = random.pick(people)
    const day = workday(drawDay(living, 0))
    if (day > living.end || day - person.birth < 30 || isInWard(person, day)) continue
    const fitting = outpatientCourses.filter((course) => befalls(course, person, day))
    if (fitting.length === 0) continue
    const course = random.weighted(fitting, (one) => one.weight)
    const needed = course.procedure === '' || course.procedure === 'nebul' ? [] : [course.procedure]
    const way = wayForIllness(living, person, day, course.level, needed)
    const isUpwards =
      person.card &&
      way.facility.level === 1 &&
      way.facility.contract &&
      way.facility.kind === 'regional-hospital' &&
      random.chance(day > living.end - 30 ? 0.04 : 0.02)
    if (isUpwards && plans.length + 2 <= visits)
      plans.push(...referredIllness(living, person, course, way, day))
    else plans.push({ person, ...way, day, care: { kind: 'outpatient', course } })
  }
}

/** A complaint that the regional hospital passes on to the provincial one. */
function referredIllness(
  living: Living,
  person: Person,
  course: (typeof outpatientCourses)[number],
  way: Pick<VisitPlan, 'facility' | 'route' | 'from'>,
  day: Day,
): VisitPlan[] {
  const upper = provincialOf(living, person)
  const care = { kind: 'outpatient', course } as const
  const next = workday(day + 2)
  const onwards = byReferral({ ...living }, person, upper, next)
  const first: VisitPlan = { person, ...way, day, care, referTo: upper }
  if (next > living.end) return [first]
  return [
    first,
    {
      person,
      facility: upper,
      route: onwards.facility.code === person.card?.home ? 'ordinary' : 'referral',
      from: way.facility.code,
      day: next,
      care,
    },
  ]
}
