import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { WorkingCalendar } from '#vocabulary/working-days'

const FILE = new URL('../../catalogues/clocks/holidays.json', import.meta.url)

const day = z.iso.date()
const text = z.object({ vi: z.string(), en: z.string() })

const Holidays = z.object({
  knownFrom: day,
  knownUntil: day,
  days: z.array(
    z.object({
      day,
      kind: z.enum(['off', 'working', 'uncertain']),
      name: text,
      status: z.enum(['law', 'decreed', 'assumed']),
      source: z.string(),
    }),
  ),
})

export const HOLIDAYS = Holidays.parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** The days off of Vietnam and the days worked in exchange; an uncertain day counts as worked, so that a term ends too early, never too late. */
export const WORKING_CALENDAR: WorkingCalendar = new Map(
  HOLIDAYS.days.flatMap(({ day: date, kind }) =>
    kind === 'uncertain' ? [] : [[date, kind] as const],
  ),
)
