import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** What one visit asks of those who come after it. */
export type NotedVisit = {
  readonly visit: RecordId
  readonly person: RecordId
  readonly facility: FacilityCode
  readonly arrivedAt: Date
  readonly leftAt?: Date | undefined
  /** The receiving facility, when the visit ended with a referral. */
  readonly referralTo?: FacilityCode | undefined
  /** The end of an inpatient stay after which the person went home alive; absent for other visits. */
  readonly dischargedAt?: Date | undefined
  /** Five digits. */
  readonly communeOfResidence?: string | undefined
  /** `yyyy-mm-dd`. */
  readonly reExaminationOn?: string | undefined
}
