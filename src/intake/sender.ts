import type { AuditCaller } from '#audit'
import type { FacilityCode } from '#vocabulary/facility-code'

/** Who sends: a facility, through one of its accounts, by one of our doors. */
export type Sender = {
  readonly facility: FacilityCode
  readonly caller: AuditCaller
  /** Our own door, or the wire form of the insurance portal. */
  readonly door: 'intake' | 'wire'
  /** The portal's form that the sender chose; by the date of the visit when it chose none. */
  readonly variant?: '4750' | '3176'
}

export type ReceiveOptions = {
  /** What becomes of a dossier with errors: kept out of the record, or recorded and delivered as it is. */
  readonly onError: 'refuse' | 'record'
  /** Why it must go out with errors. */
  readonly reason?: string
  /** The visit that the sender means to correct; another one in the file is refused. */
  readonly corrects?: string
}
