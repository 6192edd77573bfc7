import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { nextTermOf } from './clocks.ts'
import type { MessageToQueue } from './message.ts'
import { cancelOpen, insertMessages } from './message-store.ts'

/**
 * Writes what is owed in the transaction that causes it: both are there, or neither.
 *
 * A second call with the same ids changes nothing. A message that supersedes another takes its legal duties over;
 * the worker sends both, in order.
 */
export async function queueMessages(trx: Trx, messages: readonly MessageToQueue[]): Promise<void> {
  if (messages.length === 0) return
  await insertMessages(
    trx,
    messages.map((message) => ({ message, term: nextTermOf({ ...message, state: 'queued' }) })),
  )
}

/**
 * Takes back what has not left, for a visit that was sent by mistake. Never claims more than it knows:
 *
 * @returns whether the receiver has it or may have it (received, under way, or tried without an answer); then the
 * visit must also be dealt with on the receiver's own pages.
 */
export async function cancelMessages(
  trx: Trx,
  facility: FacilityCode,
  linkCode: string,
): Promise<{ readonly mayBeAtReceiver: boolean }> {
  return { mayBeAtReceiver: await cancelOpen(trx, facility, linkCode) }
}
