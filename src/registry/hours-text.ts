import type { Slot } from './profile.ts'

/** Days as the insurance's staff list writes them. Source: TT 12/2026/TT-BTC, annex II, form 02/DM (THOIGIAN_TUAN, THOIGIAN_NGAY). */
const DAYS = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const

const SPAN = /^((?:T[2-7]|CN)*)(\d{2}):?(\d{2})-(\d{2}):?(\d{2})$/
const WEEK = /^(?:T[2-7]|CN)+$/

/**
 * Reads hours as the insurance's staff list writes them: `T2T3T4T5T6 0700-1130;1300-1630`, or with days at each span,
 * `T20800-1500;T30700-1100`. Spans without days are of the days at the beginning, or of Monday to Friday. Undefined for anything else.
 */
export function parseHours(text: string): Slot[] | undefined {
  const parts = text
    .toUpperCase()
    .split(/[\s;,|]+/)
    .filter((part) => part !== '')
  let week = [1, 2, 3, 4, 5]
  const slots: Slot[] = []
  for (const part of parts) {
    const days = daysIn(part)
    if (WEEK.test(part)) {
      week = days
      continue
    }
    const span = SPAN.exec(part)
    if (span === null) return undefined
    const [, own = '', fromHour, fromMinute, toHour, toMinute] = span
    const to = `${toHour}:${toMinute}`
    slots.push({ days: own === '' ? week : days, from: `${fromHour}:${fromMinute}`, to })
  }
  return slots.length > 0 ? slots : undefined
}

/** The same hours, written as the staff list wants them, days at each span. */
export function hoursInText(slots: readonly Slot[]): string {
  return slots
    .map(({ days, from, to }) => {
      const named = days.toSorted((one, other) => one - other).map((day) => DAYS[day - 1] ?? '')
      return `${named.join('')}${from.replace(':', '')}-${to.replace(':', '')}`
    })
    .join(';')
}

function daysIn(part: string): number[] {
  const named = part.match(/T[2-7]|CN/g) ?? []
  return [...new Set(named)].map((name) => DAYS.findIndex((day) => day === name) + 1)
}
