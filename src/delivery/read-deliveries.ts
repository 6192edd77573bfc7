import type { z } from 'zod'
import { recordAudit } from '#audit'
import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newRecordId } from '#vocabulary/record-id'
import type {
  listDeadLetters,
  listDeliveries,
  listQueues,
  listWaitingByFacility,
  readDelivery,
  summariseDeliveries,
} from './contract.ts'
import { attemptToView, messageToView, queueToView } from './delivery-view.ts'
import {
  attemptsOf,
  countStates,
  countTerms,
  type DeliveryFilter,
  findLine,
  findMessage,
  findMessages,
  findQueues,
  resultsOf,
} from './list-store.ts'
import { type DeliveryState, REASON_TEXTS } from './message.ts'

type Needs = { readonly database: Database; readonly now: () => Date }
type Answer<Promise extends { readonly response: z.ZodType }> = z.input<Promise['response']>

/** How far back the counts of a summary go: as far as the portal's own search. */
const SUMMARY_DAYS = 60

/** One page of a facility's deliveries, or of the dead letters of all. */
export async function listPage(
  { database, now }: Needs,
  filter: Omit<DeliveryFilter, 'now'>,
): Promise<Outcome<Answer<typeof listDeliveries> & Answer<typeof listDeadLetters>>> {
  const at = now()
  const rows = await findMessages(database, { ...filter, now: at, limit: filter.limit + 1 })
  const page = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  return accept({
    deliveries: page.map((row) => messageToView(row, at)),
    ...(last ? { next: last.id } : {}),
  })
}

/** One delivery with its attempts. The read is in the audit, and so in the log that the citizen sees. Refuses `delivery.unknown`. */
export async function readOne(
  { database, now }: Needs,
  caller: Caller,
  facility: FacilityCode,
  id: string,
): Promise<Outcome<Answer<typeof readDelivery>>> {
  const row = await findMessage(database, facility, id)
  if (!row) return refuse('not-found', 'delivery.unknown')
  const at = now()
  const [attempts, results] = await Promise.all([
    attemptsOf(database, facility, row.id),
    resultsOf(database, facility, row.id),
    recordAudit(database, [
      {
        at,
        action: 'read',
        caller,
        what: 'delivery',
        purpose: 'payment',
        ...(row.person ? { person: row.person } : {}),
        ...(row.visit ? { visit: row.visit } : {}),
        detail: { delivery: row.id },
      },
    ]),
  ])
  return accept({
    ...messageToView(row, at),
    attemptList: attempts.map(attemptToView),
    results: results.map((result) => ({
      result: result.result,
      judgedAt: result.judged_at.toISOString(),
      detail: result.detail,
      importedAt: result.imported_at.toISOString(),
      importedBy: result.imported_by,
    })),
  })
}

/** How a facility stands with the portal. */
export async function summarise(
  { database, now }: Needs,
  facility: FacilityCode,
): Promise<Outcome<Answer<typeof summariseDeliveries>>> {
  const at = now()
  const since = new Date(at.getTime() - SUMMARY_DAYS * 86_400_000)
  const oldestId = newRecordId(since, 0, (count) => new Uint8Array(count))
  const [states, terms, line] = await Promise.all([
    countStates(database, facility, oldestId),
    countTerms(database, facility, at),
    findLine(database, facility),
  ])
  const count = (...names: DeliveryState[]) =>
    states.reduce(
      (sum, { state, count: number }) => (names.includes(state) ? sum + number : sum),
      0,
    )
  const disturbed = line && line.failures > 0 && line.reason && line.since
  return accept({
    waiting: count('queued', 'delivering', 'waiting'),
    received: count('received'),
    accepted: count('accepted'),
    returned: count('returned'),
    failed: count('failed'),
    late: terms.late,
    near: terms.near,
    ...(terms.oldest ? { oldestWaitingSince: terms.oldest.toISOString() } : {}),
    ...(disturbed && line.reason && line.since
      ? {
          line: {
            reasonText: REASON_TEXTS[line.reason],
            since: line.since.toISOString(),
            failures: line.failures,
          },
        }
      : {}),
  })
}

/** Every queue of the given facilities, or of all. */
export async function listQueuesOf(
  { database, now }: Needs,
  facilities?: readonly FacilityCode[],
): Promise<Outcome<Answer<typeof listQueues> & Answer<typeof listWaitingByFacility>>> {
  const queues = (await findQueues(database, now(), facilities)).map(queueToView)
  return accept({ queues, facilities: queues })
}
