import { z } from 'zod'

export const Text = z.strictObject({ vi: z.string(), en: z.string() })
const Tone = z.enum(['good', 'warn', 'bad', 'note', 'plain'])
export const State = z.strictObject({
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

/** What must stand in another field of the same form for something to be asked. */
const FieldCondition = z.strictObject({
  field: z.string(),
  is: z.array(z.string()).optional(),
  isNot: z.array(z.string()).optional(),
})
export type FieldCondition = z.infer<typeof FieldCondition>

/** One field that a step asks for, with its limits. */
export const FieldForm = z.strictObject({
  field: z.string(),
  label: Text,
  hint: Text.optional(),
  required: z.boolean(),
  kind: z.enum(['text', 'choice', 'day', 'moment', 'count', 'accept']),
  /** What stands there now, where the form begins with it. */
  value: z.string().optional(),
  /** Asked for only while all of these hold. */
  when: z.array(FieldCondition).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(z.strictObject({ code: z.string(), label: Text })).optional(),
})
export type FieldForm = z.infer<typeof FieldForm>

/** A kind of paper that a step needs or takes, with its limits. */
const AttachmentForm = z.strictObject({
  attachment: z.string(),
  label: Text,
  hint: Text.optional(),
  required: z.boolean(),
  when: z.array(FieldCondition).optional(),
  accepts: z.array(z.string()),
  bytesMax: z.number(),
  countMax: z.number(),
})
export type AttachmentForm = z.infer<typeof AttachmentForm>

/** A button: one step that the caller may take now. */
export const StepForm = z.strictObject({
  id: z.string(),
  name: Text,
  about: Text.optional(),
  tone: z.enum(['main', 'plain', 'danger']),
  to: Text,
  fields: z.array(FieldForm),
  attachments: z.array(AttachmentForm),
  returns: z.boolean(),
  bulk: z.boolean(),
})
export type StepForm = z.infer<typeof StepForm>

const Shown = z.strictObject({
  field: z.string(),
  label: Text,
  value: z.string(),
  text: Text.optional(),
})

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
  /** Of the practitioner whom it is about: the name where it is known, and the end of the number. */
  practitioner: z.strictObject({ name: z.string().optional(), number: z.string() }).optional(),
  /** What was asked for, as it was written, and by whom, where a case names neither facility nor practitioner of its own. */
  named: z.array(z.string()).optional(),
  position: z.number(),
  traits: z.array(Shown),
  /** The steps that the caller may take in many cases at once, as far as a list can tell. */
  bulk: z.array(z.string()),
  /** Whether something happened that nobody of the caller's side has looked at. */
  isNew: z.boolean(),
}
export const CaseLine = z.strictObject(Line)
export type CaseLine = z.infer<typeof CaseLine>

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
  about: Text,
  source: z.string(),
  uncertain: z.string().optional(),
  facts: z.array(z.strictObject({ label: Text, value: z.string(), text: Text.optional() })),
  timeline: z.array(TimelineStep),
  clocks: z.array(ClockView),
  steps: z.array(StepForm),
  /** Steps that are the caller's here and cannot be taken yet, or any more: what stands in their way. */
  blocked: z.array(
    z.strictObject({
      id: z.string(),
      name: Text,
      why: z.enum(['condition', 'after', 'apart', 'spent']),
      /** The step that it waits for, or that the caller took. */
      step: Text.optional(),
    }),
  ),
  /** Reviewers who must agree before the case goes on, and whether they have. */
  reviews: z.array(
    z.strictObject({
      step: z.string(),
      name: Text,
      done: z.strictObject({ by: z.string(), at: z.string() }).optional(),
    }),
  ),
  attachments: z.array(
    z.strictObject({
      attachment: z.string(),
      label: Text,
      digest: z.string(),
      name: z.string(),
      contentType: z.string(),
      bytes: z.number(),
      at: z.string(),
      by: z.string(),
      /** Whether the caller may take it out again. */
      removable: z.boolean(),
    }),
  ),
  /** The list of places to which a return may point beyond the fields. */
  places: z.string().optional(),
  /** What stands in each field that a return may name. */
  fields: z.array(Shown),
})
export type CaseView = z.infer<typeof CaseView>
