import { type Case, type CaseStep, fieldsOf } from './case.ts'
import type { Ground } from './conditions.ts'
import type { History } from './next-steps.ts'

/** What was done in a case, as the next step asks for it. */
export function historyOf(steps: readonly CaseStep[]): History {
  return {
    fields: fieldsOf(steps),
    taken: steps.map(({ step, to, by }) => ({ step, to, by: by.account })),
  }
}

/** What conditions on a case look at, with the fields that a step brings over those that stand there. */
export function groundOf(
  { traits }: Pick<Case, 'traits'>,
  steps: readonly CaseStep[],
  given: Ground['fields'] = {},
): Ground {
  return { traits, fields: { ...fieldsOf(steps), ...given } }
}
