import { type Door, serve } from '#foundation/serve'
import * as contracts from './contract.ts'
import {
  listForReview,
  readReview,
  reopenReview,
  type ReviewNeeds,
  settleReview,
} from './review-person.ts'

/** Contradictions between numbers and people, for whoever settles them. */
export function peopleRoutes(door: Door, needs: ReviewNeeds): void {
  serve(door, contracts.listPersonReviews, (caller, { state }) =>
    listForReview(needs, caller, state),
  )
  serve(door, contracts.readPersonReview, (caller, { review }) => readReview(needs, caller, review))
  serve(door, contracts.settlePersonReview, (caller, asked) => settleReview(needs, caller, asked))
  serve(door, contracts.reopenPersonReview, (caller, { review }) =>
    reopenReview(needs, caller, review),
  )
}
