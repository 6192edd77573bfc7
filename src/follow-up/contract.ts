import { z } from 'zod'
import { contract } from '#foundation/contract'

const Facility = z.strictObject({ code: z.string(), name: z.string() })

/** Enough of a person to know who is meant, and nothing of the record. */
const Patient = z.strictObject({
  person: z.string(),
  name: z.string(),
  /** `yyyy-mm-dd`, or only the year or month where no more is known. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
})
export type Patient = z.infer<typeof Patient>

const ReferredPatient = z.strictObject({
  patient: Patient,
  visit: z.string(),
  from: Facility,
  at: z.string(),
  /** Whether the person has come since. */
  arrived: z.boolean(),
})
export type ReferredPatient = z.infer<typeof ReferredPatient>

const DischargedPatient = z.strictObject({
  patient: Patient,
  visit: z.string(),
  from: Facility,
  at: z.string(),
  reExaminationOn: z.string().optional(),
})
export type DischargedPatient = z.infer<typeof DischargedPatient>

export const AppointmentState = z.enum(['upcoming', 'due', 'missed', 'kept'])
export type AppointmentState = z.infer<typeof AppointmentState>

const Appointment = z.strictObject({
  patient: Patient,
  visit: z.string(),
  on: z.string(),
  state: AppointmentState,
  /** Days since the appointed day; negative before it. */
  daysLate: z.number(),
})
export type Appointment = z.infer<typeof Appointment>

export const readFirstScreen = contract({
  method: 'GET',
  path: '/follow-up/first-screen',
  summary:
    'Who was referred to the caller’s facility, who went home to its commune, and whose re-examination is due or missed',
  right: 'follow-up.read',
  request: z.strictObject({}),
  response: z.strictObject({
    facility: Facility,
    /** The commune whose discharged inhabitants are listed; absent when the facility serves none. */
    commune: z.string().optional(),
    day: z.string(),
    referred: z.array(ReferredPatient),
    discharged: z.array(DischargedPatient),
    due: z.array(Appointment),
    missed: z.array(Appointment),
    /** How many days after the appointed day an appointment counts as missed. */
    graceDays: z.number(),
  }),
})

export const findPatients = contract({
  method: 'GET',
  path: '/follow-up/patients',
  summary:
    'Find a patient by number, or by name (accents optional) and birth date among those whom the caller’s facility has treated',
  right: 'patient.find',
  request: z.strictObject({
    number: z.string().trim().max(20).optional(),
    name: z.string().trim().max(100).optional(),
    /** `yyyy-mm-dd` or a year. */
    birthDate: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .optional(),
  }),
  response: z.strictObject({ patients: z.array(Patient) }),
})
