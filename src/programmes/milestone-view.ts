import type { MilestoneView } from './contract.ts'
import { MEANING, percentOf, type Share } from './measures.ts'
import {
  daysBetween,
  isEscalated,
  keptOnDay,
  nextReminderAfter,
  roundOn,
  standingOf,
} from './milestone-standing.ts'
import type { Due } from './programme.ts'

/** What of a milestone is known on a day. */
type Known = {
  readonly day: string
  readonly share: Share | undefined
  /** Of a past date: how far it was at the end of that day. */
  readonly onItsDay?: Share | undefined
}

/** A milestone as people read it on a day. */
export function viewOf(
  { programme, milestone }: Due,
  { day, share, onItsDay }: Known,
): MilestoneView {
  const { history: _history, uncertain, from, due, ...rest } = milestone
  const state = standingOf(programme, milestone, share, day)
  const kept = keptOnDay(milestone, onItsDay, day)
  const nextReminder = nextReminderAfter(programme, milestone, day)
  const isBehind = state !== 'reached' && state !== 'history' && state !== 'unknown'
  return {
    ...rest,
    measureName: MEANING[milestone.measure].name,
    ...(from === undefined ? {} : { from }),
    ...(due === undefined ? {} : { due, daysLeft: daysBetween(day, due) }),
    ...(uncertain === undefined ? {} : { uncertain }),
    ...(kept === undefined ? {} : { kept }),
    ...(nextReminder === undefined || !isBehind ? {} : { nextReminder }),
    ...(share === undefined ? {} : { share: viewOfShare(share) }),
    state,
    mayRemind:
      isBehind &&
      MEANING[milestone.measure].counts !== undefined &&
      roundOn(programme, milestone, day) !== undefined,
    escalated: isBehind && isEscalated(programme, milestone, day),
  }
}

/** A share with its percent. */
export function viewOfShare(share: Share): NonNullable<MilestoneView['share']> {
  const percent = percentOf(share)
  return {
    numerator: share.numerator,
    denominator: share.denominator,
    ...(percent === undefined ? {} : { percent }),
  }
}
