import type { FacilityCode } from './facility-code.ts'
import type { RecordId } from './record-id.ts'
import type { Right } from './rights.ts'

/** The part that a person or system plays while calling. */
export type Role = 'citizen' | 'doctor' | 'facility-clerk' | 'department-officer' | 'administrator'

/** Who is asking, as sign-in established it. Everything that a decision needs and nothing that it does not. */
export type Caller = {
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly rights: ReadonlySet<Right>
  /** The facility for which a clerk or doctor acts. */
  readonly facility?: FacilityCode
  /** The province whose health department an officer serves: its two-character code. */
  readonly province?: string
  /** The citizen's own person key. */
  readonly person?: RecordId
  /** The licence number under which a doctor practises. */
  readonly licence?: string
  /** Where the call came from, for the audit record. */
  readonly address: string
}
