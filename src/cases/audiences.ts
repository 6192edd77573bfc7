import type { Case } from './case.ts'
import type { Audience } from './definition.ts'
import { type Actor, MINISTRY } from './next-steps.ts'

/** On whose side an actor reads a case: whose notices count as seen. */
export function audiencesOf(found: Case, actor: Actor): Audience[] {
  const { person, practitioner, openedBy, facility, province } = found
  const isMinistry = province === MINISTRY && actor.role === 'ministry-officer'
  return [
    ...(person !== undefined && actor.persons.includes(person) ? (['subject'] as const) : []),
    ...(practitioner !== undefined && practitioner === actor.practitioner
      ? (['practitioner'] as const)
      : []),
    ...(openedBy === actor.account ? (['opener'] as const) : []),
    ...(facility !== undefined && facility === actor.facility ? (['facility'] as const) : []),
    ...(isMinistry || (province !== undefined && province === actor.province)
      ? (['province'] as const)
      : []),
    ...(actor.role === 'administrator' || actor.role === 'auditor' ? (['nation'] as const) : []),
  ]
}
