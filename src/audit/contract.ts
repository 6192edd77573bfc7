import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'

const LEAVES = {
  from: z.coerce.number().int().min(0).multipleOf(256),
  to: z.coerce.number().int().min(1),
}
const SIZE = z.coerce.number().int().min(1)

// What anybody may see: checkpoints, the key, proofs. They hold hashes and nothing of a person.

export const readCheckpoint = bytesContract({
  method: 'GET',
  path: '/audit/checkpoint',
  summary: 'The newest signed checkpoint of the audit log, as a signed note',
  right: 'public',
  accepts: [],
  request: z.strictObject({}),
})

export const listAuditCheckpoints = bytesContract({
  method: 'GET',
  path: '/audit/checkpoints',
  summary: 'Signed checkpoints beyond a size, smallest first, one signed note after the other',
  right: 'public',
  accepts: [],
  request: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    upTo: SIZE.optional(),
    limit: z.coerce.number().int().min(1).max(5_000).default(100),
  }),
})

export const readAuditKey = bytesContract({
  method: 'GET',
  path: '/audit/key',
  summary:
    'The public keys of the audit log, as verifier keys of signed notes: the one that signs now last',
  right: 'public',
  accepts: [],
  request: z.strictObject({}),
})

export const listAuditRemovals = bytesContract({
  method: 'GET',
  path: '/audit/removals',
  summary:
    'The signed statements about events that were removed lawfully, one signed note after the other',
  right: 'public',
  accepts: [],
  request: z.strictObject({}),
})

export const proveInclusionOf = contract({
  method: 'GET',
  path: '/audit/proof/inclusion',
  summary: 'Proof that a leaf stands in the tree of a size (RFC 9162)',
  right: 'public',
  request: z.strictObject({
    index: z.coerce.number().int().min(0),
    size: SIZE.optional(),
  }),
  response: z.strictObject({
    index: z.number(),
    size: z.number(),
    leaf: z.string(),
    root: z.string(),
    path: z.array(z.string()),
  }),
})

export const proveConsistencyOf = contract({
  method: 'GET',
  path: '/audit/proof/consistency',
  summary: 'Proof that the tree of a former size is the beginning of a larger one (RFC 9162)',
  right: 'public',
  request: z.strictObject({ former: SIZE, size: SIZE.optional() }),
  response: z.strictObject({ former: z.number(), size: z.number(), path: z.array(z.string()) }),
})

// The log itself, page by page: each page is written into the log.

export const exportAuditEvents = bytesContract({
  method: 'GET',
  path: '/audit/export/events',
  summary: 'The events of a range of leaves as JSON Lines, at most 8,192',
  right: 'audit.export',
  accepts: [],
  request: z.strictObject(LEAVES),
})

export const exportAuditLeaves = bytesContract({
  method: 'GET',
  path: '/audit/export/leaves',
  summary: 'The leaf hashes of a range, 32 bytes each, at most 8,192',
  right: 'audit.export',
  accepts: [],
  request: z.strictObject(LEAVES),
})

export const exportAuditPending = bytesContract({
  method: 'GET',
  path: '/audit/export/pending',
  summary: 'The events that have no leaf yet, as JSON Lines, at most 10,000',
  right: 'audit.export',
  accepts: [],
  request: z.strictObject({}),
})

// What an auditor reads, event by event.

export const EventListed = z.strictObject({
  number: z.number(),
  at: z.iso.datetime(),
  action: z.string(),
  account: z.string(),
  name: z.string(),
  role: z.string(),
  facility: z.string().optional(),
  address: z.string(),
  what: z.string(),
  /** Whether a person is concerned: who, is told only to one who asked for that person. */
  hasPerson: z.boolean(),
  purpose: z.string().optional(),
  ground: z.string().optional(),
})
export type EventListed = z.infer<typeof EventListed>

export const searchAuditEvents = contract({
  method: 'GET',
  path: '/audit/events',
  summary: 'Events by account, action and time, newest first; by person only with a reason',
  right: 'audit.read',
  request: z.strictObject({
    account: z.string().max(200).optional(),
    action: z.string().max(40).optional(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    person: z.uuid().optional(),
    reason: z.string().max(500).optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.strictObject({ events: z.array(EventListed), before: z.number().optional() }),
})

export const readAuditEvent = contract({
  method: 'GET',
  path: '/audit/events/:number',
  summary: 'One event as FHIR AuditEvent (IHE BALP)',
  right: 'audit.read',
  request: z.strictObject({ number: z.coerce.number().int().positive() }),
  response: z.looseObject({ resourceType: z.literal('AuditEvent') }),
})

export const readAuditState = contract({
  method: 'GET',
  path: '/audit/state',
  summary: 'How the log stands: newest checkpoint, what waits for it, what was removed',
  right: 'audit.read',
  request: z.strictObject({}),
  response: z.strictObject({
    size: z.number(),
    root: z.string().optional(),
    at: z.iso.datetime().optional(),
    keyName: z.string().optional(),
    pending: z.number(),
    removals: z.number(),
    checkpoints: z.array(
      z.strictObject({ size: z.number(), root: z.string(), at: z.iso.datetime() }),
    ),
    /** How far the log was verified where it lies: the last round, and when a walk last reached the end. */
    watchedAt: z.iso.datetime().optional(),
    walkedAt: z.iso.datetime().optional(),
    /** Places at which it was found not to be as it was signed; at most 100. */
    faults: z.array(
      z.strictObject({ kind: z.string(), leaf: z.number(), foundAt: z.iso.datetime() }),
    ),
  }),
})

// What is worth looking at, as the rules of catalogues/security/detection.json and the guards at the door notice it.

export const SEVERITIES = ['notice', 'warning', 'alert'] as const

export const SecurityEventListed = z.strictObject({
  number: z.number(),
  at: z.iso.datetime(),
  /** What was noticed: `brute-force`, `harvest`, `upload-infected` … */
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  /** Whom it is about: an account, an address, a facility, or the key of a person, never a name. */
  subject: z.string(),
  /** Counts and codes that the rule goes by. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type SecurityEventListed = z.infer<typeof SecurityEventListed>

export const listSecurityEvents = contract({
  method: 'GET',
  path: '/audit/security-events',
  summary: 'Security events by severity, rule, subject and time, newest first, page by page',
  right: 'audit.read',
  request: z.strictObject({
    severity: z.enum(SEVERITIES).optional(),
    rule: z.string().max(60).optional(),
    subject: z.string().max(200).optional(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** The `before` of the page seen last; absent for the newest. */
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.strictObject({
    events: z.array(SecurityEventListed),
    before: z.number().optional(),
  }),
})
