import type { Trx } from '#foundation/database'
import type { AnyKind, Channel, Reason } from './message.ts'
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
      /** What the receiver said of what is inside, for whoever owes the message; JSON. */
      readonly answer?: string
    }
  | {
      readonly outcome: 'refused' | 'outage' | 'account'
      readonly reason: Reason
      readonly evidence: Evidence
    }

/** A message as its sender and its owner see it. */
export type SentMessage = MessageRow<AnyKind>

/** Hands the exact bytes of one message to its receiver. Never throws for what the receiver does. */
export type Sender = (message: SentMessage, bytes: Buffer) => Promise<SendResult>

/** How a message ended: the receiver has it, and what it said; or it was given up, or refused as a whole. */
export type Settled =
  | { readonly state: 'received'; readonly reference: string; readonly answer: string }
  | { readonly state: 'failed'; readonly reason: Reason; readonly response: string }

/** The ends of one channel: who sends, whose bytes they are, and who is told. Put together at the composition root. */
export type ChannelEnds = {
  readonly sender: Sender
  /** The exact bytes of a message; undefined when they are not there. */
  readonly readPayload: (message: SentMessage) => Promise<Buffer | undefined>
  /**
   * What its owner makes of the end of a message, in the transaction that records it: both are there, or neither. May come
   * twice for one message, when two workers got a receipt.
   */
  readonly settle?: (trx: Trx, message: SentMessage, settled: Settled) => Promise<void>
  /** Waits until one more call is within the rate that the receiver allows. */
  readonly pace?: () => Promise<void>
}

/** A channel without ends is not looked at: what is owed on it waits. */
export type ChannelsEnds = Readonly<Partial<Record<Channel, ChannelEnds>>>
