/**
 * A cell as it was read, before anybody asks what it means.
 * `number` is what a spreadsheet keeps (15 digits); `day` one that is shown as a day, `yyyy-mm-dd`, or `HH:MM` when it is only a time;
 * `formula` one whose kept result cannot be relied on; `error` what a program shows as `#N/A`.
 */
export type Cell = {
  readonly kind: 'text' | 'number' | 'day' | 'truth' | 'formula' | 'error'
  readonly text: string
}

/** One row with its number in the sheet, from 1; cells stand at their column, from 0. */
export type SheetRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[] }

const DAY_MS = 86_400_000

/** Serial 1 is 01/01/1900 and the never existing 29/02/1900 is 60, so from there the count begins on 30/12/1899. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
/** The system of old Macintosh workbooks: 0 is 01/01/1904. */
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** 31/12/9999, the last day that a spreadsheet knows. */
const SERIAL_MAX = 2_958_465

/**
 * The day that a serial number of a spreadsheet stands for, `yyyy-mm-dd`; below one the time of day, `HH:MM`.
 * Undefined for what is no day: a negative number, one beyond the year 9999, the 29/02/1900 that never was.
 */
export function serialToDay(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > SERIAL_MAX) return undefined
  if (serial < 1 && !from1904) {
    const minutes = Math.round(serial * 1_440)
    return minutes === 1_440 ? undefined : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  }
  const days = Math.floor(serial)
  if (from1904) return dayAt(EPOCH_1904 + days * DAY_MS)
  if (days === 60) return undefined
  return dayAt(EPOCH_1900 + (days < 60 ? days + 1 : days) * DAY_MS)
}

function dayAt(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** 'C7' stands in column 2; undefined when there is no letter. */
export function columnIn(reference: string): number | undefined {
  let column = 0
  let at = 0
  for (; at < reference.length && at < 3; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at === 0 ? undefined : column - 1
}

/** Column 2 is 'C'. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** Whether a number is shown as a day or time under a format: built-in ones by their id, others by their code. */
export function isDayFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) ||
      (id >= 27 && id <= 36) ||
      (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58)
    )
  const signs = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  return /[ymdhs]/i.test(signs) && !/^general$/i.test(signs)
}

/** A number as people would write it, without an exponent where digits suffice. */
export function numberText(raw: string): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  return Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : String(value)
}
