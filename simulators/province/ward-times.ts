import type { Day } from './calendar.ts'
import type { Person } from './people.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Tells whether a person lies in a ward, or is only just home, on one of the days. */
export type InWard = (person: Person, from: Day, to?: Day) => boolean

export function inWardBy(plans: readonly VisitPlan[]): InWard {
  const stays = new Map<number, [Day, Day][]>()
  for (const { person, day, care } of plans) {
    if (care.kind !== 'inpatient') continue
    const lasts = care.days ?? care.course.days[1] ?? 5
    const own = stays.get(person.id) ?? []
    stays.set(person.id, [...own, [day, day + lasts]])
  }
  return (person, from, to = from) =>
    (stays.get(person.id) ?? []).some(([first, last]) => first <= to && last >= from)
}
