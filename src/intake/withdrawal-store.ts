import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

export type WithdrawalRow = {
  receipt: RecordId
  visit: RecordId
  link_code: string
  withdrawn_at: Date
  by: string
  reason: string
  delivered: boolean
  settled_at: Date | null
  settled_by: string | null
}

const COLUMNS = sql.raw(
  'w.receipt, w.visit, w.link_code, w.withdrawn_at, w.by, w.reason, w.delivered, w.settled_at, w.settled_by',
)

export type WithdrawalToKeep = {
  readonly facility: FacilityCode
  readonly receipt: RecordId
  readonly visit: RecordId
  readonly person: RecordId
  readonly linkCode: string
  readonly at: Date
  readonly by: string
  readonly reason: string
  readonly delivered: boolean
}

/** Notes a withdrawal, and marks submission and visit. One statement; the visit is held by the caller. */
export async function keepWithdrawal(trx: Trx, kept: WithdrawalToKeep): Promise<void> {
  enterScope(trx, { facilities: [kept.facility] })
  await sql`
    with marked as (
      update intake.submission set standing = 'withdrawn'
      where facility = ${kept.facility} and receipt = ${kept.receipt}
    ), taken as (
      update intake.visit set withdrawn = true
      where facility = ${kept.facility} and link_code = ${kept.linkCode}
    )
    insert into intake.withdrawal (facility, receipt, visit, person, link_code, withdrawn_at, by, reason, delivered)
    values (${kept.facility}, ${kept.receipt}, ${kept.visit}, ${kept.person}, ${kept.linkCode}, ${kept.at}, ${kept.by},
      ${kept.reason}, ${kept.delivered})
  `.execute(trx)
}

export async function findWithdrawal(
  db: Database | Trx,
  facility: FacilityCode,
  receipt: RecordId,
): Promise<WithdrawalRow | undefined> {
  const statement = sql<WithdrawalRow>`
    select ${COLUMNS} from intake.withdrawal w where w.facility = ${facility} and w.receipt = ${receipt}
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows[0]
}

/** Withdrawals that are shown: those of about a year at a large hospital. */
const WITHDRAWALS_MAX = 500

/** The newest first. `open`: only those that somebody must still deal with on the portal, or only the others. */
export async function findWithdrawals(
  db: Database,
  facility: FacilityCode,
  open: boolean | undefined,
): Promise<WithdrawalRow[]> {
  const statement = sql<WithdrawalRow>`
    select ${COLUMNS} from intake.withdrawal w
    where w.facility = ${facility}
      and ${open === undefined ? sql`true` : sql`(w.delivered and w.settled_at is null) = ${open}`}
    order by w.withdrawn_at desc limit ${WITHDRAWALS_MAX}
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows
}

/** Notes that it was dealt with on the portal. A second call keeps the first word. */
export async function settle(
  trx: Trx,
  facility: FacilityCode,
  receipt: RecordId,
  by: string,
  at: Date,
): Promise<WithdrawalRow | undefined> {
  enterScope(trx, { facilities: [facility] })
  const { rows } = await sql<WithdrawalRow>`
    update intake.withdrawal w
    set settled_at = coalesce(w.settled_at, ${at}::timestamptz), settled_by = coalesce(w.settled_by, ${by})
    where w.facility = ${facility} and w.receipt = ${receipt}
    returning ${COLUMNS}
  `.execute(trx)
  return rows[0]
}
