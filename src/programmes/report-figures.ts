import type { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { reportMilestone } from './contract.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { findDue } from './read-milestone.ts'
import { insertReport } from './report-store.ts'

/** Who reports what concerns the whole country. */
const MINISTRY = '00'

/**
 * Keeps figures that an authority reports, with source and day; the newest of a day stands. The Ministry reports for itself where it names nobody.
 *
 * Refuses `programmes.not-own-authority`, `programmes.milestone-unknown`, `programmes.counted-here` (Mạch counts it itself),
 * `programmes.day-to-come`, `programmes.part-exceeds-whole`.
 */
export async function reportFigures(
  needs: ProgrammeNeeds,
  caller: Caller,
  asked: z.output<typeof reportMilestone.request>,
): Promise<Outcome<z.input<typeof reportMilestone.response>>> {
  const found = findDue(needs, caller, asked)
  if (!found.ok) return found
  const { due, reach } = found.value
  const { day, numerator, denominator, source } = asked
  const at = needs.now()
  if (due.milestone.measure !== 'reported')
    return refuse('conflict', 'programmes.counted-here', 'milestone')
  if (day > vietnamDay(at)) return refuse('incorrect', 'programmes.day-to-come', 'day')
  if (numerator > denominator)
    return refuse('incorrect', 'programmes.part-exceeds-whole', 'numerator')
  const authority = reach.authority ?? MINISTRY
  const milestone = due.milestone.id
  return inTransaction(needs.database, async (trx) => {
    enterScope(trx, reach.scope)
    const { account, name } = caller
    const id = newPersonId(at, needs.random)
    const figures = { day, numerator, denominator, source }
    await insertReport(trx, { ...figures, id, milestone, authority, account, name, at })
    await recordAudit(trx, [
      {
        at,
        action: 'create',
        caller,
        what: 'programme-report',
        purpose: 'supervision',
        detail: { milestone, authority, day, numerator, denominator },
      },
    ])
    return accept({})
  })
}
