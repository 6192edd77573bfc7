import { setTimeout } from 'node:timers/promises'

/** Beyond this a body is large: 1 MiB. A dossier of a day in hospital has 20 to 200 kB; judging 15 MB takes seconds. */
const LARGE_BYTES = 1_048_576

/**
 * How many large bodies wait for the one that is judged. With 20 MiB each they hold at most 320 MiB, and the last waits
 * about a minute, which senders' software does.
 */
export const LARGE_WAITING_MAX = 16

/** The rest between two stages of a large dossier: about what a small one takes from its first statement to its commit. */
const REST_MS = 15

export function isLarge(bytes: number): boolean {
  return bytes > LARGE_BYTES
}

/** Lets others go first between two stages of a large dossier; a small one goes straight on. */
export async function restBetweenStages(bytes: number): Promise<void> {
  if (isLarge(bytes)) await setTimeout(REST_MS)
}

/** Done while no other process of the server does the same; a server of one process goes straight on. */
type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>

/** One passes at a time, the others wait in the order in which they came. */
export type Gate = {
  /** Undefined when too many wait already; then `work` is not done. */
  readonly pass: <Value>(work: () => Promise<Value>) => Promise<Value> | undefined
}

/** @param inTurn how the gates of several processes take turns, so that the whole server judges one large body at a time */
export function makeGate(waitingMax: number, inTurn: InTurn = (work) => work()): Gate {
  let isTaken = false
  const waiting: (() => void)[] = []

  async function passInTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve))
    isTaken = true
    try {
      return await inTurn(work)
    } finally {
      const next = waiting.shift()
      // The gate stays taken for the next in turn: nobody slips in between.
      if (next) next()
      else isTaken = false
    }
  }

  return {
    pass: (work) => (isTaken && waiting.length >= waitingMax ? undefined : passInTurn(work)),
  }
}
