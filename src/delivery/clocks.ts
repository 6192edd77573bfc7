import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { Bilingual } from '#vocabulary/bilingual'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { endOfWorkingDay, startOfVietnamDay, type WorkingCalendar } from '#vocabulary/working-days'
import { CLOCKS, type ClockDefinition, type Term } from './clock-definitions.ts'
import type { AnyKind, ClockState, DeliveryState } from './message.ts'

/** One legal term of one message, as it stands at an instant. */
export type Clock = {
  readonly id: string
  readonly name: Bilingual
  readonly bound: 'facility' | 'insurance'
  readonly startedAt: Date
  /** From here on it counts as near its end. */
  readonly near: Date
  readonly due: Date
  readonly state: ClockState
  /** False once the duty is done; `state` then says whether it was done in time. */
  readonly running: boolean
  readonly source: string
  /** What is not certain about the term. */
  readonly uncertain?: string
}

/** What the clocks of a message depend on. */
export type ClockFacts = {
  readonly kind: AnyKind
  readonly state: DeliveryState
  readonly queuedAt: Date
  readonly visitEnd?: Date
  readonly receivedAt?: Date
  readonly resultAt?: Date
  /** When a correction of this message was queued. */
  readonly supersededAt?: Date
}

const HOUR_MS = 3_600_000

/**
 * Every legal clock that has started for a message, in the order of their ends.
 *
 * Chosen by the end of the visit, never by today. No clock starts from an end of visit that lay in the future when
 * the dossier came (a supply for weeks ahead): it was sent early, and law has no term that has begun.
 */
export function clocksOf(
  facts: ClockFacts,
  now: Date,
  definitions: readonly ClockDefinition[] = CLOCKS,
  calendar: WorkingCalendar = WORKING_CALENDAR,
): Clock[] {
  if (facts.kind !== 'dossier' || facts.state === 'cancelled') return []
  const eventDay = vietnamDay(pastVisitEnd(facts) ?? facts.queuedAt)
  return definitions
    .filter((definition) => isInForce(definition, eventDay))
    .flatMap((definition) => clockOf(definition, facts, now, calendar))
    .sort((one, other) => one.due.getTime() - other.due.getTime())
}

/** The nearest term that still binds the facility, and the instant from which it counts as near. */
export type NextTerm = { readonly near: Date; readonly due: Date }

/** What a list is filtered by: kept beside the message whenever its state changes. Undefined when no term runs. */
export function nextTermOf(facts: ClockFacts): NextTerm | undefined {
  const running = clocksOf(facts, facts.queuedAt).filter(
    (clock) => clock.running && clock.bound === 'facility',
  )
  const [first] = running
  if (!first) return undefined
  const nears = running.map((clock) => clock.near.getTime())
  return { near: new Date(Math.min(...nears)), due: first.due }
}

function isInForce({ enabled, validFrom, validTo }: ClockDefinition, day: string): boolean {
  return enabled && validFrom <= day && (validTo === undefined || day <= validTo)
}

function clockOf(
  definition: ClockDefinition,
  facts: ClockFacts,
  now: Date,
  calendar: WorkingCalendar,
): Clock[] {
  const startedAt = startOf(definition, facts)
  if (!startedAt) return []
  const due = dueOf(definition.term, startedAt, calendar)
  const near = new Date(due.getTime() - definition.nearHours * HOUR_MS)
  const done = doneAt(definition, facts)
  return [
    {
      id: definition.id,
      name: definition.name,
      bound: definition.bound,
      startedAt,
      near,
      due,
      state: done ? stateAt(due, due, done) : stateAt(near, due, now),
      running: done === undefined,
      source: definition.source,
      ...(definition.uncertain === undefined ? {} : { uncertain: definition.uncertain }),
    },
  ]
}

function startOf({ startsAt }: ClockDefinition, facts: ClockFacts): Date | undefined {
  if (startsAt === 'visit-end') return pastVisitEnd(facts)
  if (startsAt === 'received') return facts.receivedAt
  return facts.state === 'returned' ? facts.resultAt : undefined
}

function pastVisitEnd({ visitEnd, queuedAt }: ClockFacts): Date | undefined {
  return visitEnd && visitEnd <= queuedAt ? visitEnd : undefined
}

function dueOf(term: Term, start: Date, calendar: WorkingCalendar): Date {
  if (term.kind === 'hours') return new Date(start.getTime() + term.count * HOUR_MS)
  if (term.kind === 'working-days') return endOfWorkingDay(start, term.count, calendar)
  const [year = 0, month = 0] = vietnamDay(start).split('-').map(Number)
  const next = new Date(Date.UTC(year, month, term.day)).toISOString().slice(0, 10)
  return startOfVietnamDay(next)
}

/** When the duty was done, if it was. A correction takes the duties of the former message over. */
function doneAt({ until }: ClockDefinition, facts: ClockFacts): Date | undefined {
  if (until === 'judged') return facts.resultAt ?? facts.supersededAt
  if (until === 'corrected') return facts.supersededAt
  const done = until === 'settled' && facts.state === 'returned' ? undefined : facts.receivedAt
  return done ?? facts.supersededAt
}

function stateAt(near: Date, due: Date, at: Date): ClockState {
  if (at >= due) return 'late'
  return at >= near ? 'near' : 'on-time'
}
