import type { Finding, FindingSeverity } from '#vocabulary/finding'
import type { RecordId } from '#vocabulary/record-id'

export type JudgedStatus = 'accepted' | 'with-errors' | 'refused'

/** What stands on one receipt, from the moment it is given. */
export type Submission = {
  readonly receipt: RecordId
  readonly receivedAt: Date
  readonly kind: 'dossier' | 'check-in'
  readonly attempt: number
  readonly status: JudgedStatus
  /** Whether this is still the newest word on the visit. */
  readonly standing: 'current' | 'replaced' | 'withdrawn'
  readonly replacedBy?: RecordId | undefined
  /** The submission that this one corrects or judges again. */
  readonly former?: RecordId | undefined
  readonly linkCode: string
  readonly visit?: RecordId | undefined
  readonly person?: RecordId | undefined
  readonly counts: Readonly<Record<FindingSeverity, number>>
  readonly truncated: boolean
  readonly ruleSet: string
  /** Fingerprint of the lists it was judged by. */
  readonly lists: string
  readonly findings: readonly Finding[]
}

/** Where a submission stands, as people filter by it: Đã thu hồi and Đã có bản thay thế come before what was judged. */
export function standingOf({
  status,
  standing,
}: Pick<Submission, 'status' | 'standing'>): JudgedStatus | 'replaced' | 'withdrawn' {
  return standing === 'current' ? status : standing
}

/** The visit that a sender's MA_LK names. */
export type KnownVisit = {
  readonly visit: RecordId
  readonly person: RecordId
  readonly submission: RecordId
  readonly version: number
  readonly withdrawn: boolean
}
