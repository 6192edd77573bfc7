import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Account } from '../accounts/account.ts'
import { ACCOUNT_COLUMNS, type AccountRow, rowToAccount } from '../accounts/account-store.ts'
import { SESSION_IDLE_MINUTES, SESSION_SEEN_SECONDS } from './session.ts'

export type NewSession = {
  readonly tokenHash: Buffer
  readonly account: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly address: string
  /** The session at our provider that it came from. */
  readonly providerUid?: string
}

export async function insertSession(database: Database | Trx, session: NewSession): Promise<void> {
  await sql`
    insert into access.session (token_hash, account, created_at, seen_at, expires_at, address, provider_uid)
    values (${session.tokenHash}, ${session.account}, ${session.createdAt}, ${session.createdAt}, ${session.expiresAt},
      ${session.address}, ${session.providerUid ?? null})
  `.execute(database)
}

/** The account of a session that has neither ended, nor expired, nor lain idle; that it was seen is noted once a minute. */
export async function findSessionAccount(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow & { seen_at: Date }>`
    select ${ACCOUNT_COLUMNS}, session.seen_at
    from access.session join access.account on account.id = session.account
    where session.token_hash = ${tokenHash} and session.ended_at is null and session.expires_at > ${now}
      and session.seen_at > ${new Date(now.getTime() - SESSION_IDLE_MINUTES * 60_000)}
      and account.locked_at is null
  `.execute(database)
  const row = rows[0]
  if (row === undefined) return undefined
  if (now.getTime() - row.seen_at.getTime() >= SESSION_SEEN_SECONDS * 1_000)
    await sql`update access.session set seen_at = ${now} where token_hash = ${tokenHash}`.execute(
      database,
    )
  return rowToAccount(row)
}

/** Ends one session, and the session at our provider that it came from. */
export async function endSession(trx: Trx, tokenHash: Buffer, now: Date): Promise<void> {
  const { rows } = await sql<{ provider_uid: string | null }>`
    update access.session set ended_at = ${now} where token_hash = ${tokenHash} and ended_at is null
    returning provider_uid
  `.execute(trx)
  await endProviderSessions(
    trx,
    rows.flatMap((row) => row.provider_uid ?? []),
  )
}

/** Ends every session and token of an account. */
export async function endSessionsOf(trx: Trx, account: string, now: Date): Promise<void> {
  await sql`update access.session set ended_at = ${now} where account = ${account} and ended_at is null`.execute(
    trx,
  )
  await sql`delete from access.provider_item where account = ${account}`.execute(trx)
}

async function endProviderSessions(trx: Trx, uids: readonly string[]): Promise<void> {
  if (uids.length === 0) return
  await sql`delete from access.provider_item where model = 'Session' and uid = any(${[...uids]})`.execute(
    trx,
  )
}
