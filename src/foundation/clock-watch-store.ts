import { sql } from 'kysely'
import type { Database } from './database.ts'

/** The clock as a watch saw it last, and for how long it is still doubted. */
export type SeenClock = { readonly seenAt: Date; readonly doubtMs: number }

export async function findSeenClock(
  database: Database,
  name: string,
): Promise<SeenClock | undefined> {
  const { rows } = await sql<SeenClock>`
    select seen_at as "seenAt", doubt_ms as "doubtMs" from foundation.clock_watch where name = ${name}
  `.execute(database)
  return rows[0]
}

/** A command that removes by age asks whether the servers saw the clock within so long: two days. */
const UNSEEN_MS_MAX = 2 * 86_400_000

/** Whether some watch doubts the clock, or the clock is not near where the watches saw it last. No where nothing ever watched. */
export async function isClockDoubted(database: Database, now: Date): Promise<boolean> {
  const { rows } = await sql<{ isDoubted: boolean | null }>`
    select bool_or(doubt_ms > 0) or max(seen_at) > ${new Date(now.getTime() + 60_000)}
      or max(seen_at) < ${new Date(now.getTime() - UNSEEN_MS_MAX)} as "isDoubted"
    from foundation.clock_watch
  `.execute(database)
  return rows[0]?.isDoubted ?? false
}

export async function putSeenClock(
  database: Database,
  name: string,
  { seenAt, doubtMs }: SeenClock,
): Promise<void> {
  await sql`
    insert into foundation.clock_watch (name, seen_at, doubt_ms)
    values (${name}, ${seenAt}, ${Math.ceil(doubtMs)}::bigint)
    on conflict (name) do update set seen_at = excluded.seen_at, doubt_ms = excluded.doubt_ms
  `.execute(database)
}
