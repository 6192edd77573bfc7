import { z } from 'zod'
import { CountedBy, readDepartmentFigures, readHalfYearReport } from '#intake/contract'
import { daysBefore, isoDay } from '../../foundation/format.ts'
import { searchOf } from '../../foundation/search.ts'
import type { FigureDays, HalfYear } from './department.queries.ts'

const figures = readDepartmentFigures.request.shape
const half = readHalfYearReport.request.shape

/** The days, by which of them dossiers are counted, and the facility looked at; all may be left out. */
export const readFiguresAddress = searchOf(
  z.strictObject({
    from: figures.from.optional(),
    to: figures.to.optional(),
    facility: figures.facility,
    by: CountedBy.optional(),
  }),
)
export type FiguresAddress = ReturnType<typeof readFiguresAddress>

/** The days asked for; where none are, the last thirty, each with the visits that ended on it. */
export function lastMonth(address: FiguresAddress, now: Date): FigureDays {
  const to = address.to ?? isoDay(now)
  return { ...address, to, from: address.from ?? daysBefore(to, 29), by: address.by ?? 'visit-end' }
}

export const readHalfYearAddress = searchOf(
  z.strictObject({ year: half.year.optional(), half: half.half.optional() }),
)
export type HalfYearAddress = ReturnType<typeof readHalfYearAddress>

/** The half-year asked for; where none is, the one that is running. */
export function thisHalfYear(address: HalfYearAddress, now: Date): HalfYear {
  const [year = '2026', month = '01'] = isoDay(now).split('-')
  return {
    year: address.year ?? Number(year),
    half: address.half ?? (Number(month) <= 6 ? 1 : 2),
  }
}
