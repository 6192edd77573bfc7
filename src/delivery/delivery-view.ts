import type { z } from 'zod'
import { clocksOf } from './clocks.ts'
import type { AttemptRecord } from './claim-store.ts'
import type { AttemptView, DeliveryView, listQueues } from './contract.ts'
import type { QueueRow } from './list-store.ts'
import { clockFacts, type MessageRow } from './message-store.ts'
import { REASON_TEXTS, STATE_TEXTS } from './message.ts'

/** A message as people read it. */
export function messageToView(row: MessageRow, now: Date): DeliveryView {
  const clocks = clocksOf(clockFacts(row), now)
  return {
    id: row.id,
    facility: row.facility,
    kind: row.kind,
    linkCode: row.link_code,
    receipt: row.submission,
    state: row.state,
    stateText: STATE_TEXTS[row.state],
    ...(row.reason ? { reason: row.reason, reasonText: REASON_TEXTS[row.reason] } : {}),
    queuedAt: row.queued_at.toISOString(),
    attempts: row.attempts,
    ...(row.state === 'waiting' ? { nextAttemptAt: row.due_at.toISOString() } : {}),
    ...(row.transaction_code === null ? {} : { transactionCode: row.transaction_code }),
    ...(row.result_detail ? { resultDetail: row.result_detail } : {}),
    ...instant('visitEnd', row.visit_end),
    ...instant('receivedAt', row.received_at),
    ...instant('resultAt', row.result_at),
    ...instant('supersededAt', row.superseded_at),
    clocks: clocks.map(({ startedAt, due, ...clock }) => ({
      ...clock,
      startedAt: startedAt.toISOString(),
      due: due.toISOString(),
    })),
  }
}

export function attemptToView(attempt: AttemptRecord): z.input<typeof AttemptView> {
  const { startedAt, endedAt, reason, requestDigest, ...rest } = attempt
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    ...(reason ? { reasonText: REASON_TEXTS[reason] } : {}),
    ...(requestDigest ? { requestDigest: requestDigest.toString('hex') } : {}),
  }
}

type QueueView = z.input<typeof listQueues.response>['queues'][number]

export function queueToView(row: QueueRow): QueueView {
  return {
    channel: row.channel,
    facility: row.facility,
    waiting: row.waiting,
    failed: row.failed,
    awaitingResult: row.awaiting_result,
    late: row.late,
    failures: row.failures,
    ...(row.reason ? { reason: row.reason, reasonText: REASON_TEXTS[row.reason] } : {}),
    ...instant('oldestSince', row.oldest),
    ...instant('disturbedSince', row.since),
    ...instant('nextProbeAt', row.failures > 0 ? row.paused_until : null),
  }
}

/** A field only when there is something to say. */
function instant<Name extends string>(name: Name, at: Date | null): { [Key in Name]?: string } {
  const fields: { [Key in Name]?: string } = {}
  if (at) Object.assign(fields, { [name]: at.toISOString() })
  return fields
}
