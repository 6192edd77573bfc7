import chronicData from './data/courses-chronic.json' with { type: 'json' }
import inpatientData from './data/courses-inpatient.json' with { type: 'json' }
import outpatientData from './data/courses-outpatient.json' with { type: 'json' }
import { monthOf, ageOn, type Day } from './calendar.ts'
import type { Person } from './people.ts'

/** Drug key and numbers: per time, times a day, and for outpatients the days. */
export type Dose = readonly (string | number)[]
/** By index: the lowest and highest value that this illness shows. */
export type LabRanges = Readonly<Record<string, readonly number[] | undefined>>
/** By index: what the reader sees and concludes. */
export type Readings = Readonly<Record<string, readonly string[] | undefined>>

type Course = {
  readonly key: string
  readonly icd: string
  readonly others: readonly string[]
  readonly text: string
  readonly reason: string
  readonly drugs: readonly Dose[]
  readonly tests: readonly string[]
  readonly ages: readonly number[]
  /** '' for both. */
  readonly sex: string
  readonly level: number
  readonly treatment: string
  readonly exam: string
}

export type OutpatientCourse = Course & {
  readonly weight: number
  readonly advice: string
  readonly labs: LabRanges
  readonly imaging: Readings
  readonly procedure: string
  readonly leaveDays: number
  /** Months in which it occurs; none means all. */
  readonly months: readonly number[]
  readonly traditional: readonly string[]
  readonly accident: string
}

export type InpatientCourse = Course & {
  readonly textIn: string
  readonly weight: number
  readonly ward: string
  readonly days: readonly number[]
  readonly again: readonly string[]
  readonly surgery: string
  readonly supplies: readonly string[]
  readonly anaesthesia: string
  readonly labs: LabRanges
  readonly imaging: Readings
  /** What the notes say from the first day to the last. */
  readonly course: readonly string[]
  readonly emergency: number
  readonly months: readonly number[]
  readonly traditional: readonly string[]
  /** 03 inpatient, 04 day treatment, 09 under four hours. */
  readonly form: string
  readonly procedures: readonly string[]
  readonly accident: string
  /** How often it ends with a referral to a higher facility. */
  readonly referral: number
  readonly restDays: number
}

export type ChronicCourse = Course & {
  /** Share of the fitting ages that live with it. */
  readonly share: number
  /** Days between two visits. */
  readonly every: number
  readonly form: string
  readonly quarterly: readonly string[]
  /** By index: the value at the first and at the last visit. */
  readonly trend: LabRanges
  readonly advice: string
  readonly special: string
  /** The kind of facility that treats it; '' for any. */
  readonly facility: string
}

export const outpatientCourses: readonly OutpatientCourse[] = outpatientData
export const inpatientCourses: readonly InpatientCourse[] = inpatientData
export const chronicCourses: readonly ChronicCourse[] = chronicData

/** Whether the illness can befall the person on that day: age, sex, season. */
export function befalls(
  course: Pick<Course, 'ages' | 'sex'> & { months?: readonly number[] },
  person: Person,
  day: Day,
): boolean {
  const age = ageOn(day, person.birth)
  const [youngest = 0, oldest = 120] = course.ages
  if (age < youngest || age > oldest) return false
  if (course.sex !== '' && course.sex !== person.sex) return false
  return !course.months || course.months.length === 0 || course.months.includes(monthOf(day))
}
