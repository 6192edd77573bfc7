import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  confirmGuardian,
  endGuardian,
  listBreakGlass,
  listGuardians,
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

export const guardiansQuery = () =>
  queryOptions({
    queryKey: [listGuardians.path],
    staleTime: 0,
    queryFn: () => call(listGuardians, {}),
  })

export const settle = (word: z.input<typeof settleGuardian.request>) => call(settleGuardian, word)

export const confirm = (tie: z.input<typeof confirmGuardian.request>) => call(confirmGuardian, tie)

export const end = (word: z.input<typeof endGuardian.request>) => call(endGuardian, word)
