import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { CaseLine, CaseView, State, StepForm, Text } from './case-shapes.ts'

export { CaseLine, CaseView, ClockView, FieldForm, StepForm } from './case-shapes.ts'
export type { AttachmentForm, FieldCondition } from './case-shapes.ts'

const Code = z.string().max(40)

const QueueFilter = {
  definition: Code.optional(),
  state: Code.optional(),
  /** The form of a facility, or the title of a practitioner. */
  type: Code.optional(),
  /** Open for at least so many days. */
  olderThan: z.coerce.number().int().min(0).max(3_650).optional(),
  clock: z.enum(['late', 'near']).optional(),
}

export const CaseFilter = z.strictObject({
  standing: z.enum(['open', 'closed']).optional(),
  ...QueueFilter,
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
    /** The kinds of cases that the caller's role can meet, for the filter, with their states. */
    kinds: z.array(
      z.strictObject({
        id: z.string(),
        name: Text,
        states: z.array(z.strictObject({ id: z.string(), name: Text })),
      }),
    ),
    /** The forms of the steps that the lines of this page offer in bulk. */
    bulk: z.array(z.strictObject({ definition: z.string(), form: StepForm })),
    /** Where the next page begins. */
    after: z.string().optional(),
  }),
})

export const countCases = contract({
  method: 'GET',
  path: '/cases/counts',
  summary:
    'How many open cases concern the caller, by kind and state, and how many of them are late',
  right: 'case.read',
  request: z.strictObject({ definition: Code.optional(), type: Code.optional() }),
  response: z.strictObject({
    counts: z.array(
      z.strictObject({
        definition: z.string(),
        name: Text,
        state: State,
        open: z.number(),
        late: z.number(),
      }),
    ),
  }),
})

/** Cases of one sample: what a working group looks through in a day. */
const SAMPLE_MAX = 200

export const sampleCases = contract({
  method: 'GET',
  path: '/cases/sample',
  summary:
    'A random sample of the cases that concern the caller; the same seed draws the same sample again',
  right: 'case.read',
  request: z.strictObject({
    definition: Code,
    state: Code.optional(),
    type: Code.optional(),
    standing: z.enum(['open', 'closed']).default('closed'),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    size: z.coerce.number().int().min(1).max(SAMPLE_MAX),
    seed: z.string().trim().min(4).max(40),
  }),
  response: z.strictObject({
    /** How many there were to draw from. */
    from: z.number(),
    cases: z.array(CaseLine),
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

/** Characters of a place to which a return points: a field, or section, field and statement of a profile. */
const PLACE_MAX = 100
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
        z.strictObject({
          field: z.string().max(PLACE_MAX),
          reason: z.string().trim().min(3).max(500),
        }),
      )
      .max(FIELDS_MAX)
      .default([]),
  }),
  response: z.strictObject({ case: z.string(), position: z.number() }),
})

/** Cases that one call may move: a page of the queue. */
export const BULK_MAX = 50

export const takeSteps = contract({
  method: 'POST',
  path: '/cases/steps',
  summary:
    'Take the same step in many cases; each has its own outcome, and one that is refused hinders none',
  right: 'case.step',
  request: z.strictObject({
    definition: Code,
    step: Code,
    cases: z
      .array(z.strictObject({ case: z.string().max(40), position: z.number().int() }))
      .min(1)
      .max(BULK_MAX),
    fields: FieldsGiven.default({}),
  }),
  response: z.strictObject({
    outcomes: z.array(
      z.strictObject({
        case: z.string(),
        position: z.number().optional(),
        /** Why it was not taken, by code; texts are the same as of a single step. */
        problems: z
          .array(z.strictObject({ code: z.string(), at: z.string().optional(), message: Text }))
          .optional(),
      }),
    ),
  }),
})

/** The longest file that any definition takes: 10 MiB. */
const ATTACHMENT_BYTES_MAX = 10 * 1_048_576

export const attach = bytesContract({
  method: 'POST',
  path: '/cases/:case/attachments/:kind',
  summary: 'Put a paper into a case; it is scanned, and kept encrypted under the key of the case',
  right: 'case.step',
  requestBytesMax: ATTACHMENT_BYTES_MAX,
  accepts: ['application/pdf', 'image/jpeg', 'image/png', 'application/octet-stream'],
  request: z.strictObject({
    case: z.string(),
    kind: Code,
    name: z.string().trim().min(1).max(200).default('tep'),
  }),
})

const Digest = z.string().regex(/^[0-9a-f]{64}$/)

export const readAttachment = bytesContract({
  method: 'GET',
  path: '/cases/:case/attachments/:kind/:digest',
  summary: 'A paper of a case, for whoever may read the case',
  right: 'case.read',
  accepts: [],
  request: z.strictObject({ case: z.string(), kind: Code, digest: Digest }),
})

export const detach = contract({
  method: 'POST',
  path: '/cases/:case/attachments/:kind/:digest/remove',
  summary: 'Take a paper out of a case again, before the next step',
  right: 'case.step',
  request: z.strictObject({ case: z.string(), kind: Code, digest: Digest }),
  response: z.strictObject({ case: z.string() }),
})
