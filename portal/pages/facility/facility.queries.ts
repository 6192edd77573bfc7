import { queryOptions } from '@tanstack/react-query'
import { listDeliveries, readDelivery, summariseDeliveries } from '#delivery/contract'
import {
  findingsByWard,
  listSubmissions,
  listWithdrawals,
  readSubmission,
  readToday,
  type WardFilter,
} from '#intake/contract'
import { call } from '../../foundation/call.ts'
import type { DeliveriesAddress, SubmissionsAddress } from './addresses.ts'

/** While something is on its way, the page looks again by itself: every 20 s. */
const LOOK_AGAIN_MS = 20_000

export const todayQuery = () =>
  queryOptions({
    queryKey: [readToday.path],
    queryFn: () => call(readToday, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const summaryQuery = () =>
  queryOptions({
    queryKey: [summariseDeliveries.path],
    queryFn: () => call(summariseDeliveries, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const submissionsQuery = (filter: SubmissionsAddress) =>
  queryOptions({
    queryKey: [listSubmissions.path, filter],
    queryFn: () => call(listSubmissions, filter),
  })

export const submissionQuery = (receipt: string) =>
  queryOptions({
    queryKey: [readSubmission.path, receipt],
    queryFn: () => call(readSubmission, { receipt }),
  })

export const findingsByWardQuery = (filter: WardFilter) =>
  queryOptions({
    queryKey: [findingsByWard.path, filter],
    queryFn: () => call(findingsByWard, filter),
  })

export const withdrawalsQuery = () =>
  queryOptions({
    queryKey: [listWithdrawals.path],
    queryFn: () => call(listWithdrawals, {}),
  })

export const deliveriesQuery = (filter: DeliveriesAddress) =>
  queryOptions({
    queryKey: [listDeliveries.path, filter],
    queryFn: () => call(listDeliveries, filter),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: [readDelivery.path, id],
    queryFn: () => call(readDelivery, { id }),
  })
