import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import { latestMade } from '../clock-slack.ts'
import type { Brake } from './brake.ts'

/**
 * Counts an attempt as failed before it is made, so that a thousand at once are not a thousand free ones;
 * `forgetAttempts` or `returnAttempt` takes it back when it succeeds.
 *
 * A block that lies further ahead than any can be was set before the clock was set back: it holds nobody, while its failures count on.
 *
 * @returns undefined when the attempt may be made, else the instant until which it must wait
 */
export async function takeAttempt(
  database: Database,
  key: string,
  brake: Brake,
  now: Date,
): Promise<Date | undefined> {
  const forgetBefore = new Date(now.getTime() - brake.forgetSeconds * 1_000)
  const blockMax = new Date(latestMade(now).getTime() + brake.waitSecondsMax * 1_000)
  const { rows } = await sql<{ failures: number }>`
    insert into access.sign_in_brake as brake (key, failures, last_at, blocked_until)
    values (${key}, 1, ${now}, null)
    on conflict (key) do update set
      failures = case when brake.last_at < ${forgetBefore} then 1 else brake.failures + 1 end,
      last_at = ${now},
      blocked_until = case when brake.last_at < ${forgetBefore} or brake.failures + 1 < ${brake.failuresFree} then null
        else ${now}::timestamptz + make_interval(secs => least(${brake.waitSecondsMax}::float8,
          ${brake.waitSecondsFirst}::float8 * power(2, least(brake.failures + 1 - ${brake.failuresFree}, 20)))) end
    where brake.blocked_until is null or brake.blocked_until <= ${now} or brake.blocked_until > ${blockMax}
    returning failures
  `.execute(database)
  return rows.length === 1 ? undefined : readBlock(database, key, now)
}

async function readBlock(database: Database, key: string, now: Date): Promise<Date> {
  const { rows } = await sql<{ blocked_until: Date | null }>`
    select blocked_until from access.sign_in_brake where key = ${key}
  `.execute(database)
  return rows[0]?.blocked_until ?? now
}

/** The attempt succeeded: the count of a name starts anew. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await sql`delete from access.sign_in_brake where key = ${key}`.execute(database)
}

/** The attempt succeeded: an address gets this one back, and keeps the failures of others. */
export async function returnAttempt(database: Database, key: string, brake: Brake): Promise<void> {
  await sql`
    update access.sign_in_brake set failures = greatest(failures - 1, 0),
      blocked_until = case when failures - 1 < ${brake.failuresFree} then null else blocked_until end
    where key = ${key}
  `.execute(database)
}
