import { vietnamDay } from '#vocabulary/vietnam-time'

/**
 * Whether somebody has not yet had a birthday, on the day it is in Vietnam. Of a birth date that is known in part the earliest
 * day counts: who may be old enough already is not taken for a child. Unknown: no.
 */
export function isUnderYears(bornOn: string | undefined, years: number, now: Date): boolean {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(bornOn ?? '')
  if (!parts) return false
  const [, year = '', month = '01', day = '01'] = parts
  const birthday = `${String(Number(year) + years).padStart(4, '0')}-${month}-${day}`
  return vietnamDay(now) < birthday
}
