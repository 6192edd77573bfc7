import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { findCase, listSteps, remind } from './case-store.ts'
import { clocksOf } from './clock.ts'
import { listNear } from './list-store.ts'
import type { CaseNeeds } from './needs.ts'
import { openSteps } from './open-steps.ts'
import type { RecordId } from '#vocabulary/record-id'

/** Cases looked at in one round. */
const ROUND = 200

/**
 * Puts a notice before whoever must act in each open case of which a term ends soon, as its definition says. Answers how
 * many cases. A second call reminds of no end again; an end that moved is a new one.
 */
export async function remindNear(needs: CaseNeeds): Promise<number> {
  const near = await listNear(needs.database, needs.now(), ROUND)
  for (const id of near) await remindOf(needs, id)
  return near.length
}

async function remindOf(needs: CaseNeeds, id: RecordId): Promise<void> {
  await inTransaction(needs.database, async (trx) => {
    enterScope(trx, { work: 'reminders' })
    const kept = await findCase(trx, id)
    if (kept?.found.dueAt === undefined) return accept(undefined)
    const definition = needs.definitions.ofCase(kept.found)
    const steps = openSteps(needs, kept, await listSteps(trx, id))
    const near = clocksOf(definition, steps, needs.now(), needs.calendar).filter(
      ({ running, state }) => running && state === 'near',
    )
    const audiences = definition.clocks
      .filter((clock) => near.some((one) => one.id === clock.id))
      .flatMap(({ reminds }) => reminds)
    await remind(trx, kept.found, [...new Set(audiences)], kept.found.dueAt)
    return accept(undefined)
  })
}
