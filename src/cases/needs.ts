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
import type { Bilingual } from '#vocabulary/bilingual'
import type { Defect, FieldValues } from './check-fields.ts'
import { type Actor, MINISTRY } from './next-steps.ts'
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
  /** Where a return may point beyond the fields of a case. Nowhere when not given. */
  readonly places?: Places
  /** What practitioners are called, by the numbers under which they are registered. Nobody is named when not given. */
  readonly practitionerNames?: (
    db: Database | Trx,
    numbers: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>
}

/** The places of a document outside the case to which a return may point: the fields of a profile. */
export type Places = {
  /** What a place of a list is called; undefined when there is no such place. */
  readonly label: (list: string, place: string) => Bilingual | undefined
  /** What stands there in a version of the document that the case is about, as one word to compare with. */
  readonly valueAt: (
    trx: Trx,
    found: Case,
    version: string,
    place: string,
  ) => Promise<string | undefined>
}

/** A step as it was just taken, with what stands in each field of the case now. */
export type TakenStep = {
  readonly case: Case
  readonly step: string
  readonly fields: FieldValues
  /** Everything that is wrong, of a return. */
  readonly defects?: readonly Defect[]
}

/**
 * Does what a step says, in its transaction: when it refuses, the step is not taken. `cases`: for a step that opens another case.
 */
export type CarryOut = (
  trx: Trx,
  caller: CaseCaller,
  taken: TakenStep,
  cases: CaseNeeds,
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
const WIDE = ['nation', 'platform'] as const

/**
 * What the transaction of an actor may touch of cases: our own loops all, everybody else at most what concerns them. It is the second
 * wall: who may read a case stands in its definition.
 */
export function caseScopeOf({ definitions }: Pick<CaseNeeds, 'definitions'>, actor: Actor): Scope {
  const { account, role, persons, facility, province, practitioner } = actor
  if (role === SYSTEM.role) return { work: 'cases' }
  const relations = new Set(
    definitions.all.flatMap(({ readers }) =>
      readers.filter(({ roles }) => roles.some((one) => one === role)).map((one) => one.relation),
    ),
  )
  const authority = province ?? (relations.has('ministry') ? MINISTRY : undefined)
  return {
    account,
    persons,
    nation: WIDE.some((relation) => relations.has(relation)),
    ...(facility === undefined ? {} : { facilities: [facility] }),
    ...(authority === undefined ? {} : { province: authority }),
    ...(practitioner === undefined ? {} : { practitioner }),
  }
}

/** Who acts, with every key under which a citizen is filed, and for whom else the citizen acts. */
export async function actorOf(
  db: Database | Trx,
  caller: CaseCaller,
  needs: Pick<CaseNeeds, 'actsFor'> = {},
): Promise<Actor> {
  const { account, role, facility, province, practitioner, person } = caller
  return {
    account,
    role,
    persons: person === undefined ? [] : await keysOf(db, person),
    actsFor: role === 'citizen' ? ((await needs.actsFor?.(db, account)) ?? []) : [],
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
    ...(practitioner === undefined ? {} : { practitioner }),
  }
}
