import type { Case } from './case.ts'
import type { CaseClock } from './clock.ts'
import type { CaseDefinition } from './definition.ts'

/** The nearest end as it lies beside the case: the steps are not read for a list. */
export function rowClock(
  definition: CaseDefinition,
  found: Case,
  now: Date,
): CaseClock | undefined {
  const { dueAt, nearAt, openedAt } = found
  const named = definition.clocks.find(
    ({ startsIn, endsIn }) =>
      startsIn.some((state) => found.reached.includes(state)) && !endsIn.includes(found.state),
  )
  if (named === undefined || found.closedAt !== undefined) return undefined
  const { id, name, instrument } = named
  const clock = { id, name, startedAt: openedAt, running: true, source: instrument }
  if (dueAt === undefined || nearAt === undefined)
    return definition.states[found.state]?.kind === 'waiting'
      ? { ...clock, state: 'paused' }
      : undefined
  const state = now >= dueAt ? 'late' : now >= nearAt ? 'near' : 'on-time'
  return { ...clock, due: dueAt, near: nearAt, state }
}
