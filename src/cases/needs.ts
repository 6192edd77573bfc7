import type { Database, Trx } from '#foundation/database'
import { keysOf } from '#people'
import type { DataKeys } from '#records'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import type { WorkingCalendar } from '#vocabulary/working-days'
import type { Actor } from './next-steps.ts'
import type { Definitions } from './read-definitions.ts'

/** What every story of a case stands on. */
export type CaseNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly dataKeys: Pick<DataKeys, 'make' | 'wrap' | 'unwrap'>
  readonly definitions: Definitions
  readonly calendar: WorkingCalendar
  readonly facilityName: (code: FacilityCode) => Promise<string | undefined>
}

/** Who takes a step: somebody signed in, or one of our own loops. */
export type CaseCaller = Omit<Caller, 'rights' | 'role'> & { readonly role: string }

/** Our own loops, when a term ends. */
export const SYSTEM: CaseCaller = {
  account: 'system',
  name: 'Mạch',
  role: 'system',
  address: 'system',
}

/** Who acts, with every key under which a citizen is filed. */
export async function actorOf(db: Database | Trx, caller: CaseCaller): Promise<Actor> {
  const { account, role, facility, province, person } = caller
  return {
    account,
    role,
    persons: person === undefined ? [] : await keysOf(db, person),
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
  }
}
