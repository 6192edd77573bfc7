import { type Database, inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { deleteEvents, listLeavesOf } from './erase-store.ts'
import { recordAudit } from './event-store.ts'
import type { KeySealer } from './open-log-key.ts'
import { OWNER } from './retire-months.ts'
import { stateRemoval } from './state-removal.ts'

export type EraseNeeds = {
  /** The database as its owner: the application itself can remove nothing. */
  readonly owner: Database
  readonly now: () => Date
  /** Opens the key of the log, which signs what goes. */
  readonly sealer: KeySealer
}

/** Events that one decision erases: more is no erasure of single rows but a matter of retention. */
const EVENTS_MAX = 1_000

/** A decision is named by its number and whose it is: shorter than ten characters says nothing, longer than 400 is no name. */
const DECISION_MIN = 10
const DECISION_MAX = 400

/**
 * Erases single events that a law, a court or an authority asks to be removed: signs which leaves go and by which decision,
 * writes that into the log, deletes the rows with their salts, in one transaction. The leaf hashes stay, so that the log still
 * verifies, by the statement alone; who was concerned can no longer be read or guessed from them. The event that tells of it
 * names the decision and how many, and nobody who was concerned. Source: Luật 91/2025/QH15, Điều 14 (erasure); assumed for logs.
 *
 * Refuses `audit.decision-missing` without a decision of 10 to 400 characters on one line, `audit.event-not-found` when one of
 * the events is not there (also the second time), `audit.event-not-batched` when one has no leaf yet, `audit.too-many-events`.
 */
export async function eraseEvents(
  needs: EraseNeeds,
  numbers: readonly number[],
  decision: string,
): Promise<Outcome<{ readonly events: number; readonly statement: string }>> {
  const ground = decision.trim()
  if (ground.length < DECISION_MIN || ground.length > DECISION_MAX || hasControl(ground))
    return refuse('incorrect', 'audit.decision-missing')
  const asked = [...new Set(numbers)].toSorted((one, other) => one - other)
  if (asked.length === 0) return refuse('not-found', 'audit.event-not-found')
  if (asked.length > EVENTS_MAX) return refuse('too-large', 'audit.too-many-events')
  return inTransaction(needs.owner, (trx) => erase(trx, needs, asked, ground))
}

async function erase(trx: Trx, needs: EraseNeeds, numbers: readonly number[], ground: string) {
  const found = await listLeavesOf(trx, numbers)
  const missing = numbers.find((number) => !found.some((event) => event.number === number))
  if (missing !== undefined) return refuse('not-found', 'audit.event-not-found', String(missing))
  const leaves: number[] = []
  for (const { number, leaf } of found) {
    if (leaf === null) return refuse('conflict', 'audit.event-not-batched', String(number))
    leaves.push(leaf)
  }
  const statement = await stateRemoval(trx, needs, {
    ground: `erasure ${ground}`,
    leaves: rangesOf(leaves),
  })
  await recordAudit(trx, [
    {
      at: needs.now(),
      action: 'delete',
      caller: OWNER,
      what: 'audit-event',
      detail: { events: numbers.length, statement, decision: ground },
    },
  ])
  await deleteEvents(trx, numbers)
  return accept({ events: numbers.length, statement })
}

/** Ranges from inclusive to exclusive, ascending. */
function rangesOf(leaves: readonly number[]): (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = []
  for (const leaf of leaves.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === leaf) last[1] = leaf + 1
    else ranges.push([leaf, leaf + 1])
  }
  return ranges
}

/** A statement is lines of text: a line end in the decision would be a line of its own. */
function hasControl(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- naming the control characters is what it is for
  return /[\u0000-\u001f\u007f\u2028\u2029]/.test(text)
}
