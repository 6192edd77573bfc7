import { z } from 'zod'

/**
 * How the book looks, to its owner and to a doctor alike.
 * Days are `yyyy-mm-dd`; instants are ISO 8601; what is unknown is absent.
 */

export const Facility = z.strictObject({ code: z.string(), name: z.string() })
export type Facility = z.infer<typeof Facility>

/** A code with its official words and, where there are any, plain ones. */
export const Coded = z.strictObject({
  code: z.string(),
  name: z.string(),
  /** What a neighbour would call it. */
  plain: z.string().optional(),
})
export type Coded = z.infer<typeof Coded>

export const Person = z.strictObject({
  name: z.string(),
  /** `yyyy-mm-dd`, or shorter where no more is known. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  citizenNumber: z.string().optional(),
  patientNumbers: z.array(z.string()),
  address: z.string().optional(),
  phone: z.string().optional(),
  ethnicGroup: z.string().optional(),
  occupation: z.string().optional(),
  nationality: z.string().optional(),
})
export type Person = z.infer<typeof Person>

export const Insurance = z.strictObject({
  card: z.string(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  registeredAt: Facility.optional(),
  /** The day of the visit that named the card: the book does not ask the insurance. */
  seenOn: z.string(),
})
export type Insurance = z.infer<typeof Insurance>

export const Measurement = z.strictObject({
  code: z.string(),
  name: z.string(),
  plain: z.string().optional(),
  value: z.string(),
  unit: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  flag: z.enum(['low', 'high']).optional(),
  at: z.string().optional(),
  conclusion: z.string().optional(),
  description: z.string().optional(),
})
export type Measurement = z.infer<typeof Measurement>

export const LongCourse = z.strictObject({
  code: z.string(),
  name: z.string(),
  plain: z.string().optional(),
  /** Whether it is a disease that stays, by its code, or merely came more than once. */
  chronic: z.boolean(),
  /** Absent when no visit of it has a day that can be read. */
  firstOn: z.string().optional(),
  lastOn: z.string().optional(),
  visits: z.number(),
})
export type LongCourse = z.infer<typeof LongCourse>

export const PaperEntry = z.strictObject({
  kind: z.enum(['discharge', 'referral', 're-examination', 'record-summary', 'visit']),
  visit: z.string(),
  facility: Facility,
  on: z.string(),
  number: z.string().optional(),
})
export type PaperEntry = z.infer<typeof PaperEntry>

export const VisitLine = z.strictObject({
  id: z.string(),
  facility: Facility,
  start: z.string(),
  end: z.string().optional(),
  formOfCare: Coded.optional(),
  reason: z.string().optional(),
  diagnosis: Coded.optional(),
  outcome: Coded.optional(),
  /** Of a class that only the person and the treating facility see. */
  sensitive: z.boolean(),
  /** The facility has still to mend the dossier that this comes from (còn lỗi). */
  withErrors: z.boolean(),
  medicines: z.number(),
  results: z.number(),
  papers: z.array(PaperEntry),
})
export type VisitLine = z.infer<typeof VisitLine>

export const SuppliedMedicine = z.strictObject({
  name: z.string(),
  strength: z.string().optional(),
  route: z.string().optional(),
  /** As the doctor wrote it. */
  dose: z.string().optional(),
  quantity: z.string().optional(),
  days: z.number().optional(),
  suppliedOn: z.string().optional(),
})
export type SuppliedMedicine = z.infer<typeof SuppliedMedicine>

export const ResultGroup = z.strictObject({
  title: z.string(),
  lines: z.array(Measurement),
})
export type ResultGroup = z.infer<typeof ResultGroup>

export const Costs = z.strictObject({
  total: z.number(),
  insurance: z.number(),
  copayment: z.number(),
  self: z.number(),
  other: z.number(),
})
export type Costs = z.infer<typeof Costs>

export const Visit = z.strictObject({
  id: z.string(),
  person: Person,
  facility: Facility,
  start: z.string(),
  end: z.string().optional(),
  /** One paragraph: who, where, why, what was found, what comes next. */
  plainWords: z.string(),
  plainWordsEn: z.string(),
  formOfCare: Coded.optional(),
  wards: z.array(z.string()),
  doctors: z.array(z.strictObject({ name: z.string(), licence: z.string().optional() })),
  reason: z.string().optional(),
  admissionDiagnosis: z.string().optional(),
  diagnosis: z.string().optional(),
  diagnoses: z.array(Coded),
  treatment: z.string().optional(),
  procedures: z.array(z.strictObject({ name: z.string(), on: z.string().optional() })),
  medicines: z.array(SuppliedMedicine),
  results: z.array(ResultGroup),
  vitals: z.array(Measurement),
  outcome: Coded.optional(),
  discharge: Coded.optional(),
  advice: z.string().optional(),
  reExaminationOn: z.string().optional(),
  referredTo: Facility.optional(),
  costs: Costs.optional(),
  papers: z.array(PaperEntry),
  sensitive: z.boolean(),
  withErrors: z.boolean(),
  /** Medicines, results and procedures that the visit has beyond the thousand of a kind shown here. */
  leftOut: z.number().optional(),
  /** Where all this comes from. */
  source: z.strictObject({
    linkCode: z.string(),
    receivedAt: z.string(),
    ruleSet: z.string().optional(),
  }),
})
export type Visit = z.infer<typeof Visit>

export const Summary = z.strictObject({
  person: Person,
  insurance: z.array(Insurance),
  bloodGroup: z.strictObject({ value: z.string(), facility: Facility, on: z.string() }).optional(),
  /** Empty means that nothing is known, not that there is none. */
  allergies: z.array(z.strictObject({ text: z.string(), facility: Facility, on: z.string() })),
  conditions: z.array(LongCourse),
  vitals: z.array(Measurement),
  reExaminations: z.array(
    z.strictObject({ on: z.string(), facility: Facility, visit: z.string() }),
  ),
  /** Medicines supplied at the newest visits; says nothing about what is taken. */
  recentMedicines: z.array(
    z.strictObject({ ...SuppliedMedicine.shape, facility: Facility, visit: z.string() }),
  ),
  visits: z.number(),
  firstOn: z.string().optional(),
  lastOn: z.string().optional(),
})
export type Summary = z.infer<typeof Summary>

export const LabSeries = z.strictObject({
  code: z.string(),
  name: z.string(),
  plain: z.string().optional(),
  unit: z.string().optional(),
  points: z.array(
    z.strictObject({
      at: z.string(),
      value: z.number(),
      low: z.number().optional(),
      high: z.number().optional(),
      facility: Facility,
      visit: z.string(),
    }),
  ),
})
export type LabSeries = z.infer<typeof LabSeries>

export const AccessEntry = z.strictObject({
  position: z.number(),
  at: z.string(),
  action: z.string(),
  what: z.string(),
  /** Who acted, in which part, for which facility. */
  name: z.string(),
  role: z.string(),
  facility: Facility.optional(),
  purpose: z.string().optional(),
  ground: z.string().optional(),
  visit: z.string().optional(),
  /** The app or tool through which it was done, when it was not our own portal. */
  through: z.string().optional(),
  /** One's own reading, at the portal. */
  own: z.boolean(),
})
export type AccessEntry = z.infer<typeof AccessEntry>

export const RecordPass = z.strictObject({ pass: z.string(), expiresAt: z.string() })
export type RecordPass = z.infer<typeof RecordPass>
