import { z } from 'zod'
import { contract } from '#foundation/contract'

/** The longest name or paper that is read. */
const TEXT_MAX = 200
const REASON_MAX = 2_000

const instant = z.iso.datetime()
const Id = z.string().max(40)

export const confirmGuardian = contract({
  method: 'POST',
  path: '/guardians',
  summary: 'At the counter, a paper seen: this citizen is a child’s parent or guardian',
  right: 'guardian.confirm',
  stepUp: true,
  request: z.strictObject({
    childNumber: z.string().max(20),
    /** As on the paper; both must be those of the record. */
    childName: z.string().trim().min(2).max(TEXT_MAX),
    childBorn: z.iso.date(),
    guardianNumber: z.string().max(20),
    /** Kind, number and day of the paper that was seen. */
    paper: z.string().trim().min(5).max(TEXT_MAX),
  }),
  /** `doubted`: a second person must say so too. */
  response: z.object({ id: z.string(), state: z.enum(['confirmed', 'doubted']) }),
})

export const listGuardians = contract({
  method: 'GET',
  path: '/guardians',
  summary:
    'Guardians whom a second person must confirm, those who wait for a paper here, those whom this counter or province made',
  right: 'guardian.review',
  request: z.strictObject({}),
  response: z.object({
    guardians: z.array(
      z.object({
        id: z.string(),
        childName: z.string(),
        childBorn: z.string().optional(),
        guardianName: z.string().optional(),
        guardianNumberEnd: z.string(),
        source: z.string(),
        madeAt: instant,
        state: z.enum(['doubted', 'to-confirm', 'acting']),
        /** Whether the caller brought it in and so may not judge it. */
        own: z.boolean(),
        /** Whether the department alone may confirm it: it was confirmed before, then contested or taken back. */
        forDepartment: z.boolean(),
      }),
    ),
  }),
})

export const settleGuardian = contract({
  method: 'POST',
  path: '/guardians/:id/settle',
  summary: 'Say whether a doubtful guardian is one; whoever brought it in may not',
  right: 'guardian.review',
  stepUp: true,
  request: z.strictObject({ id: Id, isGuardian: z.boolean() }),
  response: z.object({}),
})

export const endGuardian = contract({
  method: 'POST',
  path: '/guardians/:id/end',
  summary:
    'Take back a guardian who is none: the counter that made it, who treats the child, or the department; at once, with a reason',
  right: 'guardian.review',
  stepUp: true,
  request: z.strictObject({ id: Id, reason: z.string().trim().min(10).max(REASON_MAX) }),
  response: z.object({}),
})
