/** Calendar days of Vietnam, `yyyy-mm-dd`, and the instants at which they begin. */

const DAY_MS = 86_400_000

export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** Whether the text is a day that exists. */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** Days from one to another, both included; below 1 when they are the wrong way round. */
export function countDays(from: string, to: string): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS) + 1
}
