/**
 * How the dossier writes times, days and numbers. Everything is judged as text: times in one form compare as text,
 * and a row is read thousands of times, so these avoid regular expressions and allocation.
 * Source: QĐ 130/QĐ-BYT 2023, annex, formats of data.
 */

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `yyyymmdd`, a real day. */
export function isDay(text: string): boolean {
  return text.length === 8 && areDigits(text) && isRealDay(text)
}

/** `yyyymmddHHMM`, a real minute. */
export function isTime(text: string): boolean {
  return (
    text.length === 12 &&
    areDigits(text) &&
    isRealDay(text) &&
    two(text, 8) < 24 &&
    two(text, 10) < 60
  )
}

/** `yyyymmddHHMM` where month, day and time may be unknown and written as zeros. */
export function isBirth(text: string): boolean {
  if (text.length !== 12 || !areDigits(text)) return false
  if (two(text, 8) > 23 || two(text, 10) > 59) return false
  if (text.startsWith('0000')) return /^0+$/.test(text)
  const month = two(text, 4)
  const day = two(text, 6)
  if (month === 0) return day === 0
  if (day === 0) return month <= 12
  return isRealDay(text)
}

/** Digits, and at most one point between digits. */
export function isNumber(text: string): boolean {
  let points = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 46) {
      points += 1
      if (index === 0 || index === text.length - 1) return false
    } else if (code < 48 || code > 57) return false
  }
  return text !== '' && points <= 1
}

export function areDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 48 || code > 57) return false
  }
  return text !== ''
}

export function decimalsOf(number: string): number {
  const point = number.indexOf('.')
  return point < 0 ? 0 : number.length - point - 1
}

/** The number, or undefined where the text is none: another rule speaks about that. */
export function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && isNumber(text) ? Number(text) : undefined
}

/** The parts of a `;` list; none of an empty text. */
export function partsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(';')
}

/** `yyyymmdd` of a day or a time. */
export function dayOf(text: string): string {
  return text.slice(0, 8)
}

/** Whole days from one written day to another; both must be real. */
export function daysBetween(from: string, to: string): number {
  return Math.round((minuteOf(dayOf(to)) - minuteOf(dayOf(from))) / 1_440)
}

/** Minutes from one written time to another; both must be real. */
export function minutesBetween(from: string, to: string): number {
  return minuteOf(to) - minuteOf(from)
}

/** Full years from a written birth to a written time; unknown parts of the birth count as the first of the year. */
export function yearsBetween(birth: string, time: string): number {
  const years = Number(time.slice(0, 4)) - Number(birth.slice(0, 4))
  return time.slice(4, 8) < birth.slice(4, 8) ? years - 1 : years
}

/** `dd/MM/yyyy HH:mm` for people. */
export function readable(text: string): string {
  const day = `${text.slice(6, 8)}/${text.slice(4, 6)}/${text.slice(0, 4)}`
  return text.length === 12 ? `${day} ${text.slice(8, 10)}:${text.slice(10, 12)}` : day
}

function minuteOf(text: string): number {
  const hour = text.length === 12 ? two(text, 8) : 0
  const minute = text.length === 12 ? two(text, 10) : 0
  return Date.UTC(Number(text.slice(0, 4)), two(text, 4) - 1, two(text, 6), hour, minute) / 60_000
}

function isRealDay(text: string): boolean {
  const month = two(text, 4)
  const day = two(text, 6)
  if (month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false
  const year = Number(text.slice(0, 4))
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return year >= 1800
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}
