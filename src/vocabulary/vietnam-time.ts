import { accept, refuse, type Outcome } from './outcome.ts'

/** Vietnam keeps one time all year: UTC+7. */
export const VIETNAM_OFFSET_MINUTES = 7 * 60

/**
 * Reads `yyyymmdd` or `yyyymmddHHMM` as an instant in Vietnam's time.
 *
 * Refuses `time.malformed` for anything that is not a real day and minute.
 * Source: QĐ 130/QĐ-BYT 2023, annex, format of dates.
 */
export function parseVietnamTime(text: string): Outcome<Date> {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?$/.exec(text)
  if (!parts) return refuse('incorrect', 'time.malformed')

  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute))
  const real =
    local.getUTCFullYear() === year &&
    local.getUTCMonth() === month - 1 &&
    local.getUTCDate() === day &&
    hour < 24 &&
    minute < 60
  if (!real) return refuse('incorrect', 'time.malformed')
  return accept(new Date(local.getTime() - VIETNAM_OFFSET_MINUTES * 60_000))
}

/** `yyyymmddHHMM` in Vietnam's time. */
export function formatVietnamTime(instant: Date): string {
  return shifted(instant).toISOString().replace(/[-T:]/g, '').slice(0, 12)
}

/** The calendar day in Vietnam, `yyyy-mm-dd`. */
export function vietnamDay(instant: Date): string {
  return shifted(instant).toISOString().slice(0, 10)
}

/** ISO 8601 with Vietnam's offset, to the second, as FHIR wants an instant: `2026-11-10T08:12:00+07:00`. */
export function isoInVietnam(instant: Date): string {
  return `${shifted(instant).toISOString().slice(0, 19)}+07:00`
}

function shifted(instant: Date): Date {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MINUTES * 60_000)
}
