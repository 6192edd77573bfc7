import type { z } from 'zod'
import type { ProblemTexts } from '#vocabulary/bilingual'
import { accept, type Outcome, type Problem } from '#vocabulary/outcome'
import type { takeSteps as stepsPromise } from './contract.ts'
import type { CaseCaller, CaseNeeds } from './needs.ts'
import { takeStep } from './take-step.ts'

type Asked = z.output<typeof stepsPromise.request>
type Answer = z.input<typeof stepsPromise.response>

/**
 * Takes the same step in many cases, one after the other, each in a transaction of its own: what is refused hinders none.
 *
 * Refuses nothing as a whole; each case answers its new position or its problems: `cases.step-not-bulk` where the step is
 * taken case by case only, `cases.named-twice`, and what a single step would refuse. A second call finds each case moved on.
 *
 * @param texts what people read about refusals
 */
export async function takeSteps(
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: Asked,
  texts: ProblemTexts,
): Promise<Outcome<Answer>> {
  const outcomes: Answer['outcomes'] = []
  const seen = new Set<string>()
  for (const { case: id, position } of asked.cases) {
    const refused = seen.has(id) ? 'cases.named-twice' : notBulk(needs, asked)
    seen.add(id)
    if (refused !== undefined) {
      outcomes.push(refusedCase(id, [{ kind: 'incorrect', code: refused }], texts))
      continue
    }
    const { step, fields } = asked
    const taken = await takeStep(needs, caller, { case: id, step, position, fields, defects: [] })
    outcomes.push(
      taken.ok
        ? { case: id, position: taken.value.position }
        : refusedCase(id, taken.problems, texts),
    )
  }
  return accept({ outcomes })
}

/** Every version of the kind of case must let the step be taken in bulk. */
function notBulk({ definitions }: CaseNeeds, { definition, step }: Asked): string | undefined {
  const steps = definitions.all
    .filter(({ id }) => id === definition)
    .flatMap((one) => one.steps.filter(({ id }) => id === step))
  return steps.length > 0 && steps.every(({ bulk }) => bulk) ? undefined : 'cases.step-not-bulk'
}

function refusedCase(
  id: string,
  problems: readonly Problem[],
  texts: ProblemTexts,
): Answer['outcomes'][number] {
  return {
    case: id,
    problems: problems.map(({ code, at }) => ({
      code,
      message: texts[code]?.message ?? { vi: code, en: code },
      ...(at === undefined ? {} : { at }),
    })),
  }
}
