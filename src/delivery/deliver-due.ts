import { setTimeout as pause } from 'node:timers/promises'
import { type Database, inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import {
  type AfterAttempt,
  type AttemptRecord,
  type ClaimedMessage,
  claimDue,
  pauseLine,
  recordAttempt,
  recoverLine,
} from './claim-store.ts'
import { nextTermOf } from './clocks.ts'
import { CHANNELS, type Channel, type DeliveryState } from './message.ts'
import { clockFacts, type MessageRow } from './message-store.ts'
import { type Failure, linePause, nextAttempt, OUTAGE_FAILURES } from './retry-policy.ts'
import type { ChannelEnds, ChannelsEnds, SendResult, SentMessage, Settled } from './sender.ts'

export type DeliveryNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly channels: ChannelsEnds
}

/** Messages under way at once: enough to fill the line to a portal that answers in 50 ms. */
const IN_FLIGHT_MAX = 16

/** Longer than the slowest attempt (token, sending, and both again after a 401, 30 s each). */
const LEASE_MS = 180_000

/** One call stops claiming after so many messages, so that its loop can end with the process. */
const MESSAGES_MAX = 2_000

/** While slow answers are awaited, newly queued messages are looked for this often. */
const LOOK_AGAIN_MS = 250

/** From this many attempts on, a message whose worker vanished waits by the retry policy: it may be what kills workers. */
const INTERRUPTED_ATTEMPTS_MAX = 5

/**
 * Delivers what is due, until nothing is; 16 at a time. Several processes may call it at once.
 *
 * At-least-once: a message is under lease while it is tried, and a crash leaves it to whoever comes after the lease.
 *
 * @returns how many attempts were made
 */
