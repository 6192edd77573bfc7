import { isConfirmedAt } from '#access'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { type Case, type CaseStep, fieldsOf, STEPS_MAX, type Written } from './case.ts'
import { appendStep, findCase, type KeptCase, listSteps, updateStanding } from './case-store.ts'
import type { Defect, FieldValues } from './check-fields.ts'
import { clocksOf, nextTerm } from './clock.ts'
import type { CaseDefinition, Step } from './definition.ts'
import { historyOf } from './history.ts'
import { judgeStep } from './judge-step.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { type Actor, mayRead, obstacleTo, stepsOf } from './next-steps.ts'
import { obstacleToProblem } from './obstacle-problem.ts'
import { keyOwner, placeOf } from './open-case.ts'
import { openSteps } from './open-steps.ts'
import { recordCase } from './record-case.ts'
import { sealWritten } from './seal-written.ts'

export type StepToTake = {
  readonly case: string
  readonly step: string
  /** The position that the caller saw: a case that has moved on since is not decided blindly. */
  readonly position: number
  readonly fields: FieldValues
  readonly defects: readonly Defect[]
}

export type StepTaken = { readonly case: RecordId; readonly position: number }

/**
 * Takes one step of a case within a transaction that is under way.
 *
 * Refuses `cases.unknown` (also for whom the case does not concern), `cases.taken` with what happened instead,
 * `cases.step-not-yours`, `access.step-up-needed` for a step that asks for a fresh proof of who takes it, `cases.erased`, `cases.too-many-steps`, `cases.term-ended` where a term has ended whose end moves the
 * case by itself, what stands in the step's way, `cases.returned-before`, all faults of the fields and papers at once, and
 * whatever is refused by what the step brings about. A second call with the same position is refused as taken.
 */
export async function takeStepWithin(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: StepToTake,
): Promise<Outcome<StepTaken>> {
  const at = needs.now()
  const actor = await actorOf(trx, caller, needs)
  enterScope(trx, caseScopeOf(needs, actor))
  const kept = isRecordId(asked.case) ? await findCase(trx, asked.case) : undefined
  const definition = kept && needs.definitions.ofCase(kept.found)
  if (!kept || !definition || !concerns(definition, kept.found, actor))
    return refuse('not-found', 'cases.unknown')
  const { found } = kept
  if (found.position !== asked.position) return taken(trx, definition, found.id)
  const step = stepsOf(definition, found, actor).find(({ id }) => id === asked.step)
  if (step === undefined) return refuse('forbidden', 'cases.step-not-yours')
  if (kept.wrapped === undefined) return refuse('conflict', 'cases.erased')
  if (found.position >= STEPS_MAX) return refuse('conflict', 'cases.too-many-steps')

  const steps = openSteps(needs, kept, await listSteps(trx, found.id))
  const ended = actor.role === 'system' ? undefined : endedTerm(definition, found, steps, at, needs)
  if (ended !== undefined) return refuse('conflict', 'cases.term-ended', ended.name.vi)
  const obstacle = obstacleTo(definition, step, found, actor, historyOf(steps))
  if (obstacle !== undefined)
    return { ok: false, problems: [obstacleToProblem(definition, obstacle)] }
  if (step.stepUp && actor.role !== 'system' && !isConfirmedAt(at, caller))
    return refuse('forbidden', 'access.step-up-needed')
  const moving = { kept, definition, step, steps, at }
  const judged = await judgeStep(trx, needs, moving, actor, asked)
  return judged.ok ? moveOn(trx, needs, caller, moving, asked) : judged
}

/** Our loops read nothing but what they act on. */
function concerns(definition: CaseDefinition, found: Case, actor: Actor): boolean {
  return actor.role === 'system' || mayRead(definition, found, actor)
}

/**
 * The step that the end of a term takes by itself from where the case stands, when that term has ended: from then on
 * nobody acts before it, whenever our loop comes by.
 */
export function endedTerm(
  definition: CaseDefinition,
  { state }: Pick<Case, 'state'>,
  steps: readonly CaseStep[],
  now: Date,
  { calendar }: Pick<CaseNeeds, 'calendar'>,
): Step | undefined {
  const late = clocksOf(definition, steps, now, calendar).filter(
    (clock) => clock.running && clock.state === 'late',
  )
  for (const { escalates } of late) {
    const step = definition.steps.find(({ id }) => id === escalates)
    if (step?.from.includes(state)) return step
  }
  return undefined
}

/** Says what happened instead: which step, when, by whom. */
async function taken(trx: Trx, definition: CaseDefinition, id: RecordId): Promise<Outcome<never>> {
  const last = (await listSteps(trx, id)).at(-1)
  const name = definition.steps.find((step) => step.id === last?.step)?.name.vi ?? last?.step
  const what = last === undefined ? undefined : `${name}, ${last.name}, ${last.at.toISOString()}`
  return refuse('conflict', 'cases.taken', what)
}

export type Moving = {
  readonly kept: KeptCase
  readonly definition: CaseDefinition
  readonly step: Step
  readonly steps: readonly CaseStep[]
  readonly at: Date
}

async function moveOn(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  { kept: { found, wrapped }, definition, step, steps, at }: Moving,
  asked: StepToTake,
): Promise<Outcome<StepTaken>> {
  const position = found.position + 1
  const written: Written = { fields: asked.fields, defects: asked.defects }
  const key = needs.dataKeys.unwrap(wrapped ?? Buffer.alloc(0), keyOwner(found.id))
  const isFirst = await appendStep(trx, {
    id: found.id,
    position,
    step: step.id,
    to: step.to,
    at,
    by: caller,
    sealed: sealWritten(key, written, placeOf(found.id, position), needs.random),
    tells: step.tells,
  })
  if (!isFirst) return taken(trx, definition, found.id)
  const moved = movedCase(found, definition, step, position, at)
  const clocks = clocksOf(
    definition,
    [...steps, { step: step.id, to: step.to, at, written }],
    at,
    needs.calendar,
  )
  const term = moved.closedAt === undefined ? nextTerm(clocks) : undefined
  await updateStanding(trx, term ? { ...moved, nearAt: term.near, dueAt: term.due } : moved)
  await recordCase(trx, caller, at, 'case', { ...found, position }, step.id)
  const fields = { ...fieldsOf(steps), ...asked.fields }
  const told = { case: moved, step: step.id, fields, defects: asked.defects }
  const done = await needs.carryOut?.(trx, caller, told, needs)
  if (done?.ok === false) return done
  return accept({ case: found.id, position })
}

function movedCase(
  { nearAt: _near, dueAt: _due, ...found }: Case,
  definition: CaseDefinition,
  step: Step,
  position: number,
  at: Date,
): Case {
  const isClosed = definition.states[step.to]?.kind === 'closed'
  return {
    ...found,
    position,
    state: step.to,
    reached: [...new Set([...found.reached, step.to])],
    ...(isClosed ? { closedAt: at } : {}),
  }
}
