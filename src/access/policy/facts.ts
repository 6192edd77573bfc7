import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { CareKind } from '../care/care-kind.ts'
import type { ConsentFacts } from './consent-facts.ts'

/** How the caller stands at this very moment, whatever sign-in said some seconds ago. */
export type StandingFacts = {
  readonly account: 'open' | 'closed'
  /** Of the licence to practise: `not-recorded` when no decision about it is known to us. */
  readonly licence: 'not-recorded' | 'in-force' | 'suspended' | 'revoked'
}

/** That an account was ordered to inspect some visits: those of one facility that began in a period. */
export type InspectionFact = {
  readonly account: string
  readonly until: Date
  readonly facility: FacilityCode
  /** What the order names; the policy may open less. */
  readonly classes: readonly DataClass[]
  readonly visits: ReadonlySet<RecordId>
}

/** What is known of one person's record and of the caller's relation to it. */
export type RecordFacts = {
  readonly kind: 'record'
  /** Every key under which the person is filed. */
  readonly persons: readonly RecordId[]
  /** Relations of the caller's facility to the person that hold now. */
  readonly relations: readonly CareKind[]
  readonly consent: ConsentFacts
  /** Orders to inspect that name the caller, each with the person's visits that it is about. */
  readonly inspections: readonly InspectionFact[]
  /** The person's day of birth, `yyyy-mm-dd`, or as much of it as is known. */
  readonly bornOn?: string
  readonly standing: StandingFacts
}

/** The facility whose messages or patients are asked for. */
export type FacilityFacts = {
  readonly kind: 'facility'
  readonly facility: FacilityCode
  readonly standing: StandingFacts
}

/** The province whose totals are asked for; absent: the whole country. */
export type TotalsFacts = {
  readonly kind: 'totals'
  readonly province?: string
  readonly standing: StandingFacts
}

/** The province whose facilities sent what contradicts; absent: the whole country. */
export type IdentityFacts = {
  readonly kind: 'identity'
  readonly province?: string
  readonly standing: StandingFacts
}
