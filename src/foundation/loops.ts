import { setTimeout as pause } from 'node:timers/promises'
import { failureFields, type Log } from './log.ts'

/** A piece of work that repeats until the process ends. `run` returns true when there may be more to do at once. */
export type Loop = {
  readonly name: string
  readonly everyMs: number
  readonly run: () => Promise<boolean>
}

/** After a failure a loop waits this long before it tries again: 5 s. */
const FAILURE_PAUSE_MS = 5_000

/** Runs a loop until the signal aborts. A failure is logged and the loop goes on. */
export async function runLoop(loop: Loop, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let waitMs = loop.everyMs
    try {
      if (await loop.run()) waitMs = 0
    } catch (error) {
      log('error', 'loop.failed', { loop: loop.name, ...failureFields(error) })
      waitMs = FAILURE_PAUSE_MS
    }
    await pause(waitMs, undefined, { signal }).catch(() => undefined)
  }
}
