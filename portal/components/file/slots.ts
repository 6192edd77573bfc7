import type { SlotShown, ValueShown } from './file.queries.ts'

/** The hours in a value; none where it is no hours. */
export function slotsIn(value: ValueShown | undefined): readonly SlotShown[] {
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'string' ? [] : [one])) : []
}

/** Minutes and hours of a day: 07:00 to 24:00. */
export const REAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

/** What was typed as a time, made whole: `7` is 07:00, `730` and `7h30` are 07:30. Unreadable text stays as it is. */
export function readTime(typed: string): string {
  const parts = /^\s*(\d{1,2})\s*[:hg.]?\s*(\d{2})?\s*$/i.exec(typed)
  if (parts === null) return typed.trim()
  const [, hour = '', minute = '00'] = parts
  return `${hour.padStart(2, '0')}:${minute}`
}
