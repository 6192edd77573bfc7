import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Purpose } from '#vocabulary/purpose'
import type { RecordId } from '#vocabulary/record-id'
import type { Ground, GroundRule } from './policy-data.ts'

/** What follows from using a permit: the view is marked, the citizen is told, somebody reviews it. */
export type Obligation = GroundRule['obliges'][number]

export type RecordTerms = {
  /** Every key under which the one person is filed: a permit opens no other record. */
  readonly persons: readonly RecordId[]
  readonly ground: Ground
  readonly purpose: Purpose
  /** The instrument and article that the ground rests on. */
  readonly source: string
  /** Data classes seen whichever facility wrote the entry. */
  readonly classes: readonly DataClass[]
  /** The facility whose own entries are seen in every class, hidden or not. */
  readonly facility?: FacilityCode
  /** What the person hid from this reader. */
  readonly except: {
    readonly visits: ReadonlySet<RecordId>
    readonly classes: ReadonlySet<DataClass>
  }
  /** Entries of these visits alone, each in its classes; absent: of all visits. */
  readonly within?: readonly VisitsInClasses[]
  /** SMART scopes by which an app is narrowed further; absent for people and for facilities' own systems. */
  readonly scopes?: readonly string[]
  readonly obligations: readonly Obligation[]
}

/** Some visits of a facility, and the data classes of theirs that are seen; with them what the facility wrote of the person alone. */
export type VisitsInClasses = {
  readonly facility: FacilityCode
  readonly visits: ReadonlySet<RecordId>
  readonly classes: readonly DataClass[]
}

export type FacilityTerms = {
  readonly facility: FacilityCode
  readonly purpose: Purpose
  readonly source: string
}

/** Of what is not one facility's: totals, and whose key is whose. */
export type TotalsTerms = {
  /** Absent: the whole country. */
  readonly province?: string
  readonly purpose: Purpose
  readonly source: string
}

/**
 * That somebody may read one person's record, as far as its terms say. What reads a person's data asks for one;
 * only the policy makes them, and nothing of the same shape passes for one: the private field makes the type its own.
 */
class RecordPermit implements RecordTerms {
  readonly #made = true
  readonly permit = true
  readonly persons
  readonly ground
  readonly purpose
  readonly source
  readonly classes
  declare readonly facility?: FacilityCode
  readonly except
  declare readonly within?: readonly VisitsInClasses[]
  declare readonly scopes?: readonly string[]
  readonly obligations

  constructor(terms: RecordTerms) {
    this.persons = terms.persons
    this.ground = terms.ground
    this.purpose = terms.purpose
    this.source = terms.source
    this.classes = terms.classes
    if (terms.facility !== undefined) this.facility = terms.facility
    this.except = terms.except
    if (terms.within !== undefined) this.within = terms.within
    if (terms.scopes !== undefined) this.scopes = terms.scopes
    this.obligations = terms.obligations
  }

  /** Whether a value is one of the policy's own permits. */
  static is(value: unknown): value is RecordPermit {
    return typeof value === 'object' && value !== null && #made in value && value.#made
  }
}

/** That somebody may work with what one facility sent or knows of its own patients. */
class FacilityPermit implements FacilityTerms {
  readonly #made = true
  readonly permit = true
  readonly facility
  readonly purpose
  readonly source

  constructor(terms: FacilityTerms) {
    this.facility = terms.facility
    this.purpose = terms.purpose
    this.source = terms.source
  }

  static is(value: unknown): value is FacilityPermit {
    return typeof value === 'object' && value !== null && #made in value && value.#made
  }
}

/** That somebody may see totals, in which nobody is found again. */
class TotalsPermit implements TotalsTerms {
  readonly #made = true
  readonly permit = true
  declare readonly province?: string
  readonly purpose
  readonly source

  constructor(terms: TotalsTerms) {
    if (terms.province !== undefined) this.province = terms.province
    this.purpose = terms.purpose
    this.source = terms.source
  }

  static is(value: unknown): value is TotalsPermit {
    return typeof value === 'object' && value !== null && #made in value && value.#made
  }
}

/** That somebody may say whether two person keys are one person, comparing what identifies them and nothing of their records. */
class IdentityPermit implements TotalsTerms {
  readonly #made = true
  readonly permit = true
  declare readonly province?: string
  readonly purpose
  readonly source

  constructor(terms: TotalsTerms) {
    if (terms.province !== undefined) this.province = terms.province
    this.purpose = terms.purpose
    this.source = terms.source
  }

  static is(value: unknown): value is IdentityPermit {
    return typeof value === 'object' && value !== null && #made in value && value.#made
  }
}

/** That our own work goes on without anybody asking: a named loop, or the filing of what a facility sent. */
class WorkPermit {
  readonly #made = true
  readonly job

  constructor(job: SystemJob) {
    this.job = job
  }

  static is(value: unknown): value is WorkPermit {
    return typeof value === 'object' && value !== null && #made in value && value.#made
  }
}

/** The work that goes on by itself. A job that is not named here reads nobody's data. */
export type SystemJob = 'delivery' | 'erasure' | 'sign-in'

export type PermittedRecord = RecordPermit
export type PermittedFacility = FacilityPermit
export type PermittedTotals = TotalsPermit
export type PermittedIdentity = IdentityPermit
export type PermittedWork = WorkPermit

export function makeRecordPermit(terms: RecordTerms): PermittedRecord {
  return new RecordPermit(terms)
}

export function makeFacilityPermit(terms: FacilityTerms): PermittedFacility {
  return new FacilityPermit(terms)
}

export function makeTotalsPermit(terms: TotalsTerms): PermittedTotals {
  return new TotalsPermit(terms)
}

export function makeIdentityPermit(terms: TotalsTerms): PermittedIdentity {
  return new IdentityPermit(terms)
}

/** For composition roots alone: what a loop may read is decided by whoever starts it. */
export function permitWork(job: SystemJob): PermittedWork {
  return new WorkPermit(job)
}

/** What the compiler has promised, asked once more where data is fetched: a permit that the policy did not make is a bug. */
export function insistOnPermit(
  permit: PermittedRecord | PermittedFacility | PermittedTotals | PermittedIdentity | PermittedWork,
): void {
  const isOurs =
    RecordPermit.is(permit) ||
    FacilityPermit.is(permit) ||
    TotalsPermit.is(permit) ||
    IdentityPermit.is(permit) ||
    WorkPermit.is(permit)
  if (!isOurs) throw new Error('data was asked for without a permit of the policy')
}
