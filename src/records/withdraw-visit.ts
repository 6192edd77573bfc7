import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { correctVisit } from './correct-visit.ts'
import type { DataKeys } from './data-keys.ts'
import { findVisitVersions, lockVisit } from './read-store.ts'
import { save, type Written } from './write-visit.ts'

export type VisitToWithdraw = {
  readonly person: RecordId
  readonly visit: RecordId
  readonly facility: FacilityCode
  /** The submission, or the act of withdrawing, that is the reason. */
  readonly submission: RecordId
  readonly ruleSet: string
  readonly withdrawnAt: Date
}

/**
 * Takes a whole visit back: every resource gets an entered-in-error version, and the book shows it no more.
 * A second call changes nothing. A correction that comes later brings the visit back.
 */
export async function withdrawVisit(
  trx: Trx,
  keys: DataKeys,
  withdrawal: VisitToWithdraw,
): Promise<Written> {
  enterScope(trx, { work: 'filing' })
  const { person, visit, withdrawnAt } = withdrawal
  const [, standing] = await Promise.all([
    lockVisit(trx, visit),
    findVisitVersions(trx, person, visit),
  ])
  const visitAt = standing[0]?.visit_at ?? withdrawnAt
  const head = { ...withdrawal, visitAt, acceptedAt: withdrawnAt }
  const change = correctVisit(keys, { head, former: person, wanted: [], standing })
  return save(trx, keys, head, undefined, change)
}
