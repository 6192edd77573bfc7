import { sql } from 'kysely'
import type { Database } from '#foundation/database'

/** Where the walk of the watchman stands. */
export type WatchPlace = {
  /** The leaf from which the next round looks. */
  readonly next: number
  /** Leaves in the log at the last round. */
  readonly size: number
  readonly at: Date
  /** When a walk last reached the end of the log. */
  readonly wholeAt: Date | null
}

/** What a round can find. */
export type WatchFault = {
  readonly kind: 'altered' | 'missing' | 'inserted' | 'root' | 'signature'
  readonly leaf: number
}

export type FoundFault = WatchFault & { readonly foundAt: Date }

/** Undefined before the first round. */
export async function findWatchPlace(database: Database): Promise<WatchPlace | undefined> {
  const { rows } = await sql<WatchPlace>`
    select next, size, at, whole_at as "wholeAt" from audit.watch
  `.execute(database)
  return rows[0]
}

export async function putWatchPlace(database: Database, place: WatchPlace): Promise<void> {
  const { next, size, at, wholeAt } = place
  await sql`
    insert into audit.watch (next, size, at, whole_at) values (${next}, ${size}, ${at}, ${wholeAt})
    on conflict (is_only) do update set next = excluded.next, size = excluded.size, at = excluded.at,
      whole_at = excluded.whole_at
  `.execute(database)
}

/** Keeps what was found; one that is known keeps its first time. */
export async function insertFaults(
  database: Database,
  faults: readonly WatchFault[],
  at: Date,
): Promise<void> {
  await sql`
    insert into audit.fault (kind, leaf, found_at)
    select kind, leaf, ${at}::timestamptz
    from unnest(${faults.map(({ kind }) => kind)}::text[], ${faults.map(({ leaf }) => leaf)}::bigint[]) as n (kind, leaf)
    on conflict do nothing
  `.execute(database)
}

/** What was found, by leaf. */
export async function listFaults(database: Database, limit: number): Promise<FoundFault[]> {
  const { rows } = await sql<FoundFault>`
    select kind, leaf, found_at as "foundAt" from audit.fault order by leaf, kind limit ${limit}::integer
  `.execute(database)
  return rows
}
