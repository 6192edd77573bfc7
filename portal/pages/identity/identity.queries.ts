import { queryOptions } from '@tanstack/react-query'
import { listPersonReviews, readPersonReview } from '#people/contract'
import { call } from '../../foundation/call.ts'

export type ReviewState = 'open' | 'settled'

export const personReviewsQuery = (state: ReviewState) =>
  queryOptions({
    queryKey: [listPersonReviews.path, state],
    staleTime: 0,
    queryFn: () => call(listPersonReviews, { state }),
  })

export const personReviewQuery = (review: string) =>
  queryOptions({
    queryKey: [readPersonReview.path, review],
    queryFn: () => call(readPersonReview, { review }),
  })
