/** Local time in Vietnam as whole minutes since 1970-01-01 00:00 local: the generator never needs a zone or a clock. */
export type Minute = number
/** Whole days since 1970-01-01. */
export type Day = number

const DAY_MINUTES = 1440

/** `yyyy-mm-dd` as a day. */
export function dayOf(text: string): Day {
  return (
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) /
    86_400_000
  )
}

export function minuteOf(day: Day, hour: number, minute = 0): Minute {
  return day * DAY_MINUTES + hour * 60 + minute
}

export function dayOfMinute(minute: Minute): Day {
  return Math.floor(minute / DAY_MINUTES)
}

/** Days are written again and again: each is formatted once. */
const dayTexts = new Map<Day, { readonly iso: string; readonly stamp: string }>()

function textsOf(day: Day): { readonly iso: string; readonly stamp: string } {
  const known = dayTexts.get(day)
  if (known) return known
  const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
  const made = { iso, stamp: iso.replaceAll('-', '') }
  dayTexts.set(day, made)
  return made
}

/** `yyyymmdd`. */
export function dayStamp(day: Day): string {
  return textsOf(day).stamp
}

/** `yyyymmddHHMM`. */
export function stamp(minute: Minute): string {
  const day = dayOfMinute(minute)
  const rest = minute - day * DAY_MINUTES
  const [hour, left] = [Math.floor(rest / 60), rest % 60]
  return `${dayStamp(day)}${hour < 10 ? '0' : ''}${hour}${left < 10 ? '0' : ''}${left}`
}

/** `yyyy-mm-dd`. */
export function isoDay(day: Day): string {
  return textsOf(day).iso
}

export function yearOf(day: Day): number {
  return Number(dayStamp(day).slice(0, 4))
}

/** 1 to 12. */
export function monthOf(day: Day): number {
  return Number(dayStamp(day).slice(4, 6))
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (day + 4) % 7
}

/** Completed years. */
export function ageOn(day: Day, birth: Day): number {
  const [now, then] = [dayStamp(day), dayStamp(birth)]
  return yearOf(day) - yearOf(birth) - (now.slice(4) < then.slice(4) ? 1 : 0)
}
