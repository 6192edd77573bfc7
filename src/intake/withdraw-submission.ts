import { endCareRelations, noteDeath } from '#access'
import { recordAudit } from '#audit'
import { cancelMessages, deliveriesOf } from '#delivery'
import { removeVisit } from '#follow-up'
import { inTransaction, type Trx } from '#foundation/database'
import { partId, withdrawVisit } from '#records'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import { callerFacility } from './caller-facility.ts'
import type { WithdrawalLine } from './contract.ts'
import type { IntakeNeeds } from './needs.ts'
import { permitOwn } from './permit-own.ts'
import type { Submission } from './submission.ts'
import { findSubmission } from './submission-store.ts'
import { holdVisit } from './visit-store.ts'
import {
  findWithdrawal,
  findWithdrawals,
  keepWithdrawal,
  settle,
  type WithdrawalRow,
} from './withdrawal-store.ts'

type Needs = Pick<IntakeNeeds, 'database' | 'now' | 'dataKeys'>

/**
 * Takes a visit that was sent by mistake out of the record, the book and the doctors' lists at once; what has not left
 * for the portal is cancelled, and what has, or may have, is listed as cần xử lý trên cổng BHXH.
 *
 * A second call changes nothing. Refuses `intake.unknown-receipt`, `intake.not-recorded` for a refused submission or a
 * check-in, `intake.not-current` for one that has been replaced.
 */
export async function withdrawSubmissionOf(
  needs: Needs,
  caller: Caller,
  receipt: string,
  reason: string,
): Promise<Outcome<WithdrawalLine>> {
  const facility = callerFacility(caller)
  if (!facility.ok) return facility
  if (!isRecordId(receipt)) return refuse('not-found', 'intake.unknown-receipt', 'receipt')

  const done = await inTransaction(needs.database, (trx) =>
    withdraw(trx, needs, caller, facility.value, receipt, reason),
  )
  return done.ok ? lineOf(needs, facility.value, done.value) : done
}

async function withdraw(
  trx: Trx,
  needs: Needs,
  caller: Caller,
  facility: FacilityCode,
  receipt: RecordId,
  reason: string,
): Promise<Outcome<WithdrawalRow>> {
  const submission = await findSubmission(trx, facility, receipt)
  if (!submission) return refuse('not-found', 'intake.unknown-receipt', 'receipt')
  const held = await holdVisit(trx, facility, submission.linkCode)
  const before = await findWithdrawal(trx, facility, receipt)
  if (before) return accept(before)
  const { visit, person } = submission
  if (!visit || !person || !held) return refuse('conflict', 'intake.not-recorded')
  if (held.submission !== receipt) return refuse('conflict', 'intake.not-current')

  const at = needs.now()
  await takeBack(trx, needs, { facility, submission, visit, person, at })
  const { mayBeAtReceiver } = await cancelMessages(trx, facility, submission.linkCode)
  const { account: by, name } = caller
  const kept = { facility, receipt, visit, person, linkCode: submission.linkCode, at, reason }
  await Promise.all([
    keepWithdrawal(trx, { ...kept, by: name || by, delivered: mayBeAtReceiver }),
    recordAudit(trx, [
      {
        at,
        action: 'delete',
        caller,
        what: 'visit',
        person,
        visit,
        purpose: 'administration',
        ground: 'own-facility',
        detail: { receipt },
      },
    ]),
  ])
  const row = await findWithdrawal(trx, facility, receipt)
  return row ? accept(row) : refuse('conflict', 'intake.not-recorded')
}

type TakenBack = {
  readonly facility: FacilityCode
  readonly submission: Submission
  readonly visit: RecordId
  readonly person: RecordId
  readonly at: Date
}

async function takeBack(trx: Trx, needs: Needs, taken: TakenBack): Promise<void> {
  const { facility, submission, visit, person, at } = taken
  const { receipt, ruleSet } = submission
  const act = partId(receipt, 'withdrawal')
  const withdrawn = { person, visit, facility, submission: act, ruleSet, withdrawnAt: at }
  await withdrawVisit(trx, needs.dataKeys, withdrawn)
  await Promise.all([
    removeVisit(trx, visit),
    endCareRelations(trx, person, visit, at),
    noteDeath(trx, { person, diedOn: undefined, source: visit, facility, at }),
  ])
}

/** The withdrawn visits of the caller's facility. Refuses `intake.no-facility`. */
export async function listWithdrawalsOf(
  needs: Needs,
  caller: Caller,
  open: boolean | undefined,
): Promise<Outcome<{ withdrawals: WithdrawalLine[] }>> {
  const own = await permitOwn(needs, caller)
  if (!own.ok) return own
  const rows = await findWithdrawals(needs.database, own.value.facility, open)
  return accept({ withdrawals: await linesOf(needs, own.value.facility, rows) })
}

/** Notes that a withdrawn visit was dealt with on the portal. A second call keeps the first word. Refuses `intake.unknown-receipt`. */
export async function settleWithdrawalOf(
  needs: Needs,
  caller: Caller,
  receipt: string,
): Promise<Outcome<WithdrawalLine>> {
  const facility = callerFacility(caller)
  if (!facility.ok) return facility
  const unknown = refuse('not-found', 'intake.unknown-receipt', 'receipt')
  if (!isRecordId(receipt)) return unknown
  const at = needs.now()
  const settled = await inTransaction(needs.database, async (trx) => {
    const row = await settle(trx, facility.value, receipt, caller.name || caller.account, at)
    if (!row) return unknown
    const detail = { receipt }
    await recordAudit(trx, [
      { at, action: 'update', caller, what: 'withdrawal', visit: row.visit, detail },
    ])
    return accept(row)
  })
  return settled.ok ? lineOf(needs, facility.value, settled.value) : settled
}

async function lineOf(
  needs: Needs,
  facility: FacilityCode,
  row: WithdrawalRow,
): Promise<Outcome<WithdrawalLine>> {
  const [line] = await linesOf(needs, facility, [row])
  return line ? accept(line) : refuse('not-found', 'intake.unknown-receipt', 'receipt')
}

async function linesOf(
  needs: Needs,
  facility: FacilityCode,
  rows: readonly WithdrawalRow[],
): Promise<WithdrawalLine[]> {
  const receipts = rows.map((row) => row.receipt)
  const deliveries = await deliveriesOf(needs.database, facility, receipts, needs.now())
  return rows.map((row) => {
    const number = deliveries.get(row.receipt)?.find((one) => one.transactionCode)?.transactionCode
    return {
      receipt: row.receipt,
      visit: row.visit,
      linkCode: row.link_code,
      withdrawnAt: isoInVietnam(row.withdrawn_at),
      by: row.by,
      reason: row.reason,
      delivered: row.delivered,
      ...(number === undefined ? {} : { portalNumber: number }),
      ...(row.settled_at ? { settledAt: isoInVietnam(row.settled_at) } : {}),
      ...(row.settled_by === null ? {} : { settledBy: row.settled_by }),
    }
  })
}
