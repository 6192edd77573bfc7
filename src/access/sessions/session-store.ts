import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Account } from '../accounts/account.ts'
import { latestMade } from '../clock-slack.ts'
import { ACCOUNT_COLUMNS, type AccountRow, rowToAccount } from '../accounts/account-store.ts'
import { rulesAt } from '../accounts/account-rules.ts'
import type { Assurance, Means } from '../factors/factor.ts'
import { SESSION_SEEN_SECONDS } from './session.ts'

export type NewSession = {
  readonly tokenHash: Buffer
  readonly account: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly address: string
  /** The session at our provider that it came from. */
  readonly providerUid?: string
  /** The browser in its own words. */
  readonly agent: string
  readonly means: readonly Means[]
  readonly assurance: Assurance
}

export async function insertSession(database: Database | Trx, session: NewSession): Promise<void> {
  await sql`
    insert into access.session (token_hash, account, created_at, seen_at, expires_at, address, provider_uid,
      agent, means, assurance, strong_at)
    values (${session.tokenHash}, ${session.account}, ${session.createdAt}, ${session.createdAt}, ${session.expiresAt},
      ${session.address}, ${session.providerUid ?? null}, ${session.agent}, ${[...session.means]}::text[], ${session.assurance},
      ${session.createdAt})
  `.execute(database)
}

/** Whose session it is, and how surely. */
export type SessionKnown = {
  readonly account: Account
  readonly means: readonly Means[]
  readonly assurance: Assurance
  /** When the person last proved who they are. */
  readonly strongAt?: Date
}

type SessionRow = {
  seen_at: Date
  means: Means[]
  assurance: Assurance
  strong_at: Date | null
}

/**
 * The account of a session that has neither ended, nor expired, nor lain idle; that it was seen is noted once a minute.
 * One that is found too old has ended for good: a clock that is set back does not bring it to life. One that was made later than
 * now, before the clock was set back, is not good until then: its end would lie too far ahead.
 */
export async function findSessionAccount(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<SessionKnown | undefined> {
  const { rows } = await sql<AccountRow & SessionRow>`
    select ${ACCOUNT_COLUMNS}, session.seen_at, session.means, session.assurance, session.strong_at
    from access.session join access.account on account.id = session.account
    where session.token_hash = ${tokenHash} and session.ended_at is null and session.expires_at > ${now}
      and session.seen_at > ${idleSince(now)} and session.created_at <= ${latestMade(now)}
      and account.locked_at is null
  `.execute(database)
  const row = rows[0]
  if (row === undefined) {
    await endOverdue(database, tokenHash, now)
    return undefined
  }
  // Also when it was seen in a future that a wrong clock showed: else it would not be idle until then.
  if (Math.abs(now.getTime() - row.seen_at.getTime()) >= SESSION_SEEN_SECONDS * 1_000)
    await sql`update access.session set seen_at = ${now} where token_hash = ${tokenHash}`.execute(
      database,
    )
  const { means, assurance, strong_at } = row
  return {
    account: rowToAccount(row),
    means,
    assurance,
    ...(strong_at === null ? {} : { strongAt: strong_at }),
  }
}

async function endOverdue(database: Database, tokenHash: Buffer, now: Date): Promise<void> {
  await sql`
    update access.session set ended_at = ${now}
    where token_hash = ${tokenHash} and ended_at is null and (expires_at <= ${now} or seen_at <= ${idleSince(now)})
  `.execute(database)
}

/** Whoever was last seen before this has been idle for too long. Source: TCVN 14423:2026, session time-out. */
function idleSince(now: Date): Date {
  return new Date(now.getTime() - rulesAt(now).session.idleMinutesMax * 60_000)
}

/** Notes that the person proved once more who they are, and by what. */
export async function confirmSession(
  database: Database | Trx,
  tokenHash: Buffer,
  by: Means,
  assurance: Assurance,
  now: Date,
): Promise<void> {
  await sql`
    update access.session set strong_at = ${now}, assurance = greatest(assurance, ${assurance}::smallint),
      means = case when ${by} = any(means) then means else means || ${by}::text end
    where token_hash = ${tokenHash} and ended_at is null
  `.execute(database)
}

export type ListedSession = {
  /** Names the session to its owner; opens nothing. */
  readonly id: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly address: string
  readonly agent: string
  readonly means: readonly Means[]
}

/** A person is shown the latest so many; whoever has more ends all others. */
const SESSIONS_SHOWN = 50

/** The id by which a person names one of the own sessions: half of the hash under which it is kept. */
export function sessionId(tokenHash: Buffer): string {
  return tokenHash.subarray(0, 16).toString('hex')
}

/** The sessions of an account that are alive, the latest used first. */
export async function listSessions(
  database: Database,
  account: string,
  now: Date,
): Promise<ListedSession[]> {
  const { rows } = await sql<{
    id: string
    created_at: Date
    seen_at: Date
    address: string
    agent: string
    means: Means[]
  }>`
    select left(encode(token_hash, 'hex'), 32) as id, created_at, seen_at, address, agent, means
    from access.session
    where account = ${account} and ended_at is null and expires_at > ${now} and seen_at > ${idleSince(now)}
    order by seen_at desc limit ${SESSIONS_SHOWN}
  `.execute(database)
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    address: row.address,
    agent: row.agent,
    means: row.means,
  }))
}

/** More different browsers of one account are not looked through. */
const AGENTS_MAX = 200

/** From which browsers, in their own words, an account was entered, within the sessions that are kept. */
export async function listAgents(trx: Trx, account: string): Promise<string[]> {
  const { rows } = await sql<{ agent: string }>`
    select distinct agent from access.session where account = ${account} limit ${AGENTS_MAX}
  `.execute(trx)
  return rows.map(({ agent }) => agent)
}

/** Ends sessions of one account: the one named, or all but the present one. Answers how many. */
export async function endOwnSessions(
  trx: Trx,
  account: string,
  which: { readonly id: string } | { readonly allBut: Buffer },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ provider_uid: string | null }>`
    update access.session set ended_at = ${now}
    where account = ${account} and ended_at is null
      and (${'id' in which ? which.id : null}::text is null or left(encode(token_hash, 'hex'), 32) = ${'id' in which ? which.id : null})
      and (${'allBut' in which ? which.allBut : null}::bytea is null or token_hash <> ${'allBut' in which ? which.allBut : null})
    returning provider_uid
  `.execute(trx)
  await endProviderSessions(
    trx,
    rows.flatMap((row) => row.provider_uid ?? []),
  )
  return rows.length
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

/** Ends every session and token of an account but one session, and what our provider keeps of that one. */
export async function endOtherSessions(
  trx: Trx,
  account: string,
  stays: Buffer,
  now: Date,
): Promise<void> {
  await endOwnSessions(trx, account, { allBut: stays }, now)
  await sql`
    delete from access.provider_item where account = ${account} and not (model = 'Session' and uid is not null
      and uid in (select provider_uid from access.session where token_hash = ${stays}))
  `.execute(trx)
}

async function endProviderSessions(trx: Trx, uids: readonly string[]): Promise<void> {
  if (uids.length === 0) return
  await sql`delete from access.provider_item where model = 'Session' and uid = any(${[...uids]})`.execute(
    trx,
  )
}
