import type { Language } from './language.ts'

/**
 * Days are written dd/MM/yyyy in both languages, times on 24 hours, always in Vietnam's time:
 * a doctor in Hà Nội and an auditor abroad must read the same hour.
 */
const ZONE = 'Asia/Ho_Chi_Minh'
const LOCALES: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const ISO_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })

/** `20/11/2026`; a calendar day (`2026-11-20`) is not shifted, months and years stand alone. */
export function formatDay(value: string | Date): string {
  if (typeof value === 'string') {
    const [year = '', month, day, ...rest] = value.split('-')
    if (rest.length === 0 && /^\d{4}$/.test(year) && (day?.length ?? 2) === 2)
      return [day, month, year].filter(Boolean).join('/')
  }
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? '' : DAY.format(at)
}

/** Reads `20/11/2026` (also `20-11-2026`, `20.11.2026`) as `2026-11-20`; undefined when there is no such day. */
export function parseDay(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text)
  if (parts === null) return undefined
  const [, day = '', month = '', year = ''] = parts
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso) ? iso : undefined
}

/** `14:05` */
export function formatTime(value: string | Date): string {
  return TIME.format(new Date(value))
}

/** `14:05 20/11/2026` */
export function formatMoment(value: string | Date): string {
  return `${formatTime(value)} ${formatDay(new Date(value))}`
}

/** `20/11`, for axes and narrow columns. */
export function formatShortDay(value: string | Date): string {
  return formatDay(value).slice(0, 5)
}

/** The calendar day in Vietnam, `yyyy-mm-dd`. */
export function isoDay(value: Date): string {
  return ISO_DAY.format(value)
}

/** The calendar day so many days before (or, negative, after) another. */
export function daysBefore(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() - days)
  return noon.toISOString().slice(0, 10)
}

/** `12.345` in Vietnamese, `12,345` in English. */
export function formatNumber(value: number, language: Language, fractionDigitsMax = 0): string {
  return new Intl.NumberFormat(LOCALES[language], {
    maximumFractionDigits: fractionDigitsMax,
  }).format(value)
}

/** `12,5 %`: a share from 0 to 1. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0,
  }).format(share)
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `2 giờ trước`, `sau 3 ngày`: how far a moment lies from now, in the largest fitting unit. */
export function formatDistance(value: string | Date, now: Date, language: Language): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' })
  for (const [unit, size] of UNITS)
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  return words.format(0, 'minute')
}
