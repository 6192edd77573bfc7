import type { Channel, Reason } from './message.ts'
import type { MessageRow } from './message-store.ts'

/** What went out and what came back, bounded, without credentials. */
export type Evidence = {
  readonly endpoint?: string
  readonly requestBytes?: number
  readonly requestDigest?: Buffer
  readonly httpStatus?: number
  readonly resultCode?: string
  /** At most 2,000 characters of the answer. */
  readonly response?: string
}

/**
 * How one attempt ended: `received` the receiver has it; `refused` it will not take this message; `outage` and
 * `account` may pass, the latter when a person has mended it.
 */
export type SendResult =
  | {
      readonly outcome: 'received'
      readonly transactionCode: string
      readonly receivedAt: Date
      readonly evidence: Evidence
    }
  | {
      readonly outcome: 'refused' | 'outage' | 'account'
      readonly reason: Reason
      readonly evidence: Evidence
    }

/** Hands the exact bytes of one message to its receiver. Never throws for what the receiver does. */
export type Sender = (message: MessageRow, bytes: Buffer) => Promise<SendResult>

/** One sender per channel, put together at the composition root. */
export type Senders = Readonly<Record<Channel, Sender>>
