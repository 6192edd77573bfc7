import { z } from 'zod'
import { contract } from '#foundation/contract'

const Id = z.string().max(60)

const ReviewLine = z.strictObject({
  review: z.string(),
  openedAt: z.iso.datetime(),
  facility: z.strictObject({ code: z.string(), name: z.string() }),
  /** Which kind of number contradicts, and its last three characters: whom it is about is told only where it is settled. */
  system: z.enum(['citizen', 'social-insurance', 'other', 'patient-number']),
  numberEnd: z.string(),
  verdict: z.enum(['same-person', 'different-persons']).optional(),
  settledAt: z.iso.datetime().optional(),
  settledBy: z.string().optional(),
})
export type PersonReviewLine = z.infer<typeof ReviewLine>

/** One of the two person keys that a review compares. */
const Side = z.strictObject({
  name: z.string(),
  /** `yyyy-mm-dd`, `yyyy-mm` or `yyyy`; empty when nobody knows. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  /** The personal ID that this key undisputedly owns. */
  citizenNumber: z.string().optional(),
  /** Every number claimed for it, with the facility that claimed it first. */
  numbers: z.array(
    z.strictObject({
      system: z.string(),
      value: z.string(),
      isOwn: z.boolean(),
      facility: z.string(),
    }),
  ),
  facilities: z.array(z.string()),
  since: z.iso.datetime(),
})
export type PersonSide = z.infer<typeof Side>

export const listPersonReviews = contract({
  method: 'GET',
  path: '/person-reviews',
  summary:
    'Numbers that were claimed for two different people at facilities in one’s reach; at most a hundred, the oldest first',
  right: 'person.review',
  request: z.strictObject({ state: z.enum(['open', 'settled']).default('open') }),
  response: z.strictObject({ reviews: z.array(ReviewLine) }),
})

export const readPersonReview = contract({
  method: 'GET',
  path: '/person-reviews/:review',
  summary: 'One contradiction with both sides; looking stands in the log of both',
  right: 'person.review',
  request: z.strictObject({ review: Id }),
  response: ReviewLine.extend({
    /** The whole number that contradicts. */
    number: z.string(),
    /** For whom it was claimed anew, kept apart since. */
    claimed: Side,
    /** To whom it belongs. */
    owner: Side,
  }),
})

export const settlePersonReview = contract({
  method: 'POST',
  path: '/person-reviews/:review/settle',
  summary:
    'Say whether both sides are one person: their records are one book from then on, or stay apart. It can be taken back',
  right: 'person.review',
  stepUp: true,
  request: z.strictObject({
    review: Id,
    verdict: z.enum(['same-person', 'different-persons']),
    reason: z.string().trim().min(10).max(500),
  }),
  response: z.strictObject({}),
})

export const reopenPersonReview = contract({
  method: 'POST',
  path: '/person-reviews/:review/reopen',
  summary: 'Take back what was said of a contradiction: the records part again, and it waits anew',
  right: 'person.review',
  stepUp: true,
  request: z.strictObject({ review: Id }),
  response: z.strictObject({}),
})
