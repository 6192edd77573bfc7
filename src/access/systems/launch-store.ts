import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { latestEnd } from '../clock-slack.ts'
import { tokenHash } from '../sealing.ts'

/** From the click to the app's request to sign in: five minutes. */
export const LAUNCH_MS = 300_000

/** An app opened from an open record. */
export type Launch = { readonly person: RecordId; readonly visit?: RecordId }

export async function insertLaunch(
  trx: Trx,
  launch: Launch & {
    readonly token: string
    readonly client: string
    readonly account: string
    readonly expiresAt: Date
  },
): Promise<void> {
  await sql`
    insert into access.app_launch (token_hash, client, account, person, visit, expires_at)
    values (${tokenHash(launch.token)}, ${launch.client}, ${launch.account}, ${launch.person}, ${launch.visit ?? null},
      ${launch.expiresAt})
  `.execute(trx)
}

type Asked = {
  readonly token: string
  readonly client: string
  readonly account: string
  readonly now: Date
}

/** The launch behind a token, for the same app and the same person at the desk; undefined when it was used, or is too old. */
export async function findLaunch(
  database: Database | Trx,
  asked: Asked,
): Promise<Launch | undefined> {
  const { rows } = await sql<{ person: RecordId; visit: RecordId | null }>`
    select person, visit from access.app_launch
    where token_hash = ${tokenHash(asked.token)} and client = ${asked.client} and account = ${asked.account}
      and used_at is null and expires_at > ${asked.now} and expires_at <= ${latestEnd(asked.now, LAUNCH_MS)}
  `.execute(database)
  const row = rows[0]
  return row && { person: row.person, ...(row.visit === null ? {} : { visit: row.visit }) }
}

/** Marks a launch as used. Answers false when it was before. */
export async function useLaunch(trx: Trx, token: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update access.app_launch set used_at = ${now}
    where token_hash = ${tokenHash(token)} and used_at is null and expires_at > ${now}
      and expires_at <= ${latestEnd(now, LAUNCH_MS)}
    returning client
  `.execute(trx)
  return rows.length === 1
}
