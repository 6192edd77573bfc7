import { z } from 'zod'
import { MEASURES } from './measures.ts'

const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Day = z.iso.date()
const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)

/** Who must bring a milestone about, and to whom it is owed. */
export const ACTORS = ['practitioner', 'facility', 'department', 'ministry'] as const
export type Actor = (typeof ACTORS)[number]

export const Milestone = z.strictObject({
  id: Id,
  name: Words,
  measure: z.enum(MEASURES),
  targetPercent: z.number().min(1).max(100),
  owes: z.enum(ACTORS),
  owedTo: z.enum(ACTORS),
  /** The first day on which it is followed. */
  from: Day.optional(),
  /** The last day; absent where the instrument names none. */
  due: Day.optional(),
  instrument: z.string().min(1),
  article: z.string().min(1),
  /** A date that had passed before Mạch counted: whether it was kept on its day is not known, and nobody is reminded of it. */
  history: z.boolean().default(false),
  uncertain: z.string().optional(),
})
export type Milestone = z.infer<typeof Milestone>

const Days = z.array(z.int().positive().max(400))

/** A directive, plan or circular with its milestones, as data. */
export const Programme = z.strictObject({
  id: Id,
  name: Words,
  instrument: z.string().min(1),
  article: z.string().min(1),
  /** Absent where the scan does not show it. */
  issuedOn: Day.optional(),
  /** The authority that runs it. */
  ledBy: Words,
  /** The provinces it binds; absent: all. */
  provinces: z
    .array(z.string().regex(/^\d{2}$/))
    .min(1)
    .optional(),
  uncertain: z.string().optional(),
  /** Days before and after the last day at which a reminder is due; without a last day every so many days. */
  reminders: z.strictObject({ before: Days, after: Days, every: z.int().positive() }),
  /** So many days after the last day the Ministry is told of whoever is still behind. */
  escalation: z.strictObject({ afterDays: z.int().positive(), to: z.literal('ministry') }),
  milestones: z.array(Milestone).min(1),
})
export type Programme = z.infer<typeof Programme>

/** A milestone with the programme that it is of. */
export type Due = { readonly programme: Programme; readonly milestone: Milestone }

/** Whether a programme binds an authority: a province, 00 the Ministry, 97 the army, 98 the police. */
export function binds({ provinces }: Pick<Programme, 'provinces'>, authority: string): boolean {
  return provinces === undefined || provinces.includes(authority)
}
