import { setTimeout as pause } from 'node:timers/promises'

/**
 * Holds calls to a rate: each call waits until its turn, at even distances. One per process; a second process has a rate of its own.
 *
 * @param perSecond how many calls the receiver allows in a second, above 0
 */
export function openPace(
  perSecond: number,
  now: () => Date,
  wait: (ms: number) => Promise<unknown> = pause,
): () => Promise<void> {
  let free = 0
  return async () => {
    const at = now().getTime()
    const turn = Math.max(free, at)
    free = turn + 1_000 / perSecond
    if (turn > at) await wait(turn - at)
  }
}
