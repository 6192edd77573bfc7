import { z } from 'zod'
import { ROLES } from '#vocabulary/caller'

const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Day = z.iso.date()

/** Who may take part: the roles of sign-in, and `system` for our own loops. */
const CASE_ROLES = [...ROLES, 'system'] as const

/**
 * How an actor stands to a case: the person it is about; who opened it; of the facility or the province that it was
 * put to; the platform's own office, for what was put to no facility; anywhere in the country; our own loops.
 */
const RELATIONS = [
  'subject',
  'opener',
  'facility',
  'province',
  'platform',
  'nation',
  'system',
] as const
export type Relation = (typeof RELATIONS)[number]

const Party = z.strictObject({
  roles: z.array(z.enum(CASE_ROLES)).min(1),
  relation: z.enum(RELATIONS),
  /** A reader only from the moment when the case has been in one of these states. */
  once: z.array(Name).optional(),
})
export type Party = z.infer<typeof Party>

const label = { label: Text, hint: Text.optional() }

/** Something that a step writes down. Lengths in characters. */
const Field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...label, min: z.int(), max: z.int().max(8000) }),
  z.strictObject({
    kind: z.literal('choice'),
    ...label,
    choices: z.array(z.strictObject({ code: Name, label: Text })).min(2),
  }),
  z.strictObject({ kind: z.literal('day'), ...label, past: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('moment'), ...label, past: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('count'), ...label, min: z.int(), max: z.int() }),
])
export type Field = z.infer<typeof Field>

const FieldUse = z.strictObject({ field: Name, required: z.boolean() })

const State = z.strictObject({
  name: Text,
  /** `open`: somebody must act; `waiting`: for a supplement; `closed`: nothing more happens. */
  kind: z.enum(['open', 'waiting', 'closed']),
  tone: z.enum(['good', 'warn', 'bad', 'note', 'plain']),
})

const Audience = z.enum(['subject', 'opener', 'facility', 'province', 'nation'])

const Step = z.strictObject({
  id: Name,
  name: Text,
  about: Text.optional(),
  tone: z.enum(['main', 'plain', 'danger']).default('plain'),
  from: z.array(Name).min(1),
  to: Name,
  by: z.array(Party).min(1),
  fields: z.array(FieldUse),
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
    states: z.record(Name, State),
    fields: z.record(Name, Field),
    steps: z.array(Step).min(1),
    clocks: z.array(Clock),
  })
  .superRefine((definition, issues) => {
    for (const message of faultsOf(definition)) issues.addIssue({ code: 'custom', message })
  })
export type CaseDefinition = z.infer<typeof CaseDefinition>

type Drawn = Pick<CaseDefinition, 'first' | 'open' | 'readers' | 'states' | 'fields' | 'steps'> & {
  readonly clocks: readonly ClockDefinition[]
}

/** What makes a definition unusable: a name that nothing carries, a state without a way in or out, a taker who may not read. */
function faultsOf({ first, open, readers, states, fields, steps, clocks }: Drawn): string[] {
  const stepIds = new Set(steps.map(({ id }) => id))
  const named = [
    first,
    ...steps.flatMap(({ from, to }) => [...from, to]),
    ...clocks.flatMap(({ startsIn, endsIn, pausesIn }) => [...startsIn, ...endsIn, ...pausesIn]),
    ...readers.flatMap(({ once }) => once ?? []),
  ]
  const used = [
    ...[...open.fields, ...steps.flatMap((step) => step.fields)].map(({ field }) => field),
    ...clocks.flatMap(({ countsFrom }) => countsFrom ?? []),
  ]
  const calls = clocks.flatMap(({ extension, escalates }) => [extension?.step, escalates])
  return [
    ...named.filter((state) => !(state in states)).map((state) => `no state ${state}`),
    ...used.filter((field) => !(field in fields)).map((field) => `no field ${field}`),
    ...calls.filter((id) => id !== undefined && !stepIds.has(id)).map((id) => `no step ${id}`),
    ...(stepIds.size === steps.length ? [] : ['two steps of one name']),
    ...Object.entries(states).flatMap(([id, { kind }]) => {
      const leaves = steps.some(({ from }) => from.includes(id))
      const reached = id === first || steps.some(({ to }) => to === id)
      return [
        ...(leaves === (kind !== 'closed') ? [] : [`state ${id} has a wrong way out`]),
        ...(reached ? [] : [`state ${id} has no way in`]),
      ]
    }),
    ...[...open.by, ...steps.flatMap((step) => step.by)]
      .filter(({ relation }) => relation !== 'system')
      .filter((taker) => !taker.roles.every((role) => canRead(readers, taker.relation, role)))
      .map(({ roles, relation }) => `${roles.join('/')} as ${relation} may act but not read`),
  ]
}

function canRead(readers: readonly Party[], relation: Relation, role: Party['roles'][number]) {
  return readers.some((reader) => reader.relation === relation && reader.roles.includes(role))
}
