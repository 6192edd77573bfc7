import type { DayFigures } from '#intake/contract'
import { daysBefore } from '../../../foundation/format.ts'

/** The most days that one answer covers. */
const DAYS_MAX = 92

const NOTHING = {
  dossiers: 0,
  accepted: 0,
  withErrors: 0,
  refused: 0,
  withWarnings: 0,
  checkIns: 0,
}

/** One row for each day between the two, both included, also for those on which nothing came. */
export function everyDay(
  days: readonly DayFigures[],
  from: string,
  to: string,
): readonly DayFigures[] {
  const known = new Map(days.map((day) => [day.day, day]))
  const rows: DayFigures[] = []
  for (let day = from; day <= to && rows.length < DAYS_MAX; day = daysBefore(day, -1))
    rows.push(known.get(day) ?? { day, ...NOTHING })
  return rows
}
