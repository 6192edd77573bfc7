import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import {
  type Case,
  type CaseStep,
  fieldsOf,
  isReturnedAgain,
  STEPS_MAX,
  type Written,
} from './case.ts'
import { appendStep, findCase, type KeptCase, listSteps, updateStanding } from './case-store.ts'
import { checkDefects, checkFields, type Defect, type FieldValues } from './check-fields.ts'
import { clocksOf, nextTerm } from './clock.ts'
import type { CaseDefinition, Step } from './definition.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { type Actor, isParty, mayRead, nextSteps } from './next-steps.ts'
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

/**
 * Takes one step of a case, in a transaction of its own.
 *
 * Refuses `cases.unknown` (also for whom the case does not concern), `cases.taken` with what happened instead,
 * `cases.step-not-yours`, `cases.erased`, `cases.too-many-steps`, `cases.returned-before`, all faults of the fields
 * at once, and whatever is refused by what the step brings about. A second call with the same position is refused as taken.
 */
export function takeStep(
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: StepToTake,
): Promise<Outcome<{ readonly case: RecordId; readonly position: number }>> {
  return inTransaction(needs.database, (trx) => takeStepWithin(trx, needs, caller, asked))
}

/** The same within a transaction that is under way. */
export async function takeStepWithin(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: StepToTake,
): Promise<Outcome<{ readonly case: RecordId; readonly position: number }>> {
  const actor = await actorOf(trx, caller, needs)
  enterScope(trx, caseScopeOf(needs, actor))
  const kept = isRecordId(asked.case) ? await findCase(trx, asked.case) : undefined
  const definition = kept && needs.definitions.ofCase(kept.found)
  if (!kept || !definition || !concerns(definition, kept.found, actor))
    return refuse('not-found', 'cases.unknown')
  if (kept.found.position !== asked.position) return taken(trx, definition, kept.found.id)
  const step = nextSteps(definition, kept.found, actor).find(({ id }) => id === asked.step)
  if (step === undefined) return refuse('forbidden', 'cases.step-not-yours')
  if (kept.wrapped === undefined) return refuse('conflict', 'cases.erased')
  if (kept.found.position >= STEPS_MAX) return refuse('conflict', 'cases.too-many-steps')

  const steps = openSteps(needs, kept, await listSteps(trx, kept.found.id))
  const [first, ...rest] = faultsOf(definition, step, asked, steps, kept.found, actor, needs.now())
  if (first) return { ok: false, problems: [first, ...rest] }
  return moveOn(trx, needs, caller, { kept, definition, step, steps }, asked)
}

/** Our loops read nothing but what they act on. */
function concerns(definition: CaseDefinition, found: Case, actor: Actor): boolean {
  return actor.role === 'system' || mayRead(definition, found, actor)
}

/** Says what happened instead: which step, when, by whom. */
async function taken(trx: Trx, definition: CaseDefinition, id: RecordId): Promise<Outcome<never>> {
  const last = (await listSteps(trx, id)).at(-1)
  const name = definition.steps.find((step) => step.id === last?.step)?.name.vi ?? last?.step
  const what = last === undefined ? undefined : `${name}, ${last.name}, ${last.at.toISOString()}`
  return refuse('conflict', 'cases.taken', what)
}

function faultsOf(
  definition: CaseDefinition,
  step: Step,
  asked: StepToTake,
  steps: readonly CaseStep[],
  found: Case,
  actor: Actor,
  now: Date,
): Problem[] {
  const faults = [
    ...checkFields(definition, step.fields, asked.fields, now),
    ...checkDefects(definition, step, asked.defects),
  ]
  const isSupervisor = step.againBy.some((party) => isParty(party, found, actor))
  if (faults.length === 0 && !isSupervisor && isReturnedAgain(steps, asked.defects))
    return [{ kind: 'forbidden', code: 'cases.returned-before', at: 'defects' }]
  return faults
}

type Moving = {
  readonly kept: KeptCase & { readonly wrapped?: Buffer | undefined }
  readonly definition: CaseDefinition
  readonly step: Step
  readonly steps: readonly CaseStep[]
}

async function moveOn(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  { kept: { found, wrapped }, definition, step, steps }: Moving,
  asked: StepToTake,
): Promise<Outcome<{ readonly case: RecordId; readonly position: number }>> {
  const at = needs.now()
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
  const done = await needs.carryOut?.(trx, caller, { case: moved, step: step.id, fields })
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
