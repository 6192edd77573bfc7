import type { CitizenNumber } from './citizen-number.ts'
import type { FacilityCode } from './facility-code.ts'
import type { RecordId } from './record-id.ts'
import type { Right } from './rights.ts'

/**
 * Every part that somebody can play. `administrator` operates the installation and reads nobody's record; `practitioner` keeps the own
 * file of practice; `traditional-officer` reviews traditional medicine for the Ministry beside whoever else is responsible.
 */
export const ROLES = [
  'citizen',
  'doctor',
  'facility-clerk',
  'facility-administrator',
  'department-officer',
  'department-head',
  'ministry-officer',
  'inspector',
  'traditional-officer',
  'practitioner',
  'analyst',
  'auditor',
  'administrator',
] as const

/** The part that a person or system plays while calling. */
export type Role = (typeof ROLES)[number]

const KNOWN_ROLES: readonly string[] = ROLES

export function isRole(text: string): text is Role {
  return KNOWN_ROLES.includes(text)
}

/** What a role is tied to: one facility, one province, one citizen, one practitioner, or nothing narrower than the country. */
export const PLACE_OF_ROLE = {
  citizen: 'citizen',
  doctor: 'facility',
  'facility-clerk': 'facility',
  'facility-administrator': 'facility',
  'department-officer': 'province',
  'department-head': 'province',
  'ministry-officer': 'country',
  inspector: 'province',
  'traditional-officer': 'country',
  practitioner: 'practitioner',
  analyst: 'country',
  auditor: 'country',
  administrator: 'country',
} as const satisfies Readonly<
  Record<Role, 'citizen' | 'practitioner' | 'facility' | 'province' | 'country'>
>

/** A system that calls by itself, or through which a person calls. */
export type ClientOfCaller = {
  readonly id: string
  /** As people know it; absent for what has none. */
  readonly name?: string
  readonly kind: 'facility-system' | 'vendor-system' | 'app' | 'tool'
  /** What it was allowed, as SMART scopes: `patient/Observation.rs`. */
  readonly scopes: readonly string[]
}

/** Who is asking, as sign-in established it. Everything that a decision needs and nothing that it does not. */
export type Caller = {
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly rights: ReadonlySet<Right>
  /** The facility for which staff of a facility act. */
  readonly facility?: FacilityCode
  /**
   * The authority that an officer serves: the two-character code of the province, or 00 the Ministry's own facilities, 97 the army, 98 the
   * police. Source: QĐ 124/2004/QĐ-TTg; QĐ 384/QĐ-BYT 2019.
   */
  readonly province?: string
  /** The organisation that a caller serves when it is neither a facility nor a health department: its code. */
  readonly organisation?: string
  /** The citizen's own person key. */
  readonly person?: RecordId
  /** The twelve digits of a practitioner, by which the own file of practice is found. Never written to the audit log. */
  readonly practitioner?: CitizenNumber
  /** The licence number under which a doctor practises. */
  readonly licence?: string
  /** How surely the person was known at sign-in, 1 to 3. Source: Decree 69/2024/NĐ-CP (levels of electronic identity). */
  readonly assurance?: 1 | 2 | 3
  /** Whether a second factor or a passkey was shown in this session, and when the person last proved who they are. */
  readonly strong?: boolean
  readonly strongAt?: Date
  /** The system or app through which the call came, when it is not our own portal. */
  readonly client?: ClientOfCaller
  /** Where the call came from, for the audit record. */
  readonly address: string
}
