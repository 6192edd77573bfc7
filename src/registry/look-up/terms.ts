import { searchKey } from '#vocabulary/person-name'
import type { Slot } from '../profile.ts'

/** Beginnings of a word under which it is found while somebody is still typing: two to eight letters. */
const BEGINNING_MIN = 2
const BEGINNING_MAX = 8

/** Words of one listing at most; what a facility says of itself may be long. */
const WORDS_MAX = 120

const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES

/** A part of a day for which there is a code to filter by: three hours. */
const BLOCK_MINUTES = 180

/** A span of minutes of the week, from Monday midnight; the last is no longer part of it. */
export type WeekSpan = readonly [from: number, until: number]

/** What of a listing can be filtered by, with the mark of its code. */
const MARKS = {
  kind: 'k',
  province: 'p',
  commune: 'c',
  facility: 'f',
  title: 't',
  scope: 's',
  form: 'o',
  level: 'l',
  /** 1 (Monday) to 7. */
  day: 'd',
  block: 'b',
  /** The first digits of the place in the order of results: of the index alone, see `segmentsFrom`. */
  order: 'h',
} as const
export type Filter = keyof typeof MARKS

export function filterTerm(filter: Filter, code: string | number): string {
  return `=${MARKS[filter]}${code}`
}

/** Hexadecimal digits of a place in the order of results: 48 bits. */
const ORDER_DIGITS = 12

/**
 * The segments of the order of results that begin with the one of a place: it and the next, as terms of the index. `isLast`: nothing comes after them.
 *
 * @param digits 1: a segment is a sixteenth of all; 2: a 256th
 */
export function segmentsFrom(
  shuffle: number,
  digits: 1 | 2,
): { readonly terms: readonly string[]; readonly isLast: boolean } {
  const first = Math.floor(Math.max(shuffle, 0) / 16 ** (ORDER_DIGITS - digits))
  const last = 16 ** digits - 1
  const terms = [first, first + 1]
    .filter((segment) => segment <= last)
    .map((segment) => filterTerm('order', segment.toString(16).padStart(digits, '0')))
  return { terms, isLast: first + 1 >= last }
}

/** Every word with its beginnings. */
export function beginningsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    const beginnings = [word]
    const longest = Math.min(BEGINNING_MAX, word.length - 1)
    for (let length = BEGINNING_MIN; length <= longest; length += 1)
      beginnings.push(word.slice(0, length))
    return beginnings
  })
}

/** The words of a text, without accents and case, each once. */
export function wordsOf(text: string): string[] {
  const words = searchKey(text)
    .split(' ')
    .filter((word) => word !== '')
  return [...new Set(words)].slice(0, WORDS_MAX)
}

/** A list of terms as PostgreSQL writes a `tsvector` or, joined by `&` or `|`, a `tsquery`. */
export function quotedTerms(terms: readonly string[], joint: ' ' | ' & ' | ' | '): string {
  const once = [...new Set(terms)]
  return once.map((term) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(joint)
}

/** Weekly hours as spans of minutes; hours over midnight go on in the next day, from Sunday into Monday. */
export function spansOf(slots: readonly Slot[]): WeekSpan[] {
  return slots.flatMap(({ days, from, to }) => {
    const start = minuteOfDay(from)
    const end = minuteOfDay(to)
    const length = (end > start ? end : end + DAY_MINUTES) - start
    return days.flatMap((day): WeekSpan[] => {
      const begins = (day - 1) * DAY_MINUTES + start
      const over = begins + length - WEEK_MINUTES
      return over > 0
        ? [
            [begins, WEEK_MINUTES],
            [0, over],
          ]
        : [[begins, begins + length]]
    })
  })
}

/** The codes of the days and parts of days that spans touch. */
export function timeTerms(spans: readonly WeekSpan[]): string[] {
  const terms = new Set<string>()
  for (const [from, until] of spans)
    for (let block = Math.floor(from / BLOCK_MINUTES); block * BLOCK_MINUTES < until; block += 1) {
      terms.add(filterTerm('block', block))
      terms.add(filterTerm('day', 1 + Math.floor((block * BLOCK_MINUTES) / DAY_MINUTES)))
    }
  return [...terms]
}

export function blockTerm(minuteOfWeek: number): string {
  return filterTerm('block', Math.floor(minuteOfWeek / BLOCK_MINUTES))
}

/** The minute of the week that a clock on a wall in Vietnam shows, from Monday midnight. `time` is `HH:MM`. */
export function minuteOfWeek(day: string, time: string): number {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return weekday * DAY_MINUTES + minuteOfDay(time)
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
