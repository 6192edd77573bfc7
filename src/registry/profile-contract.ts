import { z } from 'zod'
import { contract } from '#foundation/contract'
import { DATA_STATES } from './data-state.ts'

const Text = z.object({ vi: z.string(), en: z.string() })
const Day = z.iso.date()

/** Changes that one call may bring; lists come as workbooks. */
const CHANGES_MAX = 500
const VALUE_MAX = 4_000

const SlotGiven = z.strictObject({
  days: z.array(z.int()).max(7),
  from: z.string().max(5),
  to: z.string().max(5),
})
const ValueGiven = z.union([
  z.string().max(VALUE_MAX),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
  z.array(SlotGiven).max(100),
  z.null(),
])
const Values = z.record(z.string().max(40), ValueGiven)
const Attached = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20)
const Key = z.string().max(40)

const Addition = z.strictObject({
  act: z.literal('add'),
  section: Key,
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  values: Values,
  attached: Attached.optional(),
})

/** What is to change: see `profile-change.ts`. Days and values are judged by the definition, so that every fault has its place. */
const ChangeGiven = z.discriminatedUnion('act', [
  Addition,
  z.strictObject({
    act: z.literal('correct'),
    statement: Key,
    from: z.string().max(10).nullable().optional(),
    to: z.string().max(10).nullable().optional(),
    values: Values,
    attached: Attached.optional(),
  }),
  z.strictObject({
    act: z.literal('end'),
    statement: Key,
    to: z.string().max(10),
    values: Values.optional(),
  }),
  z.strictObject({ act: z.literal('withdraw'), statement: Key }),
])

export const HeadView = z.object({
  subject: z.string(),
  kind: z.enum(['facility', 'practitioner']),
  name: z.string(),
  code: z.string().optional(),
  authority: z.string(),
  province: z.string(),
  form: z.string().optional(),
  traditional: z.boolean(),
  version: z.int(),
  publishedVersion: z.int().optional(),
  publishedAt: z.iso.datetime().optional(),
  dataState: z.enum(DATA_STATES),
  identityState: z.enum(['unverified', 'matched', 'mismatch']),
  standing: z.enum(['open', 'suspended', 'closed']),
  completeness: z.int(),
  nextReview: z.string().optional(),
  changedAt: z.iso.datetime(),
})

const ValueShown = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.object({ days: z.array(z.int()), from: z.string(), to: z.string() })),
])

const ProvenanceShown = z.object({
  source: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  verifiedBy: z.string().optional(),
  verifiedAt: z.string().optional(),
  nextReview: z.string().optional(),
})

const StatementShown = z.object({
  id: z.string(),
  section: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  values: z.record(z.string(), ValueShown),
  provenance: z.record(z.string(), ProvenanceShown),
  attached: z.array(z.string()).optional(),
})

const VersionShown = z.object({
  version: z.int(),
  recordedAt: z.iso.datetime(),
  account: z.string(),
  role: z.string(),
  why: z.string(),
})

const LicenceShown = z.object({
  number: z.string(),
  state: z.enum(['valid', 'suspended', 'suspended-partial', 'expired', 'revoked']),
  from: z.string(),
  to: z.string().optional(),
  decision: z.string().optional(),
})

const DifferenceShown = z.object({
  statement: z.string(),
  section: z.string(),
  act: z.enum(['added', 'changed', 'removed']),
  field: z.string(),
  before: ValueShown.optional(),
  after: ValueShown.optional(),
})

export const readDefinition = contract({
  method: 'GET',
  path: '/registry/definitions/:kind',
  summary:
    'What the file of a facility or a practitioner consists of: sections, fields, the law behind each',
  right: 'public',
  request: z.strictObject({ kind: z.enum(['facility', 'practitioner']) }),
  response: z.object({ definition: z.unknown() }),
})

