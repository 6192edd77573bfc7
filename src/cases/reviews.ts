import type { CaseStep } from './case.ts'
import type { CaseView } from './contract.ts'
import { holds } from './conditions.ts'
import type { CaseDefinition } from './definition.ts'
import { historyOf } from './history.ts'
import { type Actor, obstacleTo, type Standing, stayOf, stepsOf } from './next-steps.ts'

/** What must be done by somebody else before the case goes on from where it stands, and by whom it was. */
export function reviewsOf(
  definition: CaseDefinition,
  { state, traits }: Pick<Standing, 'state' | 'traits'>,
  steps: readonly CaseStep[],
): CaseView['reviews'] {
  const { fields } = historyOf(steps)
  const waiting = definition.steps
    .filter(({ from }) => from.includes(state))
    .flatMap((step) =>
      step.after
        .filter(({ when }) => holds(when, { traits, fields }))
        .map((one) => ({ id: one.step, stay: stayOf(step, steps) })),
    )
  const first = new Map(waiting.toReversed().map((one) => [one.id, one]))
  return [...first.values()].toReversed().map(({ id, stay }) => {
    const done = stay.findLast(({ step }) => step === id)
    const name = definition.steps.find((step) => step.id === id)?.name ?? { vi: id, en: id }
    const told = done && { by: done.by.name, at: done.at.toISOString() }
    return { step: id, name, ...(told === undefined ? {} : { done: told }) }
  })
}

/** The steps that are an actor's where the case stands and that something stands in the way of. */
export function blockedSteps(
  definition: CaseDefinition,
  standing: Standing,
  actor: Actor,
  steps: readonly CaseStep[],
): CaseView['blocked'] {
  const history = historyOf(steps)
  return stepsOf(definition, standing, actor).flatMap((step) => {
    const obstacle = obstacleTo(definition, step, standing, actor, history)
    if (obstacle === undefined) return []
    const named = 'step' in obstacle ? obstacle.step : undefined
    const other = definition.steps.find(({ id }) => id === named)?.name
    const why = { id: step.id, name: step.name, why: obstacle.kind }
    return [other === undefined ? why : { ...why, step: other }]
  })
}
