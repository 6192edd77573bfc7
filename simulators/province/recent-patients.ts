import { ageOn } from './calendar.ts'
import type { Living } from './living.ts'
import type { Person } from './people.ts'
import { shuffled } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'

/** People with visits so lately are left to those. */
const QUIET_DAYS = 60

export type Patients = {
  /** Somebody for whom there is a choice, and the choice; nobody is taken twice. */
  readonly take: <Choice>(
    choose: (person: Person) => readonly Choice[],
  ) => { readonly person: Person; readonly choices: readonly Choice[] } | undefined
}

/** Insured people with a number of their own who have not been ill lately, in an order by chance. */
export function makePatients(
  { random, people, end }: Living,
  plans: readonly VisitPlan[],
): Patients {
  const busy = new Set(
    plans.filter((plan) => plan.day > end - QUIET_DAYS).map((plan) => plan.person.id),
  )
  const waiting = shuffled(random, people).filter(
    (person) =>
      person.card &&
      /^\d{12}$/.test(person.number) &&
      ageOn(end, person.birth) >= 6 &&
      !busy.has(person.id),
  )
  return {
    take: (choose) => {
      for (const [place, person] of waiting.entries()) {
        const choices = choose(person)
        if (choices.length === 0) continue
        waiting.splice(place, 1)
        return { person, choices }
      }
      return undefined
    },
  }
}
