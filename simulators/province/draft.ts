import type { Day, Minute } from './calendar.ts'
import type { Facility, StaffMember, StockedDrug, StockedSupply } from './facilities.ts'
import type { IndexResult } from './lab-values.ts'
import type { Person } from './people.ts'
import type { ServiceKind } from './province-data.ts'
import type { Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'

export type DrugLine = {
  readonly drug: StockedDrug
  readonly perTime: number
  readonly times: number
  readonly days: number
  readonly ward: string
  readonly doctor: StaffMember
  readonly ordered: Minute
  readonly done: Minute
}

export type ServiceLine = {
  readonly service?: ServiceKind
  readonly supply?: StockedSupply
  /** G1, G2 … for a supply and its service. */
  readonly packageCode: string
  readonly quantity: number
  readonly serviceRate: number
  readonly ward: string
  readonly bed: string
  readonly doctor: StaffMember
  readonly performers: readonly StaffMember[]
  readonly ordered: Minute
  readonly done: Minute
  readonly ended: Minute | undefined
  readonly machine: string
  readonly anaesthesia: string
}

export type ResultLine = IndexResult & {
  readonly service: string
  readonly at: Minute
  readonly reader: StaffMember
}

export type NoteLine = {
  readonly text: string
  readonly consultation: string
  readonly operation: string
  readonly at: Minute
  readonly authors: readonly StaffMember[]
}

/** One visit as the hospital's own system holds it before it writes the dossier. */
export type Draft = {
  readonly plan: VisitPlan
  readonly person: Person
  readonly facility: Facility
  readonly random: Random
  /** MA_LK. */
  readonly linkCode: string
  readonly serial: string
  readonly arrived: Minute
  readonly admitted: Minute | undefined
  /** When the patient left; after this the dossier is sent. */
  readonly left: Minute
  /** NGAY_RA: with a long supply of drugs the last day of use. */
  readonly ended: Minute
  /** The day by which codes and rules are chosen. */
  readonly ruleDay: Day
  readonly form: string
  readonly category: string
  readonly wards: readonly string[]
  readonly doctor: StaffMember
  readonly treatmentDays: number
  readonly main: string
  readonly others: readonly string[]
  readonly traditional: readonly string[]
  readonly procedures: readonly string[]
  readonly reason: string
  readonly admissionReason: string
  readonly diagnosisIn: string
  readonly diagnosisOut: string
  readonly treatment: string
  readonly advice: string
  readonly outcome: string
  readonly discharge: string
  readonly accident: string
  readonly history: string
  readonly leaveDays: number
  readonly restDays: number
  readonly drugs: readonly DrugLine[]
  readonly services: readonly ServiceLine[]
  readonly results: readonly ResultLine[]
  readonly notes: readonly NoteLine[]
}

/** The medical part of a visit; the rest follows from plan and calendar. */
export type Story = Omit<
  Draft,
  'plan' | 'person' | 'facility' | 'random' | 'linkCode' | 'serial' | 'ruleDay' | 'category'
>