export const readOneProfile = contract({
  method: 'GET',
  path: '/registry/profiles/:subject',
  summary:
    'One file, as it is, as of a day, or as it was believed at an instant; `own` is the caller’s or the own facility’s',
  right: 'registry.read',
  request: z.strictObject({
    subject: Key,
    day: Day.optional(),
    believedAt: z.iso.datetime({ offset: true }).optional(),
    version: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({
    head: HeadView,
    reach: z.string(),
    version: VersionShown,
    statements: z.array(StatementShown),
    completeness: z.object({
      percent: z.int(),
      asked: z.int(),
      present: z.int(),
      sections: z.record(z.string(), z.object({ asked: z.int(), present: z.int() })),
      missing: z.array(
        z.object({
          section: z.string(),
          statement: z.string().optional(),
          field: z.string().optional(),
          label: Text,
          source: z.string(),
        }),
      ),
    }),
    licence: LicenceShown.optional(),
  }),
})

export const readProfileHistory = contract({
  method: 'GET',
  path: '/registry/profiles/:subject/history',
  summary:
    'What changed in a file, version by version and field by field, and every change of its state',
  right: 'registry.read',
  request: z.strictObject({
    subject: Key,
    before: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({
    entries: z.array(VersionShown.extend({ differences: z.array(DifferenceShown) })),
    transitions: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        version: z.int(),
        at: z.iso.datetime(),
        account: z.string(),
        role: z.string(),
        reason: z.string(),
      }),
    ),
    before: z.int().optional(),
  }),
})

export const readDifference = contract({
  method: 'GET',
  path: '/registry/profiles/:subject/difference',
  summary: 'What changed between two versions; left out: from what is public to what is worked on',
  right: 'registry.read',
  request: z.strictObject({
    subject: Key,
    from: z.coerce.number().int().positive().optional(),
    to: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({ differences: z.array(DifferenceShown) }),
})

const writing = z.strictObject({
  subject: Key,
  /** The version that the writer saw. */
  version: z.int().positive(),
  changes: z.array(ChangeGiven).min(1).max(CHANGES_MAX),
})

export const writeOwnFacility = contract({
  method: 'POST',
  path: '/registry/facility/profiles/:subject/statements',
  summary:
    'Add, correct, end or withdraw statements of the own facility’s file, or of somebody registered there',
  right: 'registry.write-own-facility',
  request: writing,
  response: z.object({ head: HeadView }),
})

export const writeOwnPractice = contract({
  method: 'POST',
  path: '/registry/practice/profiles/:subject/statements',
  summary: 'Add, correct, end or withdraw statements of the own file of practice',
  right: 'registry.write-own-practice',
  request: writing,
  response: z.object({ head: HeadView }),
})

export const openPractitioner = contract({
  method: 'POST',
  path: '/registry/facility/practitioners',
  summary:
    'Enter somebody who is to work at the own facility; whoever has a file already is found, never doubled',
  right: 'registry.write-own-facility',
  request: z.strictObject({ statements: z.array(Addition).min(1).max(CHANGES_MAX) }),
  response: z.object({ head: HeadView, isNew: z.boolean() }),
})

const STAFF_MAX = 200

export const readStaff = contract({
  method: 'GET',
  path: '/registry/facilities/:facility/staff',
  summary: 'The staff list of a facility on a day, by name',
  right: 'registry.read',
  request: z.strictObject({
    facility: z.string().length(5),
    day: Day.optional(),
    state: z.enum(DATA_STATES).optional(),
    afterName: z.string().max(250).optional(),
    afterStatement: Key.optional(),
    limit: z.coerce.number().int().min(1).max(STAFF_MAX).default(50),
  }),
  response: z.object({
    staff: z.array(
      z.object({
        practitioner: z.string(),
        statement: z.string(),
        name: z.string(),
        licence: z.string(),
        department: z.string().optional(),
        position: z.string(),
        kind: z.string(),
        from: z.string(),
        to: z.string().optional(),
        slots: z.array(z.object({ days: z.array(z.int()), from: z.string(), to: z.string() })),
        dataState: z.enum(DATA_STATES),
        identityState: z.string(),
        completeness: z.int(),
        unclaimed: z.boolean(),
      }),
    ),
    more: z.boolean(),
  }),
})
