import { z } from 'zod'
import { contract } from '#foundation/contract'

const Key = z.string().max(40)
/** Conflicts on one page. */
const PAGE_MAX = 200

export const listConflicts = contract({
  method: 'GET',
  path: '/registry/conflicts',
  summary: 'Numbers that two claim, not settled yet, of the caller’s authority',
  right: 'registry.review',
  request: z.strictObject({ limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50) }),
  response: z.object({
    conflicts: z.array(
      z.object({
        id: z.string(),
        scheme: z.string(),
        value: z.string(),
        reason: z.string(),
        holder: z.string(),
        holderName: z.string(),
        claimant: z.string().optional(),
        claimedAs: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
})

export const settleOneConflict = contract({
  method: 'POST',
  path: '/registry/conflicts/:conflict/settle',
  summary: 'Say how a conflict over a number was settled',
  right: 'registry.review',
  request: z.strictObject({
    conflict: Key,
    as: z.enum(['holder-right', 'claimant-right', 'both-wrong', 'same-person']),
  }),
  response: z.object({}),
})
