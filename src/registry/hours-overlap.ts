import type { Bilingual } from '#vocabulary/bilingual'
import { type Slot, slotsOf, type Statement, textOf } from './profile.ts'
import type { ProfileDefinition } from './profile-definition.ts'

/** Two registrations of one person at two facilities that ask for the same hours on the same days. */
export type Clash = {
  readonly one: Statement
  readonly other: Statement
  /** 1 (Monday) to 7, and the minutes of that day that both ask for, as `HH:MM`. */
  readonly day: number
  readonly from: string
  readonly to: string
  /** The first day on which both are in force. */
  readonly since: string
}

const MINUTES_OF_DAY = 1440
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY

/**
 * Every pair of registrations whose hours and validity intersect, the first clash of each. Hours within one facility may overlap (a ward
 * and a clinic), and so may the kinds that the definition lets stand beside others: support, consultation, duty and emergency.
 * Source: Law 15/2023/QH15, art. 36; Decree 96/2023/NĐ-CP, art. 29.
 */
export function clashesOf(
  registrations: readonly Statement[],
  definition: ProfileDefinition,
): Clash[] {
  const free = new Set(
    definition.lists['registration-kind']?.codes
      .filter(({ mayOverlap }) => mayOverlap === true)
      .map(({ code }) => code),
  )
  const bound = registrations.filter((one) => !free.has(textOf(one, 'kind') ?? 'regular'))
  return bound.flatMap((one, index) =>
    bound.slice(index + 1).flatMap((other) => clashBetween(one, other) ?? []),
  )
}

/** What a clash is, in words: where else, when, since when. `seen` is the one that the reader is writing. */
export function clashInWords(clash: Clash, seen: Statement): Bilingual {
  const other = clash.one.id === seen.id ? clash.other : clash.one
  const facility = textOf(other, 'facility') ?? '?'
  const hours = `${clash.from}–${clash.to}`
  const day = clash.since.split('-').reverse().join('/')
  return {
    vi: `Trùng với đăng ký tại cơ sở ${facility}: ${weekday(clash.day, 'vi')}, ${hours}, từ ngày ${day}.`,
    en: `Clashes with the registration at facility ${facility}: ${weekday(clash.day, 'en')}, ${hours}, since ${day}.`,
  }
}

function clashBetween(one: Statement, other: Statement): Clash | undefined {
  if (textOf(one, 'facility') === textOf(other, 'facility')) return undefined
  const since = later(one.from ?? '', other.from ?? '')
  const until = [one.to, other.to].filter((day) => day !== undefined).toSorted()[0]
  if (until !== undefined && until < since) return undefined
  for (const mine of spansOf(slotsOf(one, 'slots')))
    for (const theirs of spansOf(slotsOf(other, 'slots'))) {
      const from = Math.max(mine.from, theirs.from)
      const to = Math.min(mine.to, theirs.to)
      if (from >= to) continue
      const day = Math.floor(from / MINUTES_OF_DAY)
      return {
        one,
        other,
        day: day + 1,
        from: clock(from - day * MINUTES_OF_DAY),
        to: clock(to - day * MINUTES_OF_DAY),
        since,
      }
    }
  return undefined
}

type Span = { readonly from: number; readonly to: number }

/** Minutes of the week from Monday's beginning, each span within one day. */
function spansOf(slots: readonly Slot[]): Span[] {
  return slots.flatMap(({ days, from, to }) =>
    days.flatMap((day) => {
      const begin = (day - 1) * MINUTES_OF_DAY + minutes(from)
      const end = (day - 1) * MINUTES_OF_DAY + minutes(to)
      if (end > begin) return [{ from: begin, to: end }]
      const midnight = day * MINUTES_OF_DAY
      const next = midnight % MINUTES_OF_WEEK
      const morning = minutes(to)
      return [
        { from: begin, to: midnight },
        ...(morning === 0 ? [] : [{ from: next, to: next + morning }]),
      ]
    }),
  )
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function clock(minute: number): string {
  const hours = Math.floor(minute / 60)
  return `${String(hours).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

function weekday(day: number, language: 'vi' | 'en'): string {
  const names = {
    vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
    en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  }
  return names[language][day - 1] ?? String(day)
}
