import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Outgoing, OutgoingAnswer } from '#foundation/outgoing'
import type { Timeouts } from './outside-client.ts'
import type { Reason } from './message.ts'
import type { Evidence, Sender, SendResult } from './sender.ts'

/**
 * A service of the State that takes signed envelopes and answers at once: the national data centre, the population database, VNeID's
 * credentials. Their own interfaces are not public; what is assumed is written in docs/outside.md.
 */
export type StateService = {
  /** Where envelopes go, with its path. */
  readonly address: URL
  /** Tells the service who calls, and us that the service answered: the answer is signed with it (HMAC-SHA256). */
  readonly secret: string
  readonly outgoing: Outgoing
  readonly timeouts?: Timeouts
}

const TIMEOUTS: Timeouts = { connectMs: 5_000, totalMs: 30_000 }

/** Evidence that is kept of an answer that was not taken. */
const EVIDENCE_CHARACTERS_MAX = 2_000

const SIGNATURE_HEADER = 'x-signature'

const Answer = z.looseObject({
  code: z.string().max(80),
  reference: z.string().max(100).optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
})

/**
 * The sender of one channel to such a service. The number of the message travels as idempotency key, so that a second sending of the same
 * message gets the first answer. An answer whose signature is not the service's counts for nothing: the message is sent again.
 */
export function stateServiceSender(service: StateService, now: () => Date): Sender {
  return async (message, bytes) => {
    const answer = await service.outgoing(service.address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${service.secret}`,
        'idempotency-key': message.id,
      },
      body: bytes,
      ...(service.timeouts ?? TIMEOUTS),
    })
    const sent = {
      endpoint: service.address.pathname,
      requestBytes: bytes.length,
      requestDigest: createHash('sha256').update(bytes).digest(),
    }
    return readAnswer(service, { id: message.id, at: now() }, answer, sent)
  }
}

function readAnswer(
  { secret }: StateService,
  { id, at }: { readonly id: string; readonly at: Date },
  answer: OutgoingAnswer,
  sent: Evidence,
): SendResult {
  if (!answer.reached)
    return {
      outcome: 'outage',
      reason: 'portal-down',
      evidence: { ...sent, response: answer.failure },
    }
  const text = String(answer.body)
  const seen: Evidence = { ...sent, httpStatus: answer.status }
  const refusedSeen: Evidence = { ...seen, response: text.slice(0, EVIDENCE_CHARACTERS_MAX) }
  const failed = failureOf(answer.status)
  if (failed !== undefined) return { ...failed, evidence: refusedSeen }
  if (!isSignedBy(secret, answer.body, answer.headers[SIGNATURE_HEADER]))
    return { outcome: 'outage', reason: 'answer-unsigned', evidence: seen }
  const read = Answer.safeParse(jsonOf(text))
  if (!read.success)
    return { outcome: 'outage', reason: 'answer-unreadable', evidence: refusedSeen }
  const { code, reference, receivedAt } = read.data
  if (code !== 'CM_SUCCESS')
    return {
      outcome: 'refused',
      reason: 'message-refused',
      evidence: { ...refusedSeen, resultCode: code },
    }
  return {
    outcome: 'received',
    transactionCode: reference ?? id,
    receivedAt: receivedAt === undefined ? at : new Date(receivedAt),
    // What the service says of persons is its owner's matter: of the answer only the code is evidence.
    evidence: { ...seen, resultCode: code },
    answer: text,
  }
}

function failureOf(
  status: number,
): { readonly outcome: 'outage' | 'account' | 'refused'; readonly reason: Reason } | undefined {
  if (status === 200) return undefined
  if (status === 401) return { outcome: 'account', reason: 'account-rejected' }
  if (status === 403) return { outcome: 'account', reason: 'not-allowed' }
  if (status >= 500) return { outcome: 'outage', reason: 'portal-error' }
  if (status === 400 || status === 413 || status === 422)
    return { outcome: 'refused', reason: 'message-refused' }
  return { outcome: 'outage', reason: 'portal-down' }
}

function isSignedBy(
  secret: string,
  body: Buffer,
  signature: string | string[] | undefined,
): boolean {
  if (typeof signature !== 'string') return false
  const given = Buffer.from(signature, 'base64')
  const made = createHmac('sha256', secret).update(body).digest()
  return given.length === made.length && timingSafeEqual(given, made)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
