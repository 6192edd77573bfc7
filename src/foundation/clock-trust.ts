import { databaseOffset, OFFSET_MS_MAX, timeServerOffset } from './clock-check.ts'
import { findSeenClock, putSeenClock, type SeenClock } from './clock-watch-store.ts'
import type { Database } from './database.ts'

/** A clock that is set right steps by less: 60 s. */
const STEP_MS_MAX = 60_000

/** Nobody can say how long a house that stood still did: up to a day between two processes is taken as it is told. */
const GAP_MS_MAX = 86_400_000

/** A clock that jumped is believed again once it ran evenly for three days: a weekend in which somebody can set it right. */
const DOUBT_MS = 3 * 86_400_000

export type ClockTrustNeeds = {
  readonly database: Database
  readonly now: () => Date
  /** Milliseconds of a clock that nobody sets, counted from anywhere. */
  readonly monotonicMs: () => number
  /** Whose watch it is: one process for each name. */
  readonly name: string
  /** A time server that is believed where it answers. */
  readonly timeServer?: string | undefined
  /** Told each time the clock is found to have jumped; `byMs` forward, or back where negative. */
  readonly onJump: (byMs: number) => Promise<void>
}

/**
 * Whether what removes by age may go by the clock now. No while it is more than two seconds from the database's or the time
 * server's; no for three days of even running after it jumped by more than a minute against a clock that nobody sets, or by
 * more than a day (or back) since the process before this one. A time server that agrees ends the doubt at once. What is
 * not removed meanwhile is removed later: nothing that has expired opens anything.
 *
 * Each call looks and remembers; a second one at once answers the same.
 */
export function watchClock(needs: ClockTrustNeeds): () => Promise<boolean> {
  let former: { readonly wallMs: number; readonly monotonicMs: number } | undefined
  return async () => {
    const { database, name } = needs
    const seen = await findSeenClock(database, name)
    const wallMs = needs.now().getTime()
    const monotonicMs = needs.monotonicMs()
    const jumpMs = jumpOf(former, seen, wallMs, monotonicMs)
    const ranMs = former === undefined ? 0 : monotonicMs - former.monotonicMs
    former = { wallMs, monotonicMs }
    if (jumpMs !== 0) await needs.onJump(jumpMs)
    const agrees = await agreesWithOthers(needs)
    const left = jumpMs !== 0 ? DOUBT_MS : Math.max(0, (seen?.doubtMs ?? 0) - ranMs)
    const doubtMs = agrees === 'yes' ? 0 : left
    await putSeenClock(database, name, { seenAt: new Date(wallMs), doubtMs })
    return agrees !== 'no' && doubtMs === 0
  }
}

/** By how much the clock jumped since it was seen last; 0 where it ran on, or stepped by little. */
function jumpOf(
  former: { readonly wallMs: number; readonly monotonicMs: number } | undefined,
  seen: SeenClock | undefined,
  wallMs: number,
  monotonicMs: number,
): number {
  if (former !== undefined) {
    const byMs = wallMs - former.wallMs - (monotonicMs - former.monotonicMs)
    return Math.abs(byMs) > STEP_MS_MAX ? byMs : 0
  }
  if (seen === undefined) return 0
  const byMs = wallMs - seen.seenAt.getTime()
  return byMs < -STEP_MS_MAX || byMs > GAP_MS_MAX ? byMs : 0
}

/** The database's clock can only object: as a rule it is this machine's own. A time server that is away says nothing. */
async function agreesWithOthers({
  database,
  now,
  timeServer,
}: ClockTrustNeeds): Promise<'yes' | 'no' | 'nobody-knows'> {
  if (Math.abs(await databaseOffset(database, now)) > OFFSET_MS_MAX) return 'no'
  const offset = timeServer === undefined ? undefined : await timeServerOffset(timeServer, now)
  if (offset === undefined) return 'nobody-knows'
  return Math.abs(offset) <= OFFSET_MS_MAX ? 'yes' : 'no'
}
