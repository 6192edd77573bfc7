import { sql } from 'kysely'
import type { Database } from '#foundation/database'

/** One sweep removes at most this many rows of a kind. */
const ROWS_MAX = 5_000

/** Ended sessions are kept for 90 days, so that a person can be told of them. */
const SESSION_DAYS_KEPT = 90

/**
 * What has expired opens nothing any more, but its rows stay for 7 days: a clock that was set forward by less, and is set right
 * again, has then destroyed nothing.
 */
const EXPIRED_DAYS_KEPT = 7

/** Removes what expired long enough ago. Answers whether there may be more. */
export async function sweepExpired(database: Database, now: Date): Promise<boolean> {
  const sessionsBefore = new Date(now.getTime() - SESSION_DAYS_KEPT * 86_400_000)
  const expiredBefore = new Date(now.getTime() - EXPIRED_DAYS_KEPT * 86_400_000)
  const swept = await Promise.all([
    sql`delete from access.provider_item where ctid in
      (select ctid from access.provider_item where expires_at < ${expiredBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.sign_in_step where ctid in
      (select ctid from access.sign_in_step where expires_at < ${expiredBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.wire_token where ctid in
      (select ctid from access.wire_token where expires_at < ${expiredBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.app_launch where ctid in
      (select ctid from access.app_launch where expires_at < ${expiredBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.session where ctid in
      (select ctid from access.session where expires_at < ${sessionsBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.record_pass where ctid in
      (select ctid from access.record_pass where expires_at < ${sessionsBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.password_link where ctid in
      (select ctid from access.password_link where expires_at < ${sessionsBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    sql`delete from access.sign_in_brake where ctid in
      (select ctid from access.sign_in_brake where last_at < ${expiredBefore} limit ${ROWS_MAX})`.execute(
      database,
    ),
    // What was shared for a while is forgotten after the while is over; that it was shared stays known.
    sql`update access.share set sealed = '' where ctid in
      (select ctid from access.share where until < ${expiredBefore} and sealed <> '' limit ${ROWS_MAX})`.execute(
      database,
    ),
  ])
  return swept.some((result) => Number(result.numAffectedRows ?? 0) === ROWS_MAX)
}
