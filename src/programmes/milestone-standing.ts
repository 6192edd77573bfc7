import type { Share } from './measures.ts'
import { percentOf } from './measures.ts'
import type { Milestone, Programme } from './programme.ts'

/**
 * Where a milestone stands: reached; running; near (its first reminder day has come); late; without a last day; or a date of before Mạch counted,
 * of which nobody knows whether it was kept on its day.
 */
export const MILESTONE_STATES = [
  'reached',
  'running',
  'near',
  'late',
  'undated',
  'history',
  'unknown',
] as const
export type MilestoneState = (typeof MILESTONE_STATES)[number]

const DAY_MS = 86_400_000

/** Whole days from one day to another, negative when it lies before. Days are `yyyy-mm-dd`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

function isReached({ targetPercent }: Milestone, share: Share | undefined): boolean {
  const percent = share && percentOf(share)
  return percent !== undefined && percent >= targetPercent
}

/** The state of a milestone on a day, by how far it is that day; `unknown` where there is nothing counted or reported. */
export function standingOf(
  { reminders }: Pick<Programme, 'reminders'>,
  milestone: Milestone,
  share: Share | undefined,
  day: string,
): MilestoneState {
  if (milestone.history) return 'history'
  if (isReached(milestone, share)) return 'reached'
  if (share === undefined || share.denominator === 0) return 'unknown'
  if (milestone.due === undefined) return 'undated'
  const left = daysBetween(day, milestone.due)
  if (left < 0) return 'late'
  return left <= Math.max(0, ...reminders.before) ? 'near' : 'running'
}

/**
 * Whether a past date was kept on its day, by the count of that day: `unknown` when nobody counted then. Undefined while it has not passed.
 */
export function keptOnDay(
  milestone: Milestone,
  then: Share | undefined,
  today: string,
): 'kept' | 'missed' | 'unknown' | undefined {
  if (milestone.due === undefined || milestone.due >= today) return undefined
  if (then === undefined || then.denominator === 0) return 'unknown'
  return isReached(milestone, then) ? 'kept' : 'missed'
}

/**
 * Which reminder day was reached last, as a number that grows; undefined before the first, and for what is history. In one round a facility is
 * reminded once.
 */
export function roundOn(
  { reminders, issuedOn }: Pick<Programme, 'reminders' | 'issuedOn'>,
  { due, from, history }: Milestone,
  day: string,
): number | undefined {
  if (history) return undefined
  if (due === undefined) {
    const begun = from ?? issuedOn
    if (begun === undefined) return undefined
    const passed = daysBetween(begun, day)
    return passed < reminders.every ? undefined : Math.floor(passed / reminders.every)
  }
  const reached = offsetsOf(reminders).filter((offset) => daysBetween(due, day) >= offset).length
  return reached === 0 ? undefined : reached
}

/** The next day on which a reminder is due, after a day; undefined when there is none. */
export function nextReminderAfter(
  { reminders, issuedOn }: Pick<Programme, 'reminders' | 'issuedOn'>,
  { due, from, history }: Milestone,
  day: string,
): string | undefined {
  if (history) return undefined
  if (due === undefined) {
    const begun = from ?? issuedOn
    if (begun === undefined) return undefined
    const rounds = Math.max(0, Math.floor(daysBetween(begun, day) / reminders.every)) + 1
    return plusDays(begun, rounds * reminders.every)
  }
  const passed = daysBetween(due, day)
  const next = offsetsOf(reminders).find((offset) => offset > passed)
  return next === undefined ? undefined : plusDays(due, next)
}

/** Whether whoever is behind is to be told of to the Ministry. */
export function isEscalated(
  { escalation }: Pick<Programme, 'escalation'>,
  { due, history }: Milestone,
  day: string,
): boolean {
  return !history && due !== undefined && daysBetween(due, day) >= escalation.afterDays
}

/** Reminder days relative to the last day, in order: −30, −14 … 7. */
function offsetsOf({ before, after }: Programme['reminders']): number[] {
  return [...before.map((days) => -days), ...after].toSorted((a, b) => a - b)
}

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}
