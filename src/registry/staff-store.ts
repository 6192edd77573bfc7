import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { StaffMember } from './facility-guards.ts'
import type { DataState, IdentityState } from './profile-head.ts'
import type { Slot } from './profile.ts'

type NumberRow = { personal_id: string | null; licence: string }

/** The numbers of everybody who is registered at a facility on a day. */
export async function listStaffNumbers(
  database: Database | Trx,
  facility: string,
  day: string,
): Promise<StaffMember[]> {
  const { rows } = await sql<NumberRow>`
    select held.value as personal_id, r.licence
    from registry.registration r
    left join registry.identifier held on held.subject = r.practitioner and held.scheme = 'personal-id'
    where r.facility = ${facility} and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})
  `.execute(database)
  return rows.map(({ personal_id: personalId, licence }) => ({
    licence,
    ...(personalId === null ? {} : { personalId }),
  }))
}

/** One registration on a staff list. `unclaimed`: the person has not taken over the file yet. */
export type StaffLine = {
  readonly practitioner: RecordId
  readonly statement: string
  readonly name: string
  readonly licence: string
  readonly department?: string
  readonly position: string
  readonly kind: string
  readonly from: string
  readonly to?: string
  readonly slots: readonly Slot[]
  readonly dataState: DataState
  readonly identityState: IdentityState
  readonly completeness: number
  readonly unclaimed: boolean
}

type StaffRow = Omit<
  StaffLine,
  'department' | 'from' | 'to' | 'dataState' | 'identityState' | 'unclaimed'
> & {
  department: string | null
  valid_from: string
  valid_to: string | null
  data_state: DataState
  identity_state: IdentityState
  account: string | null
}

/** Where the next page of a staff list begins. */
export type StaffPlace = { readonly name: string; readonly statement: string }

/** The staff list of a facility on a day, by name, within the scope of the transaction. */
export async function listStaff(
  database: Database | Trx,
  asked: {
    readonly facility: string
    readonly day: string
    readonly state?: string | undefined
    readonly after?: StaffPlace | undefined
    readonly limit: number
  },
): Promise<StaffLine[]> {
  const { facility, day, state, after, limit } = asked
  const { rows } = await sql<StaffRow>`
    select r.practitioner, r.statement, profile.name, r.licence, r.department, r.position, r.kind, r.valid_from, r.valid_to, r.slots,
      profile.data_state, profile.identity_state, profile.completeness, profile.account
    from registry.registration r join registry.profile on profile.subject = r.practitioner
    where r.facility = ${facility} and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})
      and (${state ?? null}::text is null or profile.data_state = ${state ?? null})
      and (${after?.name ?? null}::text is null or (profile.name, r.statement) > (${after?.name ?? null}, ${after?.statement ?? null}))
    order by profile.name, r.statement limit ${limit}
  `.execute(database)
  return rows.map((row) => {
    const { department, valid_from: from, valid_to: to, account, ...rest } = row
    const { data_state: dataState, identity_state: identityState, ...line } = rest
    return {
      ...line,
      from,
      dataState,
      identityState,
      unclaimed: account === null,
      ...(department === null ? {} : { department }),
      ...(to === null ? {} : { to }),
    }
  })
}
