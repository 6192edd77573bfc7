import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Loop } from '#foundation/loops'
import { findCase, listSteps } from './case-store.ts'
import { clocksOf } from './clock.ts'
import { listOverdue } from './list-store.ts'
import { type CaseNeeds, SYSTEM } from './needs.ts'
import { openSteps } from './open-steps.ts'
import { takeStepWithin } from './take-step.ts'
import { accept, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'

/** Cases looked at in one round. */
const ROUND = 100
/** A term ends at midnight or on the minute: once a minute is often enough. */
const LOOK_EVERY_MS = 60_000

/** What happens when a term ends and nobody has acted, for the worker. */
export function caseLoops(needs: CaseNeeds): Loop[] {
  return [
    {
      name: 'escalate-cases',
      everyMs: LOOK_EVERY_MS,
      run: async () => (await escalateOverdue(needs)) > 0,
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

async function escalate(needs: CaseNeeds, id: RecordId): Promise<boolean> {
  const outcome = await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'escalation' })
    const kept = await findCase(trx, id)
    if (kept === undefined) return refuse('not-found', 'cases.unknown')
    const definition = needs.definitions.ofCase(kept.found)
    const steps = openSteps(needs, kept, await listSteps(trx, id))
    const now = needs.now()
    const late = clocksOf(definition, steps, now, needs.calendar).filter(
      ({ running, state }) => running && state === 'late',
    )
    for (const { escalates } of late) {
      const step = definition.steps.find((one) => one.id === escalates)
      if (!step?.from.includes(kept.found.state)) continue
      const asked = { case: id, step: step.id, position: kept.found.position }
      return takeStepWithin(trx, needs, SYSTEM, { ...asked, fields: {}, defects: [] })
    }
    return accept(undefined)
  })
  return outcome.ok && outcome.value !== undefined
}
