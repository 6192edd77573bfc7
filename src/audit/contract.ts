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
  summary: 'The public key of the audit log, as a verifier key of signed notes',
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
