import type { Loop } from '#foundation/loops'
import { type DeliveryNeeds, deliverDue } from './deliver-due.ts'

/**
 * How often the outbox is looked at. Polling, not LISTEN/NOTIFY: a NOTIFY in the transaction of the intake takes one
 * lock for the whole database at each commit, and so would slow the very thing that it serves; an empty look costs
 * a fraction of a millisecond (see decisions/0060-delivery-outbox.md).
 */
const LOOK_EVERY_MS = 250

/** The repeating work of this room, for the worker. */
export function deliveryLoops(needs: DeliveryNeeds): Loop[] {
  return [
    {
      name: 'deliver-due',
      everyMs: LOOK_EVERY_MS,
      run: async () => (await deliverDue(needs)) > 0,
    },
  ]
}
