import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Loop } from '#foundation/loops'
import { findCase, listSteps } from './case-store.ts'
import { listOverdue } from './list-store.ts'
import { type CaseNeeds, SYSTEM } from './needs.ts'
import { openSteps } from './open-steps.ts'
import { remindNear } from './remind-near.ts'
import { endedTerm, takeStepWithin } from './move-case.ts'
import { accept, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'

/** Cases looked at in one round. */
const ROUND = 100
/** A term ends at midnight or on the minute: once a minute is often enough. */
const LOOK_EVERY_MS = 60_000

/** What happens when a term is near its end, and when it has ended and nobody has acted, for the worker. */
export function caseLoops(needs: CaseNeeds): Loop[] {
  return [
    {
      name: 'escalate-cases',
      everyMs: LOOK_EVERY_MS,
      run: async () => (await escalateOverdue(needs)) > 0,
    },
    {
      name: 'remind-of-cases',
      everyMs: LOOK_EVERY_MS,
      run: async () => (await remindNear(needs)) > 0,
    },
  ]
}

/**
 * Takes, for every open case whose term has ended, the step that its definition names for that: to the department, or
 * closed for silence. Answers how many were moved. A second call moves none of them again; of a step by a person and
 * this one at the same time, one wins.
 */
export async function escalateOverdue(needs: CaseNeeds): Promise<number> {
  let moved = 0
  for (const id of await listOverdue(needs.database, needs.now(), ROUND))
    if (await escalate(needs, id)) moved += 1
  return moved
}

/** The same for one case; false when no term of it has ended, or somebody was first. */
export async function escalate(needs: CaseNeeds, id: RecordId): Promise<boolean> {
  const outcome = await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'escalation' })
    const kept = await findCase(trx, id)
    if (kept === undefined) return refuse('not-found', 'cases.unknown')
    const definition = needs.definitions.ofCase(kept.found)
    const steps = openSteps(needs, kept, await listSteps(trx, id))
    const step = endedTerm(definition, kept.found, steps, needs.now(), needs)
    if (step === undefined) return accept(undefined)
    const asked = { case: id, step: step.id, position: kept.found.position }
    return takeStepWithin(trx, needs, SYSTEM, { ...asked, fields: {}, defects: [] })
  })
  return outcome.ok && outcome.value !== undefined
}
