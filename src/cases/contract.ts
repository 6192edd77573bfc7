import { z } from 'zod'
import { contract } from '#foundation/contract'

const Text = z.strictObject({ vi: z.string(), en: z.string() })
const Tone = z.enum(['good', 'warn', 'bad', 'note', 'plain'])
const State = z.strictObject({
  id: z.string(),
  name: Text,
  kind: z.enum(['open', 'waiting', 'closed']),
  tone: Tone,
})

export const ClockView = z.strictObject({
  id: z.string(),
  name: Text,
  startedAt: z.string(),
  due: z.string().optional(),
  state: z.enum(['on-time', 'near', 'late', 'paused']),
  running: z.boolean(),
  source: z.string(),
  uncertain: z.string().optional(),
})
export type ClockView = z.infer<typeof ClockView>

/** One field that a step asks for, with its limits. */
export const FieldForm = z.strictObject({
  field: z.string(),
  label: Text,
  hint: Text.optional(),
  required: z.boolean(),
  kind: z.enum(['text', 'choice', 'day', 'moment', 'count']),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(z.strictObject({ code: z.string(), label: Text })).optional(),
})
export type FieldForm = z.infer<typeof FieldForm>

/** A button: one step that the caller may take now. */
export const StepForm = z.strictObject({
  id: z.string(),
  name: Text,
  about: Text.optional(),
  tone: z.enum(['main', 'plain', 'danger']),
  to: Text,
  fields: z.array(FieldForm),
  returns: z.boolean(),
})
export type StepForm = z.infer<typeof StepForm>

const Line = {
  case: z.string(),
  definition: z.string(),
  name: Text,
  state: State,
  openedAt: z.string(),
  closedAt: z.string().optional(),
  clock: ClockView.optional(),
  facility: z.strictObject({ code: z.string(), name: z.string() }).optional(),
  province: z.string().optional(),
  /** Whether something happened that nobody of the caller's side has looked at. */
  isNew: z.boolean(),
}
export const CaseLine = z.strictObject(Line)
export type CaseLine = z.infer<typeof CaseLine>

const Shown = z.strictObject({
  field: z.string(),
  label: Text,
  value: z.string(),
  text: Text.optional(),
})

const TimelineStep = z.strictObject({
  position: z.number(),
  name: Text,
  state: State,
  at: z.string(),
  by: z.strictObject({
    name: z.string(),
    role: z.string(),
    facility: z.string().optional(),
    own: z.boolean(),
  }),
  fields: z.array(Shown),
  defects: z.array(z.strictObject({ field: z.string(), label: Text, reason: z.string() })),
  /** The key of the case is gone: what was written cannot be read any more. */
  erased: z.boolean(),
})

export const CaseView = z.strictObject({
  ...Line,
  position: z.number(),
  about: Text,
  source: z.string(),
  uncertain: z.string().optional(),
  facts: z.array(z.strictObject({ label: Text, value: z.string(), text: Text.optional() })),
  timeline: z.array(TimelineStep),
  clocks: z.array(ClockView),
  steps: z.array(StepForm),
  /** What stands in each field that a return may name. */
  fields: z.array(Shown),
})
export type CaseView = z.infer<typeof CaseView>

export const CaseFilter = z.strictObject({
  standing: z.enum(['open', 'closed']).optional(),
  definition: z.string().max(40).optional(),
  clock: z.enum(['late', 'near']).optional(),
  after: z.string().max(80).optional(),
})
export type CaseFilter = z.infer<typeof CaseFilter>

export const listCases = contract({
  method: 'GET',
  path: '/cases',
  summary: 'The cases that concern the caller: open ones by their nearest end, or closed ones',
  right: 'case.read',
  request: CaseFilter,
  response: z.strictObject({
    cases: z.array(CaseLine),
    /** The kinds of cases that the caller's role can meet, for the filter. */
    kinds: z.array(z.strictObject({ id: z.string(), name: Text })),
    /** Where the next page begins. */
    after: z.string().optional(),
  }),
})

export const readCase = contract({
  method: 'GET',
  path: '/cases/:case',
  summary: 'One case: what happened, what is due, and which steps the caller may take',
  right: 'case.read',
  request: z.strictObject({ case: z.string() }),
  response: CaseView,
})

/** Characters that one field may have at most; a definition says less. */
const VALUE_MAX = 8_000
const FIELDS_MAX = 60

export const FieldsGiven = z
  .record(z.string().max(40), z.string().max(VALUE_MAX))
  .refine((fields) => Object.keys(fields).length <= FIELDS_MAX)

export const takeStep = contract({
  method: 'POST',
  path: '/cases/:case/steps/:step',
  summary: 'Take one step of a case',
  right: 'case.step',
  request: z.strictObject({
    case: z.string(),
    step: z.string(),
    /** The position that the caller saw. */
    position: z.number().int(),
    fields: FieldsGiven.default({}),
    defects: z
      .array(
        z.strictObject({ field: z.string().max(40), reason: z.string().trim().min(3).max(500) }),
      )
      .max(FIELDS_MAX)
      .default([]),
  }),
  response: z.strictObject({ case: z.string(), position: z.number() }),
})
