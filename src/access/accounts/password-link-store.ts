import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Account } from './account.ts'
import { ACCOUNT_COLUMNS, type AccountRow, rowToAccount } from './account-store.ts'

/** Keeps a new link; the account's former ones end now, and for good whatever the clock may show later. */
export async function insertPasswordLink(
  trx: Trx,
  link: { readonly tokenHash: Buffer; readonly account: string; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await sql`
    update access.password_link set used_at = ${now} where account = ${link.account} and used_at is null
  `.execute(trx)
  await sql`
    insert into access.password_link (token_hash, account, expires_at)
    values (${link.tokenHash}, ${link.account}, ${link.expiresAt})
  `.execute(trx)
}

/** Whose link this is, while it is good. */
export async function findLinkAccount(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<Account | undefined> {
  await endOverdue(database, tokenHash, now)
  const { rows } = await sql<AccountRow>`
    select ${ACCOUNT_COLUMNS}
    from access.password_link link join access.account on account.id = link.account
    where link.token_hash = ${tokenHash} and link.used_at is null and link.expires_at > ${now}
      and account.locked_at is null
  `.execute(database)
  return rows[0] && rowToAccount(rows[0])
}

/** A link that somebody found too old has ended for good: a clock that is set back does not bring it to life. */
async function endOverdue(database: Database, tokenHash: Buffer, now: Date): Promise<void> {
  await sql`
    update access.password_link set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at <= ${now}
  `.execute(database)
}

/** Uses a link up; of two who try at once, one does. */
export async function takeLink(
  trx: Trx,
  tokenHash: Buffer,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    update access.password_link set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}
    returning account
  `.execute(trx)
  return rows[0]?.account
}
