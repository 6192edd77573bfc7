import { vietnamDay, formatVietnamTime } from '#vocabulary/vietnam-time'
import type { LocalMinute } from '../licence/licence.ts'
import type { Slot } from '../profile.ts'

const DAY = 1_440
const WEEK = 7 * DAY

/** The minute that a clock on a wall in Vietnam shows. */
export function localMinute(instant: Date): LocalMinute {
  const time = formatVietnamTime(instant).slice(8)
  return `${vietnamDay(instant)}T${time.slice(0, 2)}:${time.slice(2)}`
}

/**
 * Whether weekly hours hold a minute, within a grace of some minutes before and after. Hours that end at or before their beginning end on
 * the next day, so that a night belongs to the day on which it begins.
 */
export function slotsHold(slots: readonly Slot[], at: LocalMinute, graceMinutes = 0): boolean {
  const asked = minuteOfWeek(at)
  return slots.some(({ days, from, to }) => {
    const start = minuteOfDay(from)
    const end = minuteOfDay(to)
    const length = (end > start ? end : end + DAY) - start + 2 * graceMinutes
    return days.some((day) => {
      const begins = (day - 1) * DAY + start - graceMinutes
      return (asked - begins + 2 * WEEK) % WEEK < length
    })
  })
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** From Monday, midnight. */
function minuteOfWeek(at: LocalMinute): number {
  const [day = '', time = ''] = at.split('T')
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return weekday * DAY + minuteOfDay(time)
}
