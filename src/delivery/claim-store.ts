import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { NextTerm } from './clocks.ts'
import type { AnyKind, Channel, DeliveryState, Reason } from './message.ts'
import { MESSAGE_COLUMNS, type MessageRow, OPEN } from './message-store.ts'

/** A message that this worker, and no other, delivers until the lease ends. */
export type ClaimedMessage = MessageRow<AnyKind> & {
  /** Failures in a row on its line; above zero this message is the probe. */
  readonly line_failures: number
  /** A worker had it and did not say how it ended. */
  readonly interrupted: boolean
  /** When the lease of that worker ended. */
  readonly lease_end: Date
}

/** What one attempt found: written once, with what it means for the message. */
export type AttemptRecord = {
  readonly number: number
  readonly startedAt: Date
  readonly endedAt: Date
  readonly outcome: string
  readonly reason?: Reason
  readonly endpoint?: string
  readonly requestBytes?: number
  readonly requestDigest?: Buffer
  readonly httpStatus?: number
  readonly resultCode?: string
  readonly transactionCode?: string
  readonly response?: string
}

export type AfterAttempt = {
  readonly state: DeliveryState
  readonly reason?: Reason
  readonly dueAt: Date
  readonly transactionCode?: string
  readonly receivedAt?: Date
  readonly term: NextTerm | undefined
}

/** Of one facility at a time, so that one backlog does not hold the others up. */
const CLAIM_PER_LINE = 8

/**
 * Claims due messages for a worker until `leaseEnd`; a worker that dies leaves them to the next one.
 *
 * Of messages with one MA_LK and kind only the first that is open can be claimed: a correction never overtakes.
 * A line that rests gives nothing; one that failed before gives a single message as a probe. Lines take turns,
 * beginning after `afterFacility`.
 */
export async function claimDue(
  database: Database,
  claim: { channel: Channel; now: Date; leaseEnd: Date; count: number; afterFacility: string },
): Promise<ClaimedMessage[]> {
  const { channel, now, leaseEnd, count, afterFacility } = claim
  const { rows } = await sql<ClaimedMessage>`
    with candidate as (
      select due.facility, due.id, due.state as former_state, due.due_at as lease_end, line.failures
      from (
        select facility, failures from delivery.line
        where channel = ${channel} and (paused_until is null or paused_until <= ${now})
        order by facility <= ${afterFacility}, facility
      ) line
      cross join lateral (
        select m.facility, m.id, m.state, m.due_at from delivery.message m
        where m.facility = line.facility and m.channel = ${channel} and m.state in ${OPEN} and m.due_at <= ${now}
          and not exists (
            select from delivery.message former
            where former.facility = m.facility and former.link_code = m.link_code and former.kind = m.kind
              and former.position < m.position and former.state in ${OPEN})
        order by m.due_at, m.position
        limit case when line.failures > 0 then 1 else ${CLAIM_PER_LINE}::integer end
        for update skip locked
      ) due
      limit ${count}
    ), probing as (
      update delivery.line set paused_until = ${leaseEnd}
      where channel = ${channel} and failures > 0 and facility in (select facility from candidate)
    )
    update delivery.message m
    set state = 'delivering', due_at = ${leaseEnd}, attempts = m.attempts + 1,
      tried_since = coalesce(m.tried_since, ${now})
    from candidate
    where m.facility = candidate.facility and m.id = candidate.id
    returning ${MESSAGE_COLUMNS}, candidate.failures as line_failures,
      candidate.former_state = 'delivering' as interrupted, candidate.lease_end
  `.execute(database)
  return rows
}

/**
 * Writes how an attempt ended: the evidence, and the message's next state, in one statement.
 *
 * A failure counts only while the lease is ours. A receipt always counts, even when the lease has passed on:
 * the receiver has it.
 *
 * @returns whether it counted
 */
export async function recordAttempt(
  database: Database | Trx,
  message: Pick<MessageRow, 'facility' | 'id' | 'attempts'>,
  attempt: AttemptRecord,
  after: AfterAttempt,
): Promise<boolean> {
  const received = after.state === 'received'
  const { rows } = await sql`
    with evidence as (
      insert into delivery.attempt (facility, message, number, started_at, ended_at, outcome, reason, endpoint,
        request_bytes, request_digest, http_status, result_code, transaction_code, response)
      values (${message.facility}, ${message.id}, ${attempt.number}, ${attempt.startedAt}, ${attempt.endedAt},
        ${attempt.outcome}, ${attempt.reason ?? null}, ${attempt.endpoint ?? null}, ${attempt.requestBytes ?? null},
        ${attempt.requestDigest ?? null}, ${attempt.httpStatus ?? null}, ${attempt.resultCode ?? null},
        ${attempt.transactionCode ?? null}, ${attempt.response ?? null})
      on conflict do nothing
    )
    update delivery.message
    set state = ${after.state}, reason = ${after.reason ?? null}, due_at = ${after.dueAt},
      transaction_code = coalesce(${after.transactionCode ?? null}, transaction_code),
      received_at = coalesce(received_at, ${after.receivedAt ?? null}),
      next_near = case when superseded_at is null then ${after.term?.near ?? null}::timestamptz end,
      next_due = case when superseded_at is null then ${after.term?.due ?? null}::timestamptz end
    where facility = ${message.facility} and id = ${message.id}
      and case when ${received} then state not in ('accepted', 'returned')
        else state = 'delivering' and attempts = ${message.attempts} end
    returning id
  `.execute(database)
  return rows.length === 1
}

/** The line failed again: it rests until `pausedUntil`. */
export async function pauseLine(
  database: Database,
  line: { channel: Channel; facility: string },
  failure: { failures: number; reason: Reason; now: Date; pausedUntil: Date },
): Promise<void> {
  await sql`
    update delivery.line
    set failures = greatest(failures, ${failure.failures}::integer), reason = ${failure.reason},
      since = coalesce(since, ${failure.now}), paused_until = ${failure.pausedUntil}
    where channel = ${line.channel} and facility = ${line.facility}
  `.execute(database)
}

/** The line answers again. With `releaseAll` everything that waited on it may go at once. */
export async function recoverLine(
  database: Database | Trx,
  line: { channel: Channel; facility: string },
  now: Date,
  releaseAll: boolean,
): Promise<number> {
  const { rows } = await sql<{ released: number }>`
    with recovered as (
      update delivery.line set failures = 0, reason = null, since = null, paused_until = null
      where channel = ${line.channel} and facility = ${line.facility}
    ), released as (
      update delivery.message set due_at = ${now}
      where ${releaseAll} and facility = ${line.facility} and channel = ${line.channel} and state = 'waiting'
        and due_at > ${now}
      returning 1
    )
    select count(*) as released from released
  `.execute(database)
  return rows[0]?.released ?? 0
}
