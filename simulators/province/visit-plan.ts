import type { Day } from './calendar.ts'
import type { ChronicCourse, InpatientCourse, OutpatientCourse } from './courses.ts'
import type { Facility } from './facilities.ts'
import type { Person } from './people.ts'

export type Care =
  | { readonly kind: 'outpatient'; readonly course: OutpatientCourse }
  | {
      readonly kind: 'inpatient'
      readonly course: InpatientCourse
      /** Calendar days of the stay, where the plan fixes them. */
      readonly days?: number
    }
  | {
      readonly kind: 'chronic'
      readonly course: ChronicCourse
      readonly ordinal: number
      readonly total: number
    }
  | { readonly kind: 'prenatal'; readonly week: number; readonly isThreatened: boolean }
  | { readonly kind: 'birth'; readonly child: Person; readonly isSurgery: boolean }
  | { readonly kind: 'newborn' }
  | { readonly kind: 'after-surgery'; readonly course: InpatientCourse }

/** One visit that will happen: who, where, when, why, and how the person came there and goes on. */
export type VisitPlan = {
  readonly person: Person
  readonly facility: Facility
  /** The first day. */
  readonly day: Day
  readonly care: Care
  readonly route: 'ordinary' | 'referral' | 'appointment' | 'emergency'
  /** The facility that referred or appointed. */
  readonly from?: string
  /** The facility to which the visit ends with a referral paper. */
  readonly referTo?: Facility
  /** The day of the next appointment, when a paper is given. */
  readonly nextDay?: Day
}
