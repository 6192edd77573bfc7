import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { StandingFacts } from './facts.ts'

/** How a caller stands now: whether the account was locked since sign-in, and the newest decision about the licence. */
export async function findStanding(
  database: Database,
  { account, licence }: Pick<Caller, 'account' | 'licence'>,
  now: Date,
): Promise<StandingFacts> {
  const { rows } = await sql<{ is_closed: boolean; licence: StandingFacts['licence'] | null }>`
    select exists (select from access.account where id = ${account} and locked_at is not null) as is_closed,
      (select state from access.licence_decision
       where licence = ${licence ?? null} and holds_from <= ${now}
       order by holds_from desc, number desc limit 1) as licence
  `.execute(database)
  return {
    account: rows[0]?.is_closed === false ? 'open' : 'closed',
    licence: rows[0]?.licence ?? 'not-recorded',
  }
}

/** A decision about one licence: what holds, from when on, and the paper that says so. */
export type LicenceDecision = {
  readonly licence: string
  readonly state: Exclude<StandingFacts['licence'], 'not-recorded'>
  readonly holdsFrom: Date
  readonly instrument: string
}

export async function insertLicenceDecision(
  trx: Trx,
  { licence, state, holdsFrom, instrument }: LicenceDecision,
  by: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into access.licence_decision (licence, state, holds_from, instrument, decided_by, noted_at)
    values (${licence}, ${state}, ${holdsFrom}, ${instrument}, ${by}, ${now})
  `.execute(trx)
}
