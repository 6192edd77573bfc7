import type { Problem } from '#vocabulary/outcome'
import type { CaseDefinition } from './definition.ts'
import type { Obstacle } from './next-steps.ts'

/** What stands in the way of a step, as a refusal; `at` names the step that it waits for or excludes. */
export function obstacleToProblem(
  { steps }: Pick<CaseDefinition, 'steps'>,
  obstacle: Obstacle,
): Problem {
  const nameOf = (id: string) => steps.find((step) => step.id === id)?.name.vi ?? id
  switch (obstacle.kind) {
    case 'condition':
      return { kind: 'conflict', code: 'cases.condition-unmet' }
    case 'after':
      return { kind: 'conflict', code: 'cases.step-waits', at: nameOf(obstacle.step) }
    case 'apart':
      return { kind: 'forbidden', code: 'cases.same-hand', at: nameOf(obstacle.step) }
    case 'spent':
      return { kind: 'conflict', code: 'cases.step-spent' }
  }
}
