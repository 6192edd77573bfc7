import { z } from 'zod'
import { ROLES } from '#vocabulary/caller'
import { faultsOf } from './definition-faults.ts'

const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Day = z.iso.date()

/** Who may take part: the roles of sign-in, and `system` for our own loops. */
const CASE_ROLES = [...ROLES, 'practitioner', 'traditional-officer', 'system'] as const

/**
 * How an actor stands to a case: the person it is about, as a citizen or as a practitioner; who opened it; of the facility
 * that it was put to; of the authority that answers for it (a province, or the army, the police, the Ministry by its code);
 * the Ministry, for what the Ministry itself answers for; the platform's own office, for what was put to no facility;
 * anywhere in the country; our own loops.
 */
const RELATIONS = [
  'subject',
  'practitioner',
  'opener',
  'facility',
  'province',
  'ministry',
  'platform',
  'nation',
  'system',
] as const
export type Relation = (typeof RELATIONS)[number]

/** A word of a trait, as the case keeps it: a code of a list, never a person's name. */
const TraitValue = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/)

const Party = z.strictObject({
  roles: z.array(z.enum(CASE_ROLES)).min(1),
  relation: z.enum(RELATIONS),
  /** A reader only from the moment when the case has been in one of these states. */
  once: z.array(Name).optional(),
  /** A party only to cases that have these traits. */
  traits: z.record(Name, TraitValue).optional(),
})
export type Party = z.infer<typeof Party>

/** What must hold of a trait that the case was opened with, or of what stands in a field now; an empty field is no value. */
const Condition = z
  .strictObject({
    trait: Name.optional(),
    field: Name.optional(),
    is: z.array(z.string()).min(1).optional(),
    isNot: z.array(z.string()).min(1).optional(),
  })
  .refine(({ trait, field }) => (trait === undefined) !== (field === undefined), 'one subject')
  .refine((one) => (one.is === undefined) !== (one.isNot === undefined), 'is or isNot')
export type Condition = z.infer<typeof Condition>

const when = { when: z.array(Condition).optional() }

const label = { label: Text, hint: Text.optional() }

/** Something that a step writes down. Lengths in characters. */
const Field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...label, min: z.int(), max: z.int().max(8000) }),
  z.strictObject({
    kind: z.literal('choice'),
    ...label,
    choices: z
      .array(
        z.strictObject({
          code: Name,
          label: Text,
          /** Who alone may choose it; absent: whoever writes the field. */
          by: z.array(z.enum(CASE_ROLES)).min(1).optional(),
        }),
      )
      .min(2),
  }),
  z.strictObject({
    kind: z.literal('day'),
    ...label,
    past: z.boolean().default(false),
    /** Not before the day that another field tells. */
    notBefore: Name.optional(),
  }),
  z.strictObject({ kind: z.literal('moment'), ...label, past: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('count'), ...label, min: z.int(), max: z.int() }),
  /** A declaration that somebody makes in the own name: `yes` or nothing. */
  z.strictObject({ kind: z.literal('accept'), ...label }),
])
export type Field = z.infer<typeof Field>

const FieldUse = z.strictObject({
  field: Name,
  required: z.boolean(),
  /** Whether the form begins with what stands there now. */
  keeps: z.boolean().optional(),
  ...when,
})
export type FieldUse = z.infer<typeof FieldUse>

/** A kind of file that a case can hold. Sizes in bytes; the longest is 10 MiB, so that a call is over in seconds. */
const Attachment = z.strictObject({
  label: Text,
  hint: Text.optional(),
  accepts: z.array(z.enum(['application/pdf', 'image/jpeg', 'image/png'])).min(1),
  bytesMax: z
    .int()
    .positive()
    .max(10 * 1_048_576),
  countMax: z.int().min(1).max(10),
  uncertain: z.string().optional(),
})
export type Attachment = z.infer<typeof Attachment>

/** A kind of file that must, or may, lie in the case when a step is taken; whoever may take the step may put it there. */
const AttachmentUse = z.strictObject({ attachment: Name, required: z.boolean(), ...when })

/** What a case carries in clear from its opening, for conditions and for the filters of a queue. */
const Trait = z.strictObject({
  label: Text,
  required: z.boolean(),
  /** Absent: any code. */
  choices: z.array(z.strictObject({ code: TraitValue, label: Text })).optional(),
})

