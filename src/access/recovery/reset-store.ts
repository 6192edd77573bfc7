import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

export type Reset = {
  readonly id: string
  readonly account: string
  readonly accountName: string
  readonly reason: string
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly expiresAt: Date
}

type ResetRow = {
  id: string
  account: string
  account_name: string
  reason: string
  asked_by: string
  asked_by_name: string
  asked_at: Date
  expires_at: Date
}

/** More resets than this never wait at once. */
const RESETS_SHOWN = 100

export async function insertReset(
  trx: Trx,
  reset: Pick<Reset, 'id' | 'account' | 'reason' | 'askedBy' | 'askedAt' | 'expiresAt'>,
): Promise<void> {
  await sql`
    insert into access.factor_reset (id, account, reason, asked_by, asked_at, expires_at)
    values (${reset.id}, ${reset.account}, ${reset.reason}, ${reset.askedBy}, ${reset.askedAt}, ${reset.expiresAt})
  `.execute(trx)
}

/** The resets that wait for a second administrator, the oldest first. */
export async function listWaitingResets(database: Database, now: Date): Promise<Reset[]> {
  const { rows } = await sql<ResetRow>`
    select reset.id, reset.account, account.name as account_name, reset.reason, reset.asked_by,
      asker.name as asked_by_name, reset.asked_at, reset.expires_at
    from access.factor_reset reset
      join access.account on account.id = reset.account
      join access.account asker on asker.id = reset.asked_by
    where reset.confirmed_at is null and reset.withdrawn_at is null and reset.expires_at > ${now}
    order by reset.asked_at limit ${RESETS_SHOWN}
  `.execute(database)
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    accountName: row.account_name,
    reason: row.reason,
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
  }))
}

/** Confirms a reset that waits; never by who asked for it. Answers whose account it is; of two who confirm at once, one does. */
export async function confirmWaitingReset(
  trx: Trx,
  id: string,
  by: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    update access.factor_reset set confirmed_by = ${by}, confirmed_at = ${now}
    where id = ${id} and asked_by <> ${by} and account <> ${by}
      and confirmed_at is null and withdrawn_at is null and expires_at > ${now}
    returning account
  `.execute(trx)
  return rows[0]?.account
}

export async function withdrawWaitingReset(
  trx: Trx,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    update access.factor_reset set withdrawn_at = ${now}
    where id = ${id} and confirmed_at is null and withdrawn_at is null and expires_at > ${now} returning account
  `.execute(trx)
  return rows[0]?.account
}

/** Whether this person asked for a reset that still waits. */
export async function isAskedBy(database: Database, id: string, by: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from access.factor_reset where id = ${id} and asked_by = ${by} and confirmed_at is null
  `.execute(database)
  return rows.length === 1
}