export async function deliverDue(needs: DeliveryNeeds): Promise<number> {
  const counts = await Promise.all(
    CHANNELS.map(async (channel) => {
      const ends = needs.channels[channel]
      return ends === undefined ? 0 : deliverOn(needs, channel, ends)
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The same on one channel: a slow receiver, or one that allows few calls, then holds up no other. */
export async function deliverOn(
  needs: DeliveryNeeds,
  channel: Channel,
  ends: ChannelEnds,
): Promise<number> {
  const inFlight = new Set<Promise<void>>()
  const failures: unknown[] = []
  let attempts = 0
  let afterFacility = ''
  for (;;) {
    const free =
      attempts < MESSAGES_MAX && failures.length === 0 ? IN_FLIGHT_MAX - inFlight.size : 0
    const claimed = free > 0 ? await claim(needs, channel, free, afterFacility) : []
    afterFacility = claimed.at(-1)?.facility ?? afterFacility
    attempts += claimed.length
    for (const message of claimed) {
      const work: Promise<void> = deliverOne(needs, ends, message)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => inFlight.delete(work))
      inFlight.add(work)
    }
    if (inFlight.size === 0) break
    await waitForOne(inFlight)
  }
  if (failures.length > 0) throw failures[0]
  return attempts
}

async function waitForOne(inFlight: ReadonlySet<Promise<void>>): Promise<void> {
  const waiting = new AbortController()
  const again = pause(LOOK_AGAIN_MS, undefined, { signal: waiting.signal }).catch(() => undefined)
  await Promise.race([...inFlight, again])
  waiting.abort()
}

function claim(needs: DeliveryNeeds, channel: Channel, count: number, afterFacility: string) {
  const now = needs.now()
  const leaseEnd = new Date(now.getTime() + LEASE_MS)
  return claimDue(needs.database, { channel, now, leaseEnd, count, afterFacility })
}

async function deliverOne(
  needs: DeliveryNeeds,
  ends: ChannelEnds,
  message: ClaimedMessage,
): Promise<void> {
  if (message.interrupted) {
    const waits = await recordInterruption(needs, message)
    if (waits) return
  }
  await ends.pace?.()
  const startedAt = needs.now()
  const bytes = await ends.readPayload(message)
  const result: SendResult = bytes
    ? await ends.sender(message, bytes)
    : { outcome: 'refused', reason: 'payload-missing', evidence: {} }
  const endedAt = needs.now()
  const { outcome, evidence } = result
  const attempt = { number: message.attempts, startedAt, endedAt, outcome, ...evidence }
  const said =
    outcome === 'received' ? { transactionCode: result.transactionCode } : { reason: result.reason }
  await recordEnd(
    needs,
    ends,
    message,
    { ...attempt, ...said },
    afterResult(message, result, endedAt),
    result,
  )
  await tellLine(needs, message, result, endedAt)
}

/** Writes how an attempt ended; where it ended the message, its owner hears of it in the same transaction. */
async function recordEnd(
  { database }: DeliveryNeeds,
  { settle }: ChannelEnds,
  message: ClaimedMessage,
  attempt: AttemptRecord,
  after: AfterAttempt,
  result: SendResult,
): Promise<void> {
  const settled = settledBy(after, result)
  if (settle === undefined || settled === undefined) {
    await recordAttempt(database, message, attempt, after)
    return
  }
  await inTransaction(database, async (trx) => {
    if (await recordAttempt(trx, message, attempt, after)) await settle(trx, message, settled)
    return accept(undefined)
  })
}

function settledBy(after: AfterAttempt, result: SendResult): Settled | undefined {
  if (result.outcome === 'received')
    return {
      state: 'received',
      reference: result.transactionCode,
      answer: result.answer ?? '',
    }
  if (after.state !== 'failed') return undefined
  const response = result.evidence.response ?? ''
  return { state: 'failed', reason: after.reason ?? result.reason, response }
}

/** The former worker left no word. Its attempt is written down; from the fifth on the message waits. */
async function recordInterruption(
  { database, now }: DeliveryNeeds,
  message: ClaimedMessage,
): Promise<boolean> {
  const endedAt = now()
  const number = message.attempts - 1
  const startedAt = new Date(message.lease_end.getTime() - LEASE_MS)
  const waits = number >= INTERRUPTED_ATTEMPTS_MAX
  const after = waits
    ? afterFailure(message, 'outage', 'interrupted', endedAt)
    : { ...afterState(message, 'delivering'), dueAt: message.due_at }
  await recordAttempt(
    database,
    message,
    { number, startedAt, endedAt, outcome: 'interrupted', reason: 'interrupted' },
    after,
  )
  return waits
}

function afterResult(message: ClaimedMessage, result: SendResult, now: Date): AfterAttempt {
  if (result.outcome === 'received') {
    const { transactionCode, receivedAt } = result
    return {
      ...afterState(message, 'received', receivedAt),
      dueAt: now,
      transactionCode,
      receivedAt,
    }
  }
  if (result.outcome === 'refused')
    return { ...afterState(message, 'failed'), reason: result.reason, dueAt: now }
  return afterFailure(message, result.outcome, result.reason, now)
}

function afterFailure(
  message: ClaimedMessage,
  failure: Failure,
  reason: NonNullable<MessageRow['reason']>,
  now: Date,
): AfterAttempt {
  const dueAt = nextAttempt(failure, message.attempts, message.tried_since ?? now, now)
  if (dueAt === 'give-up')
    return { ...afterState(message, 'failed'), reason: 'gave-up', dueAt: now }
  return { ...afterState(message, 'waiting'), reason, dueAt }
}

function afterState(message: SentMessage, state: DeliveryState, receivedAt?: Date) {
  const facts = { ...clockFacts(message), ...(receivedAt ? { receivedAt } : {}), state }
  return { state, term: nextTermOf(facts) }
}

/** A failure rests the line; an answer, also a refusing one, ends its rest. */
async function tellLine(
  { database }: DeliveryNeeds,
  message: ClaimedMessage,
  result: SendResult,
  now: Date,
): Promise<void> {
  const formerFailures = message.line_failures
  if (result.outcome === 'outage' || result.outcome === 'account') {
    const failures = formerFailures + 1
    const pausedUntil = linePause(result.outcome, failures, now)
    return pauseLine(database, message, { failures, reason: result.reason, now, pausedUntil })
  }
  if (formerFailures === 0) return
  if (result.evidence.httpStatus === undefined) {
    // The probe never reached the portal: the next message is the probe, at once.
    const reason = message.reason ?? 'portal-down'
    return pauseLine(database, message, { failures: formerFailures, reason, now, pausedUntil: now })
  }
  await recoverLine(database, message, now, formerFailures >= OUTAGE_FAILURES)
}
