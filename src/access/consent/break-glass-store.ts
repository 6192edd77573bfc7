import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Role } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** That a doctor opened a record in an emergency. */
export type BreakGlassGrant = {
  readonly id: RecordId
  readonly person: RecordId
  readonly account: string
  readonly name: string
  readonly facility: FacilityCode
  /** The reason in words, sealed. */
  readonly sealed: Buffer
  readonly grantedAt: Date
  readonly until: Date
  /** By when it must have been looked at. */
  readonly reviewDue: Date
}

export type Verdict = 'justified' | 'not-justified'

export type BreakGlassReview = {
  readonly at: Date
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly verdict: Verdict
  readonly reason: string
}

export type ReviewedGrant = BreakGlassGrant & { readonly review?: BreakGlassReview | undefined }

export async function insertGrant(trx: Trx, grant: BreakGlassGrant): Promise<void> {
  await sql`
    insert into access.break_glass (id, person, account, name, facility, sealed, granted_at, until, review_due)
    values (${grant.id}, ${grant.person}, ${grant.account}, ${grant.name}, ${grant.facility}, ${grant.sealed},
      ${grant.grantedAt}, ${grant.until}, ${grant.reviewDue})
  `.execute(trx)
}

/** How often an account opened records this way since an instant; whoever asks holds the account's turn until the transaction ends. */
export async function countGrants(trx: Trx, account: string, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`break-glass:${account}`}, 0))`.execute(
    trx,
  )
  return countOf(trx, account, since)
}

export async function countOf(database: Database, account: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.break_glass where account = ${account} and granted_at > ${since}
  `.execute(database)
  return rows[0]?.count ?? 0
}

/** Whether the account's opening of one of these records was judged not justified since an instant. */
export async function isBarred(
  database: Database,
  account: string,
  persons: readonly RecordId[],
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from access.break_glass as grant_row
    join lateral (
      select at, verdict from access.break_glass_review
      where grant_id = grant_row.id order by position desc limit 1
    ) as review on true
    where account = ${account} and person = any(${[...persons]}::uuid[])
      and verdict = 'not-justified' and at > ${since} limit 1
  `.execute(database)
  return rows.length > 0
}

/** Whoever judges an opening holds it until the transaction ends: two verdicts at once come one after the other. */
export async function holdGrant(trx: Trx, id: RecordId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`break-glass-review:${id}`}, 0))`.execute(
    trx,
  )
}

/** A review is appended; of two at once the second fails with a unique violation. */
export async function insertReview(
  trx: Trx,
  grant: RecordId,
  review: BreakGlassReview,
): Promise<void> {
  await sql`
    insert into access.break_glass_review (grant_id, position, at, account, name, role, verdict, reason)
    select ${grant}::uuid, coalesce(max(position), 0) + 1, ${review.at}, ${review.account}, ${review.name}, ${review.role},
      ${review.verdict}, ${review.reason}
    from access.break_glass_review where grant_id = ${grant}::uuid
  `.execute(trx)
}

export async function findGrant(
  database: Database,
  id: RecordId,
): Promise<ReviewedGrant | undefined> {
  const [found] = await select(database, sql`grant_row.id = ${id}`, 1)
  return found
}

/** Emergency openings at these facilities, those that nobody looked at first, then the newest. */
export function listGrants(
  database: Database,
  facilities: readonly FacilityCode[],
  limit: number,
): Promise<ReviewedGrant[]> {
  return select(database, sql`grant_row.facility = any(${[...facilities]}::text[])`, limit)
}

/** Emergency openings since an instant, and older ones judged since, for whoever keeps a case for each. */
export function listGrantsSince(
  database: Database,
  since: Date,
  limit: number,
): Promise<ReviewedGrant[]> {
  const judged = sql`select grant_id from access.break_glass_review where at >= ${since}`
  return select(
    database,
    sql`(grant_row.granted_at >= ${since} or grant_row.id in (${judged}))`,
    limit,
  )
}

type GrantRow = {
  id: RecordId
  person: RecordId
  account: string
  name: string
  facility: FacilityCode
  sealed: Buffer
  granted_at: Date
  until: Date
  review_due: Date
  reviewed_at: Date | null
  reviewed_by: string | null
  reviewer: string | null
  reviewer_role: Role | null
  verdict: Verdict | null
  reason: string | null
}

async function select(
  database: Database,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<ReviewedGrant[]> {
  const { rows } = await sql<GrantRow>`
    select grant_row.id, person, grant_row.account, grant_row.name, facility, sealed, granted_at, until, review_due,
      review.at as reviewed_at, review.account as reviewed_by, review.name as reviewer, review.role as reviewer_role,
      review.verdict, review.reason
    from access.break_glass as grant_row
    left join lateral (
      select at, account, name, role, verdict, reason from access.break_glass_review
      where grant_id = grant_row.id order by position desc limit 1
    ) as review on true
    where ${where} order by (review.verdict is null) desc, granted_at desc limit ${limit}
  `.execute(database)
  return rows.map(rowToGrant)
}

function rowToGrant(row: GrantRow): ReviewedGrant {
  const { id, person, account, name, facility, sealed } = row
  return {
    id,
    person,
    account,
    name,
    facility,
    sealed,
    grantedAt: row.granted_at,
    until: row.until,
    reviewDue: row.review_due,
    review: reviewOf(row),
  }
}

function reviewOf(row: GrantRow): BreakGlassReview | undefined {
  const { reviewed_at: at, reviewed_by: account, reviewer: name, reviewer_role: role } = row
  const { verdict, reason } = row
  if (at === null || account === null || name === null || role === null) return undefined
  if (verdict === null || reason === null) return undefined
  return { at, account, name, role, verdict, reason }
}
