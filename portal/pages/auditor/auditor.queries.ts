import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  listSecurityEvents,
  readAuditState,
  searchAuditEvents,
  type SecurityEventListed,
} from '#audit/contract'
import { call } from '../../foundation/call.ts'

/** What an auditor looks for: days in Vietnam, both included. */
export type AuditSearch = {
  readonly from: string
  readonly to: string
  readonly account?: string | undefined
  readonly action?: string | undefined
  readonly person?: string | undefined
  readonly reason?: string | undefined
}

export const stateQuery = () =>
  queryOptions({
    queryKey: [readAuditState.path],
    staleTime: 0,
    queryFn: () => call(readAuditState, {}),
  })

export const eventsQuery = ({ from, to, ...search }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: [searchAuditEvents.path, from, to, search],
    staleTime: 0,
    queryFn: ({ pageParam }) =>
      call(searchAuditEvents, {
        ...Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)),
        from: startOf(from).toISOString(),
        to: endOf(to),
        ...(pageParam === undefined ? {} : { before: pageParam }),
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.before,
  })

/** Which security events: days in Vietnam, both included. */
export type SecuritySearch = {
  readonly from: string
  readonly to: string
  readonly severity?: SecurityEventListed['severity'] | undefined
  readonly rule?: string | undefined
  readonly subject?: string | undefined
}

export const securityEventsQuery = ({ from, to, ...search }: SecuritySearch) =>
  infiniteQueryOptions({
    queryKey: [listSecurityEvents.path, from, to, search],
    staleTime: 0,
    queryFn: ({ pageParam }) =>
      call(listSecurityEvents, {
        ...search,
        from: startOf(from).toISOString(),
        to: endOf(to),
        ...(pageParam === undefined ? {} : { before: pageParam }),
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.before,
  })

const DAY_MS = 86_400_000

function endOf(day: string): string {
  return new Date(startOf(day).getTime() + DAY_MS).toISOString()
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}
