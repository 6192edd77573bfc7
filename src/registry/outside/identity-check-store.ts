import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

export const CHECK_RESULTS = ['match', 'mismatch', 'none'] as const
export type CheckResult = (typeof CHECK_RESULTS)[number]

/** What the population database said of one identity: nothing but this. */
export type IdentityCheck = {
  readonly subject: RecordId
  readonly request: RecordId
  /** SHA-256 of what was asked. */
  readonly digest: Buffer
  readonly result: CheckResult
  readonly checkedAt: Date
}

/** Keeps an answer. A second call for the same request changes nothing. */
export async function insertIdentityCheck(trx: Trx, one: IdentityCheck): Promise<void> {
  await sql`
    insert into registry.identity_check (subject, request, digest, result, checked_at)
    values (${one.subject}, ${one.request}, ${one.digest}, ${one.result}, ${one.checkedAt})
    on conflict do nothing
  `.execute(trx)
}

/** The last answer about a file, at an instant when one is given. */
export async function findLastCheck(
  database: Database | Trx,
  subject: RecordId,
  at?: Date,
): Promise<IdentityCheck | undefined> {
  const { rows } = await sql<Omit<IdentityCheck, 'checkedAt'> & { checked_at: Date }>`
    select subject, request, digest, result, checked_at from registry.identity_check
    where subject = ${subject} and (${at ?? null}::timestamptz is null or checked_at <= ${at ?? null})
    order by checked_at desc limit 1
  `.execute(database)
  return rows.map(({ checked_at: checkedAt, ...row }) => ({ ...row, checkedAt }))[0]
}
