import type { z } from 'zod'
import { inTransaction } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { readOwnProgrammes, seeReminder } from './contract.ts'
import { shareOf } from './measures.ts'
import { viewOf } from './milestone-view.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { binds } from './programme.ts'
import { countOne } from './progress-store.ts'
import { listOwnReminders, markReminderSeen } from './reminder-store.ts'
import { listAttendance } from './training-store.ts'

/** Reminders and attendances shown on the own page. */
const SHOWN_MAX = 50

/**
 * What the caller's facility owes by when and how far it is, who reminded it, which trainings its people were at. Milestones that are counted
 * by facility alone: what an authority reports is not a facility's.
 *
 * Refuses `programmes.no-facility`.
 */
export async function readOwn(
  needs: ProgrammeNeeds,
  { facility }: Pick<Caller, 'facility'>,
): Promise<Outcome<z.input<typeof readOwnProgrammes.response>>> {
  if (facility === undefined) return refuse('forbidden', 'programmes.no-facility')
  const day = vietnamDay(needs.now())
  const own = await withScope(needs.database, { facilities: [facility] }, async (trx) => ({
    counted: await countOne(trx, facility, day),
    reminders: await listOwnReminders(trx, facility, SHOWN_MAX),
    trainings: await listAttendance(trx, { facility }, SHOWN_MAX),
  }))
  const { counted } = own
  const milestones = needs.programmes.all
    .filter((programme) => counted !== undefined && binds(programme, counted.authority))
    .flatMap((programme) =>
      programme.milestones.flatMap((milestone) => {
        const share = counted && shareOf(milestone.measure, counted.counts)
        const isOurs = milestone.owes === 'facility' || milestone.owes === 'practitioner'
        return share === undefined || !isOurs
          ? []
          : [viewOf({ programme, milestone }, { day, share })]
      }),
    )
  return accept({
    day,
    facility,
    milestones,
    reminders: own.reminders.flatMap(({ seenAt, at, ...one }) => {
      const due = needs.programmes.find(one.milestone)
      if (due === undefined) return []
      const seen = seenAt === null ? {} : { seenAt: seenAt.toISOString() }
      return [{ ...one, name: due.milestone.name, at: at.toISOString(), ...seen }]
    }),
    trainings: own.trainings.map(({ title, day: on, attendee, passed }) => ({
      title,
      day: on,
      attendee,
      passed,
    })),
  })
}

/** Notes that the caller's facility saw a reminder; a second call changes nothing. Refuses `programmes.no-facility`, `programmes.reminder-unknown`. */
export async function markSeen(
  { database, now }: Pick<ProgrammeNeeds, 'database' | 'now'>,
  { facility, account }: Pick<Caller, 'facility' | 'account'>,
  asked: z.output<typeof seeReminder.request>,
): Promise<Outcome<Record<string, never>>> {
  if (facility === undefined) return refuse('forbidden', 'programmes.no-facility')
  return inTransaction(database, async (trx) => {
    enterScope(trx, { facilities: [facility] })
    const isKnown = await markReminderSeen(trx, { ...asked, facility }, { at: now(), by: account })
    return isKnown ? accept({}) : refuse('not-found', 'programmes.reminder-unknown', 'milestone')
  })
}
