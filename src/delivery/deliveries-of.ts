import type { Database } from '#foundation/database'
import type { Bilingual } from '#vocabulary/bilingual'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { type Clock, clocksOf } from './clocks.ts'
import type { DeliveryView } from './contract.ts'
import { messageToView } from './delivery-view.ts'
import { findAwaiting, findOpenTerms, messagesOfSubmissions } from './list-store.ts'
import { clockFacts } from './message-store.ts'

/** The deliveries that submissions of one facility caused, by submission. */
export async function deliveriesOf(
  database: Database,
  facility: FacilityCode,
  submissions: readonly RecordId[],
  now: Date,
): Promise<ReadonlyMap<RecordId, readonly DeliveryView[]>> {
  const rows = await messagesOfSubmissions(database, facility, submissions)
  const grouped = Map.groupBy(rows, (row) => row.submission)
  return new Map(
    [...grouped].map(([submission, same]) => [
      submission,
      same.map((row) => messageToView(row, now)),
    ]),
  )
}

/** One legal clock over all dossiers of a facility for which it runs. */
export type RunningClock = {
  readonly id: string
  readonly name: Bilingual
  /** Whose duty it is: the facility works by its own clocks and waits by the insurance's. */
  readonly bound: 'facility' | 'insurance'
  readonly source: string
  /** Within the term and not near its end; near its end; past it. */
  readonly onTime: number
  readonly near: number
  readonly late: number
  readonly nextDue: Date
}

/** How long an answer of the portal is waited for on the page of the day; its longest term is 48 hours. */
const AWAITING_DAYS = 7

/**
 * The clocks that run for a facility's dossiers: those that bind it first, then those that bind the insurance, the
 * most urgent first. Counts end at the first 5,000 dossiers of each; answers of the portal are waited for 7 days.
 */
export async function runningClocks(
  database: Database,
  facility: FacilityCode,
  now: Date,
): Promise<RunningClock[]> {
  const since = new Date(now.getTime() - AWAITING_DAYS * 86_400_000)
  const [open, awaiting] = await Promise.all([
    findOpenTerms(database, facility),
    findAwaiting(database, facility, since),
  ])
  const clocks = [...open, ...awaiting]
    .flatMap((row) => clocksOf(clockFacts(row), now))
    .filter((clock) => clock.running)
  return [...Map.groupBy(clocks, (clock) => clock.id).values()]
    .flatMap(sumClocks)
    .sort(
      (one, other) =>
        one.bound.localeCompare(other.bound) || one.nextDue.getTime() - other.nextDue.getTime(),
    )
}

function sumClocks(same: readonly Clock[]): RunningClock[] {
  const [first] = same
  if (!first) return []
  const { id, name, bound, source } = first
  const count = (state: Clock['state']) => same.filter((clock) => clock.state === state).length
  const nextDue = new Date(Math.min(...same.map((clock) => clock.due.getTime())))
  const counts = { onTime: count('on-time'), near: count('near'), late: count('late') }
  return [{ id, name, bound, source, nextDue, ...counts }]
}
