import type { Bilingual } from '#vocabulary/bilingual'
import { vietnamDay } from '#vocabulary/vietnam-time'
import {
  dayAfter,
  isWorkingDay,
  startOfVietnamDay,
  type WorkingCalendar,
} from '#vocabulary/working-days'
import type { FieldValues } from './check-fields.ts'
import type { CaseDefinition, ClockDefinition } from './definition.ts'

/** One step as it was taken; the opening is the first. */
export type Taken = {
  readonly step: string
  readonly to: string
  readonly at: Date
  readonly written?: { readonly fields: FieldValues }
}

export type ClockState = 'on-time' | 'near' | 'late' | 'paused'

/** One legal term of one case as it stands at an instant. */
export type CaseClock = {
  readonly id: string
  readonly name: Bilingual
  readonly startedAt: Date
  /** Absent while the clock pauses: nobody knows yet when it ends. */
  readonly due?: Date
  readonly near?: Date
  readonly state: ClockState
  /** False once the duty is done; `state` then says whether it was done in time. */
  readonly running: boolean
  readonly source: string
  readonly uncertain?: string
  readonly escalates?: string
}

const HOUR_MS = 3_600_000
/** No term is longer than this many days, pauses included: 20 years. */
const DAYS_MAX = 7_300

/**
 * Every clock that has started, in the order of their ends; one that pauses comes last.
 *
 * A term by days begins the day after the event and ends with its last day; a day at whose end the case waits for a
 * supplement does not count. A term by calendar days or months that ends on a day off ends with the next working day.
 * Source: Civil Code 91/2015/QH13, art. 147-148.
 *
 * @param taken the steps in their order, the opening first
 */
export function clocksOf(
  definition: Pick<CaseDefinition, 'clocks'>,
  taken: readonly Taken[],
  now: Date,
  calendar: WorkingCalendar,
): CaseClock[] {
  return definition.clocks
    .flatMap((clock) => clockOf(clock, taken, now, calendar))
    .sort((one, other) => endOf(one) - endOf(other))
}

/** The nearest end among running clocks, and the instant from which it counts as near: what lists are sorted by. */
export function nextTerm(
  clocks: readonly CaseClock[],
): { readonly near: Date; readonly due: Date } | undefined {
  const [first] = clocks.filter(({ running, due }) => running && due !== undefined)
  return first?.due && first.near ? { near: first.near, due: first.due } : undefined
}

function endOf({ due }: CaseClock): number {
  return due?.getTime() ?? Number.MAX_SAFE_INTEGER
}

type Pause = { readonly from: Date; readonly to: Date | undefined }

function clockOf(
  clock: ClockDefinition,
  taken: readonly Taken[],
  now: Date,
  calendar: WorkingCalendar,
): CaseClock[] {
  const run = lastRun(clock, taken)
  if (run === undefined) return []
  const { start, later, doneAt } = run
  const startedAt = countedFrom(clock, start)
  const pauses = pausesOf(clock, later)
  const paused = doneAt === undefined && pauses.some(({ to }) => to === undefined)
  const due = paused ? undefined : dueOf(clock, startedAt, later, pauses, calendar)
  const near = due && new Date(due.getTime() - clock.nearHours * HOUR_MS)
  return [
    {
      id: clock.id,
      name: clock.name,
      startedAt,
      ...(due && near ? { due, near } : {}),
      state: stateOf(near, due, doneAt, now),
      running: doneAt === undefined,
      source: `${clock.instrument}, ${clock.article}`,
      ...(clock.uncertain === undefined ? {} : { uncertain: clock.uncertain }),
      ...(clock.escalates === undefined ? {} : { escalates: clock.escalates }),
    },
  ]
}

type Run = {
  readonly start: Taken
  readonly later: readonly Taken[]
  readonly doneAt: Date | undefined
}

/** A clock that has ended starts anew when the case comes into one of its states again; the last run counts. */
function lastRun(clock: ClockDefinition, taken: readonly Taken[]): Run | undefined {
  let run: Run | undefined
  for (const [index, step] of taken.entries()) {
    const isRunning = run !== undefined && run.doneAt === undefined
    if (!isRunning && clock.startsIn.includes(step.to))
      run = { start: step, later: taken.slice(index), doneAt: undefined }
    else if (run !== undefined && isRunning && clock.endsIn.includes(step.to))
      run = { ...run, doneAt: step.at }
  }
  return run
}

/** The day or moment that the step wrote down, in Vietnam's time; the step's own time where it wrote none, or a later one. */
function countedFrom({ countsFrom }: ClockDefinition, { at, written }: Taken): Date {
  const value = countsFrom === undefined ? undefined : written?.fields[countsFrom]
  if (value === undefined) return at
  const told = new Date(value.includes('T') ? `${value}:00+07:00` : `${value}T00:00:00+07:00`)
  return told < at ? told : at
}

function pausesOf({ pausesIn }: ClockDefinition, taken: readonly Taken[]): Pause[] {
  return taken.flatMap(({ to, at }, index) =>
    pausesIn.includes(to) ? [{ from: at, to: taken[index + 1]?.at }] : [],
  )
}

function dueOf(
  { term, extension }: ClockDefinition,
  start: Date,
  taken: readonly Taken[],
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): Date {
  const isExtended = extension !== undefined && taken.some(({ step }) => step === extension.step)
  const count = isExtended ? extension.count : term.count
  if (term.kind === 'hours')
    return new Date(
      start.getTime() + count * HOUR_MS + pauses.reduce((sum, p) => sum + lengthOf(p), 0),
    )
  const days = term.kind === 'months' ? daysOfMonths(start, count) : count
  const counts = (day: string) => term.kind !== 'working-days' || isWorkingDay(day, calendar)
  let day = vietnamDay(start)
  for (let left = days, walked = 0; left > 0 && walked < DAYS_MAX; walked += 1) {
    day = dayAfter(day)
    if (counts(day) && !isPausedAtEndOf(day, pauses)) left -= 1
  }
  while (!isWorkingDay(day, calendar)) day = dayAfter(day)
  return startOfVietnamDay(dayAfter(day))
}

function lengthOf({ from, to }: Pause): number {
  return to === undefined ? 0 : to.getTime() - from.getTime()
}

/** From the day of the start to the same day so many months later, or to that month's last day. */
function daysOfMonths(start: Date, months: number): number {
  const from = new Date(`${vietnamDay(start)}T00:00:00Z`)
  const to = new Date(from)
  to.setUTCMonth(from.getUTCMonth() + months)
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0)
  return Math.round((to.getTime() - from.getTime()) / (24 * HOUR_MS))
}

function isPausedAtEndOf(day: string, pauses: readonly Pause[]): boolean {
  const end = startOfVietnamDay(dayAfter(day))
  return pauses.some(({ from, to }) => from < end && (to === undefined || end <= to))
}

function stateOf(
  near: Date | undefined,
  due: Date | undefined,
  doneAt: Date | undefined,
  now: Date,
): ClockState {
  if (due === undefined || near === undefined) return 'paused'
  if (doneAt !== undefined) return doneAt >= due ? 'late' : 'on-time'
  if (now >= due) return 'late'
  return now >= near ? 'near' : 'on-time'
}
