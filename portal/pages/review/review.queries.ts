import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  confirmGuardian,
  listBreakGlass,
  listDoubtfulGuardians,
  reviewBreakGlass,
  settleGuardian,
} from '#access/contract'
import { call } from '../../foundation/call.ts'

export const reviewsQuery = () =>
  queryOptions({
    queryKey: [listBreakGlass.path],
    staleTime: 0,
    queryFn: () => call(listBreakGlass, {}),
  })

export const review = (verdict: z.input<typeof reviewBreakGlass.request>) =>
  call(reviewBreakGlass, verdict)

export const doubtfulQuery = () =>
  queryOptions({
    queryKey: [listDoubtfulGuardians.path],
    staleTime: 0,
    queryFn: () => call(listDoubtfulGuardians, {}),
  })

export const settle = (word: z.input<typeof settleGuardian.request>) => call(settleGuardian, word)

export const confirm = (tie: z.input<typeof confirmGuardian.request>) => call(confirmGuardian, tie)
