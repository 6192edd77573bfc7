import type { AppointmentState } from './contract.ts'

/** An appointment that the person has not kept this many days after the day counts as missed. Our choice, no legal source. */
export const GRACE_DAYS = 7

/** Who comes up to this many days early, with the same appointment, has kept it. */
const EARLY_DAYS = 7

/** An appointment is called due from the day before. */
const DUE_DAYS_BEFORE = 1

/**
 * What has become of a re-examination.
 *
 * @param on the appointed day, `yyyy-mm-dd`
 * @param arrivals days on which the person came to that facility since the visit that gave the appointment
 * @param today the day in Vietnam
 */
export function appointmentState(
  on: string,
  arrivals: readonly string[],
  today: string,
): AppointmentState {
  const kept = arrivals.some((day) => daysBetween(on, day) >= -EARLY_DAYS)
  if (kept) return 'kept'
  const late = daysBetween(on, today)
  if (late > GRACE_DAYS) return 'missed'
  return late >= -DUE_DAYS_BEFORE ? 'due' : 'upcoming'
}

/** Full days from one day to another, negative when the other lies before it. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
