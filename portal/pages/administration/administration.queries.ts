import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listAccounts, listWireDoors } from '#access/contract'
import { listDeadLetters, listPortalAccounts, listQueues } from '#delivery/contract'
import { call } from '../../foundation/call.ts'
import type { AccountsAddress } from './addresses.ts'

const LOOK_AGAIN_MS = 15_000

export const queuesQuery = () =>
  queryOptions({
    queryKey: [listQueues.path],
    queryFn: () => call(listQueues, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const deadLettersQuery = () =>
  infiniteQueryOptions({
    queryKey: [listDeadLetters.path],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(listDeadLetters, pageParam === undefined ? {} : { before: pageParam }),
    getNextPageParam: (page) => page.next,
  })

export const portalAccountsQuery = () =>
  queryOptions({
    queryKey: [listPortalAccounts.path],
    queryFn: () => call(listPortalAccounts, {}),
  })

export const wireDoorsQuery = () =>
  queryOptions({ queryKey: [listWireDoors.path], queryFn: () => call(listWireDoors, {}) })

export const accountsQuery = (filter: AccountsAddress) =>
  queryOptions({
    queryKey: [listAccounts.path, filter],
    queryFn: () => call(listAccounts, filter),
  })