const State = z.strictObject({
  name: Text,
  /** `open`: somebody must act; `waiting`: for a supplement; `closed`: nothing more happens. */
  kind: z.enum(['open', 'waiting', 'closed']),
  tone: z.enum(['good', 'warn', 'bad', 'note', 'plain']),
})

const Audience = z.enum(['subject', 'practitioner', 'opener', 'facility', 'province', 'nation'])
export type Audience = z.infer<typeof Audience>

const Step = z.strictObject({
  id: Name,
  name: Text,
  about: Text.optional(),
  tone: z.enum(['main', 'plain', 'danger']).default('plain'),
  from: z.array(Name).min(1),
  to: Name,
  by: z.array(Party).min(1),
  ...when,
  /** Steps that must have been taken since the case came into the states from which this one is taken. */
  after: z.array(z.strictObject({ step: Name, ...when })).default([]),
  /** Not by whoever took one of these steps in this case: who enters, checks and decides are different people. */
  apart: z.array(Name).default([]),
  /** It cannot be undone, or weighs as much: whoever takes it proves just before who they are. */
  stepUp: z.boolean().default(false),
  /** How often it may be taken; a stay is the time since the case came into the states from which it is taken. */
  atMost: z
    .strictObject({ times: z.int().positive(), within: z.enum(['case', 'stay']) })
    .optional(),
  /** Whether it may be taken in many cases with one call. */
  bulk: z.boolean().default(false),
  fields: z.array(FieldUse),
  attachments: z.array(AttachmentUse).default([]),
  /** Sends the case back, naming every defect at its field. */
  returns: z.boolean().default(false),
  /** Who may return a case again for something that was there the first time. */
  againBy: z.array(Party).default([]),
  tells: z.array(Audience).default([]),
})
export type Step = z.infer<typeof Step>

const Term = z.strictObject({
  kind: z.enum(['hours', 'calendar-days', 'working-days', 'months']),
  count: z.int().positive(),
})
export type Term = z.infer<typeof Term>

const Clock = z.strictObject({
  id: Name,
  name: Text,
  /** The clock starts when the case first comes into one of these states, and ends at the first of the others. */
  startsIn: z.array(Name).min(1),
  endsIn: z.array(Name).min(1),
  pausesIn: z.array(Name).default([]),
  term: Term,
  /** The field, of a day or a moment, from which the term counts; absent: from the step itself. */
  countsFrom: Name.optional(),
  /** One extension: the step that takes it, and the whole count with it. */
  extension: z.strictObject({ step: Name, count: z.int().positive() }).optional(),
  nearHours: z.int().nonnegative(),
  /** Who is reminded when the end is near. */
  reminds: z.array(Audience).default([]),
  /** The step that our own loop takes when the term has ended. */
  escalates: Name.optional(),
  instrument: z.string().min(1),
  article: z.string().min(1),
  uncertain: z.string().optional(),
})
export type ClockDefinition = z.infer<typeof Clock>

/** One kind of work that passes between people, as data. A case keeps the version under which it was opened. */
export const CaseDefinition = z
  .strictObject({
    id: Name,
    version: z.int().positive(),
    name: Text,
    about: Text,
    validFrom: Day,
    validTo: Day.optional(),
    instrument: z.string().min(1),
    article: z.string().min(1),
    uncertain: z.string().optional(),
    first: Name,
    open: z.strictObject({
      by: z.array(Party).min(1),
      fields: z.array(FieldUse),
      tells: z.array(Audience).default([]),
    }),
    readers: z.array(Party).min(1),
    traits: z.record(Name, Trait).default({}),
    /** Where a return may point beyond the fields: a list of places handed in, and the field that tells which version of them. */
    places: z.strictObject({ list: Name, version: Name }).optional(),
    states: z.record(Name, State),
    fields: z.record(Name, Field),
    /** The fields by which a list tells cases of this kind apart, where no facility or practitioner of the case does. */
    namedBy: z.array(Name).default([]),
    attachments: z.record(Name, Attachment).default({}),
    steps: z.array(Step).min(1),
    clocks: z.array(Clock),
  })
  .superRefine((definition, issues) => {
    for (const message of faultsOf(definition)) issues.addIssue({ code: 'custom', message })
  })
export type CaseDefinition = z.infer<typeof CaseDefinition>
