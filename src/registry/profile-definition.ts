import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Profile, SubjectKind } from './profile.ts'

const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Name = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
const Day = z.iso.date()

/** Who may see a field: anybody once published; officers and the facility concerned; the subject and those who review it. */
const SENSITIVITIES = ['public', 'official', 'private'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

/** Who may write a section. `authority`: decisions of a health department or the Ministry; `process`: what a step of a case brings about. */
const WRITERS = ['practitioner', 'facility', 'authority', 'process'] as const
export type Writer = (typeof WRITERS)[number]

/** Schemes of numbers that name one subject, or one paper, alone. */
export const SCHEMES = [
  'personal-id',
  'foreign-document',
  'practice-licence',
  'facility-code',
  'gln',
  'organisation-eid',
  'operating-licence',
] as const
export type Scheme = (typeof SCHEMES)[number]

const Required = z.strictObject({
  /** Law's first day. */
  from: Day,
  to: Day.optional(),
  /** Only where the first statement of this section holds one of these values in this field. */
  when: z.strictObject({ section: Name, field: Name, in: z.array(z.string()).min(1) }).optional(),
  source: z.string().min(1).optional(),
  uncertain: z.string().optional(),
})

const common = {
  label: Text,
  hint: Text.optional(),
  /** Absent: never asked for. */
  required: Required.optional(),
  sensitivity: z.enum(SENSITIVITIES),
  /** After how many days the value is to be confirmed again. */
  reviewDays: z.int().positive().optional(),
  /** Instrument, article or annex. */
  source: z.string().min(1),
  uncertain: z.string().optional(),
  /** The name of the field in the insurance's lists, where it has one. */
  official: z.string().optional(),
}

const Field = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    ...common,
    /** Characters. */
    maxLength: z.int().positive().max(4000),
    pattern: z.string().optional(),
    /** A form that is usual but not required: only ever a warning. */
    usual: z.string().optional(),
    scheme: z.enum(SCHEMES).optional(),
  }),
  z.strictObject({ type: z.literal('code'), ...common, list: Name }),
  z.strictObject({ type: z.literal('codes'), ...common, list: Name, max: z.int().positive() }),
  z.strictObject({ type: z.literal('day'), ...common, past: z.boolean().default(false) }),
  z.strictObject({
    type: z.literal('number'),
    ...common,
    min: z.number(),
    max: z.number(),
    whole: z.boolean().default(true),
  }),
  z.strictObject({ type: z.literal('yes-no'), ...common }),
  z.strictObject({ type: z.literal('slots'), ...common, max: z.int().positive() }),
])
export type FieldDefinition = z.infer<typeof Field>

const Section = z.strictObject({
  label: Text,
  about: Text.optional(),
  cardinality: z.enum(['one', 'many']),
  /** Whether its statements have a first and a last day. `one` and dated: one at a time. */
  dated: z.boolean(),
  /** Whether a first day must be given. */
  fromRequired: z.boolean().default(false),
  /** At least one statement of it is asked for. */
  required: Required.optional(),
  writers: z.array(z.enum(WRITERS)).min(1),
  /** How many statements of it one profile may hold. */
  max: z.int().positive(),
  source: z.string().min(1),
  uncertain: z.string().optional(),
  fields: z.record(Name, Field),
})
export type SectionDefinition = z.infer<typeof Section>

const Choice = z.strictObject({
  code: z.string().min(1),
  label: Text,
  from: Day.optional(),
  to: Day.optional(),
  uncertain: z.string().optional(),
  /** Of kinds of registration: whether its hours may stand beside those at another facility. */
  mayOverlap: z.boolean().optional(),
})

const ChoiceList = z.strictObject({
  source: z.string().min(1),
  uncertain: z.string().optional(),
  /** The list of `#terminology` that holds the codes; then none stand here. */
  terminology: Name.optional(),
  codes: z.array(Choice),
})

const Definition = z
  .strictObject({
    kind: z.enum(['facility', 'practitioner']),
    version: z.int().positive(),
    title: Text,
    asOf: Day,
    lists: z.record(Name, ChoiceList),
    sections: z.record(Name, Section),
  })
  .superRefine((definition, issues) => {
    for (const [section, { fields }] of Object.entries(definition.sections))
      for (const [name, field] of Object.entries(fields))
        if ('list' in field && !(field.list in definition.lists))
          issues.addIssue({ code: 'custom', message: `${section}.${name}: no list ${field.list}` })
  })

/** What a kind of profile consists of: sections, fields and the law behind each, as data. */
export type ProfileDefinition = z.infer<typeof Definition>

export type ProfileDefinitions = Readonly<Record<SubjectKind, ProfileDefinition>>

/** Reads `catalogues/registry`. Throws with every fault of a faulty file: that is a mistake of ours. */
export function readProfileDefinitions(): ProfileDefinitions {
  return { facility: readOne('facility'), practitioner: readOne('practitioner') }
}

function readOne(kind: SubjectKind): ProfileDefinition {
  const file = new URL(`../../catalogues/registry/${kind}.json`, import.meta.url)
  const read = Definition.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`catalogues/registry/${kind}.json: ${faults.join('; ')}`)
}

/** Whether something is asked for of this profile on a day. `profile` is as it stands that day. */
export function isRequired(
  required: FieldDefinition['required'],
  profile: Profile,
  day: string,
): boolean {
  if (required === undefined || day < required.from) return false
  if (required.to !== undefined && day > required.to) return false
  const { when } = required
  if (when === undefined) return true
  const first = profile.statements.find(({ section }) => section === when.section)
  const value = first?.values[when.field]
  return typeof value === 'string' && when.in.includes(value)
}
