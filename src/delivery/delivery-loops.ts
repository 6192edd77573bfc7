import type { Loop } from '#foundation/loops'
import { type DeliveryNeeds, deliverOn } from './deliver-due.ts'
import { CHANNELS } from './message.ts'

/**
 * How often the outbox is looked at. Polling, not LISTEN/NOTIFY: a NOTIFY in the transaction of the intake takes one
 * lock for the whole database at each commit, and so would slow the very thing that it serves; an empty look costs
 * a fraction of a millisecond (see decisions/0060-delivery-outbox.md).
 */
const LOOK_EVERY_MS = 250

/** The repeating work of this room, for the worker: a loop of its own for each channel that has ends. */
export function deliveryLoops(needs: DeliveryNeeds): Loop[] {
  return CHANNELS.flatMap((channel): Loop[] => {
    const ends = needs.channels[channel]
    if (ends === undefined) return []
    const run = async () => (await deliverOn(needs, channel, ends)) > 0
    return [{ name: `deliver-due ${channel}`, everyMs: LOOK_EVERY_MS, run }]
  })
}
