import type { Database, Trx } from '#foundation/database'
import type { Scope } from '#foundation/scope'
import { keysOf } from '#people'
import type { DataKeys } from '#records'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import type { WorkingCalendar } from '#vocabulary/working-days'
import type { Outcome } from '#vocabulary/outcome'
import type { Case } from './case.ts'
import type { FieldValues } from './check-fields.ts'
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
  /** For whom else a citizen acts now: children under guardianship, and family who gave it. Nobody when not given. */
  readonly actsFor?: (db: Database | Trx, account: string) => Promise<readonly RecordId[]>
  /** What a step brings about beyond its case. Nothing when not given. */
  readonly carryOut?: CarryOut
}

/** A step as it was just taken, with what stands in each field of the case now. */
export type TakenStep = {
  readonly case: Case
  readonly step: string
  readonly fields: FieldValues
}

/** Does what a step says, in its transaction: when it refuses, the step is not taken. */
export type CarryOut = (
  trx: Trx,
  caller: CaseCaller,
  taken: TakenStep,
) => Promise<Outcome<undefined>>

/** Who takes a step: somebody signed in, or one of our own loops. */
export type CaseCaller = Omit<Caller, 'rights' | 'role'> & { readonly role: string }

/** Our own loops, when a term ends. */
export const SYSTEM: CaseCaller = {
  account: 'system',
  name: 'Mạch',
  role: 'system',
  address: 'system',
}

/** The relations by which somebody reads cases of the whole country. */
const WIDE = new Set(['nation', 'platform'])

/**
 * What the transaction of an actor may touch of cases: our own loops all, everybody else at most what concerns them. It is the second
 * wall: who may read a case stands in its definition.
 */
export function caseScopeOf({ definitions }: Pick<CaseNeeds, 'definitions'>, actor: Actor): Scope {
  const { account, role, persons, facility, province } = actor
  if (role === SYSTEM.role) return { work: 'cases' }
  const isWide = definitions.all.some(({ readers }) =>
    readers.some(({ roles, relation }) => roles.some((one) => one === role) && WIDE.has(relation)),
  )
  return {
    account,
    persons,
    nation: isWide,
    ...(facility === undefined ? {} : { facilities: [facility] }),
    ...(province === undefined ? {} : { province }),
  }
}

/** Who acts, with every key under which a citizen is filed, and for whom else the citizen acts. */
export async function actorOf(
  db: Database | Trx,
  caller: CaseCaller,
  needs: Pick<CaseNeeds, 'actsFor'> = {},
): Promise<Actor> {
  const { account, role, facility, province, person } = caller
  return {
    account,
    role,
    persons: person === undefined ? [] : await keysOf(db, person),
    actsFor: role === 'citizen' ? ((await needs.actsFor?.(db, account)) ?? []) : [],
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
  }
}
