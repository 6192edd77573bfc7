import { VIETNAM_OFFSET_MINUTES, vietnamDay } from './vietnam-time.ts'

/** Days off and exchanged working days, by day: what is said beside Saturday and Sunday. */
export type WorkingCalendar = ReadonlyMap<string, 'off' | 'working'>

const DAY_MS = 86_400_000

/** Monday to Friday unless a holiday, and a Saturday or Sunday that is worked in exchange. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  const named = calendar.get(day)
  if (named !== undefined) return named === 'working'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The end of the n-th working day after the day of `start`, in Vietnam. The day of the start itself does not count.
 *
 * Source: Civil Code 91/2015/QH13, art. 147-148 (a term by days begins the day after the event and ends with its last day).
 */
export function endOfWorkingDay(start: Date, count: number, calendar: WorkingCalendar): Date {
  let day = vietnamDay(start)
  for (let left = count; left > 0; ) {
    day = dayAfter(day)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return startOfVietnamDay(dayAfter(day))
}

/** Midnight at the beginning of a calendar day in Vietnam. */
export function startOfVietnamDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MINUTES * 60_000)
}

/** The next calendar day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}
