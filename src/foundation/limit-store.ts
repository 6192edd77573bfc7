import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { CountDelta, Limiter } from './limits.ts'

/** One exchange carries no more: 5,000 callers. The rest follows at once. */
const DELTAS_MAX = 5_000

/** The longest window is a week; counts older than eight days are of no use. */
const KEPT_DAYS = 8

/**
 * Tells the other processes what this one counted, and learns what all counted together. One statement for all callers.
 * For a loop, every second; a process that dies takes at most a second of its counts with it.
 */
export async function shareCounts(db: Database, limiter: Limiter): Promise<boolean> {
  const deltas = limiter.takeDeltas()
  for (let from = 0; from < deltas.length; from += DELTAS_MAX) {
    const part = deltas.slice(from, from + DELTAS_MAX)
    limiter.learn(await addCounts(db, part))
  }
  return false
}

async function addCounts(db: Database, deltas: readonly CountDelta[]): Promise<CountDelta[]> {
  // In the order of the key, so that two processes that add the same callers cannot wait for each other in a circle.
  const ordered = [...deltas].sort((one, other) => (one.key < other.key ? -1 : 1))
  const { rows } = await sql<{ key: string; window_at: Date; count: number }>`
    insert into foundation.limit_count (key, window_at, count)
    select * from unnest(${ordered.map(({ key }) => key)}::text[],
                         ${ordered.map(({ windowAt }) => windowAt)}::timestamptz[],
                         ${ordered.map(({ count }) => count)}::bigint[])
    on conflict (key, window_at) do update set count = limit_count.count + excluded.count
    returning key, window_at, count
  `.execute(db)
  return rows.map(({ key, window_at: windowAt, count }) => ({ key, windowAt, count }))
}

/** Forgets windows that are long over; for a loop, hourly. */
export async function forgetCounts(db: Database, now: Date): Promise<boolean> {
  await sql`
    delete from foundation.limit_count where window_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})
  `.execute(db)
  return false
}
