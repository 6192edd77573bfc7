import { type Day, isoDay, weekdayOf } from './calendar.ts'
import type { Choosing } from './choose-facility.ts'
import type { Person } from './people.ts'

export type Living = Choosing & {
  readonly people: readonly Person[]
  readonly start: Day
  readonly end: Day
  readonly visits: number
}

/** Of the small complaints, how many fall into the last two weeks, so that a demo begins with a busy present. */
const RECENT_DAYS = 14
const RECENT_SHARE = 0.16
/** A day of the years, the last weeks fuller; `margin` days are left free at the end. */
export function drawDay({ random, start, end }: Living, margin: number): Day {
  if (margin === 0 && random.chance(RECENT_SHARE)) return end - random.int(0, RECENT_DAYS - 1)
  return start + 1 + Math.floor(random.next() * (end - margin - start - 1))
}

/** Hospitals examine from Monday to Saturday; New Year's day and the days of the new calendar are left alone too. */
export function workday(day: Day): Day {
  const moved = weekdayOf(day) === 0 ? day + 1 : day
  return ['01-01', '09-02', '04-30', '05-01'].includes(isoDay(moved).slice(5))
    ? workday(moved + 1)
    : moved
}

/** The day itself or the last working day before it. */
export function workdayUntil(day: Day): Day {
  return workday(day) === day ? day : workdayUntil(day - 1)
}
