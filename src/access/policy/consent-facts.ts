import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** Somebody who acts for another: a member of the family by the person's own choice, or a guardian by law. */
export type Delegate = {
  /** The account that acts. */
  readonly account: string
  /** The person for whom it acts. */
  readonly person: RecordId
  readonly kind: 'family' | 'guardian'
  /** The data classes that the delegate may see. */
  readonly classes: readonly DataClass[]
  readonly until?: Date
}

/** An app that the person let in: its client id and the SMART scopes that the person left it. */
export type AllowedApp = {
  readonly client: string
  readonly scopes: readonly string[]
  readonly until?: Date
}

/** That one account of one facility opened the record without a relation, giving a reason. */
export type BreakGlass = {
  readonly account: string
  readonly facility: FacilityCode
  readonly until: Date
}

/** What a person chose about the own record, and what the law says of that person's own state; as it stands at one moment. */
export type ConsentFacts = {
  readonly hiddenVisits: ReadonlySet<RecordId>
  readonly hiddenClasses: ReadonlySet<DataClass>
  readonly blockedFacilities: ReadonlySet<FacilityCode>
  readonly delegates: readonly Delegate[]
  readonly apps: readonly AllowedApp[]
  readonly breakGlass: readonly BreakGlass[]
  /**
   * What the person restricted by an approved request: apps and those named to act are absent above then, and none is added.
   * Facilities that treat the person see what they wrote themselves; an emergency, a pass that the person gives, and guardians by law
   * are not touched. Absent: nothing.
   */
  readonly restricted?: { readonly apps: boolean; readonly sharing: boolean }
  /** The day of birth that a guardian's paper or a newborn's dossier named, `yyyy-mm-dd`. */
  readonly childBornOn?: string
  /** The day of death, `yyyy-mm-dd`. Absent too where a later visit contradicts it. */
  readonly deceasedOn?: string
  /** That one source alone tells the death. Absent: it counts as certain. */
  readonly isDeathUnconfirmed?: true
}

/** A person who chose nothing. */
export const NO_CHOICES: ConsentFacts = {
  hiddenVisits: new Set(),
  hiddenClasses: new Set(),
  blockedFacilities: new Set(),
  delegates: [],
  apps: [],
  breakGlass: [],
}

export { findConsentFacts } from '../consent/find-consent-facts.ts'
