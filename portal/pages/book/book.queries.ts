import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  issuePass,
  listAccess,
  listLabs,
  listPapers,
  listVisits,
  readSummary,
  readVisit,
} from '#health-book/contract'
import { call } from '../../foundation/call.ts'

export const summaryQuery = () =>
  queryOptions({ queryKey: [readSummary.path], queryFn: () => call(readSummary, {}) })

export const visitsQuery = () =>
  queryOptions({ queryKey: [listVisits.path], queryFn: () => call(listVisits, {}) })

export const visitQuery = (visit: string) =>
  queryOptions({ queryKey: [readVisit.path, visit], queryFn: () => call(readVisit, { visit }) })

export const labsQuery = () =>
  queryOptions({ queryKey: [listLabs.path], queryFn: () => call(listLabs, {}) })

export const papersQuery = () =>
  queryOptions({ queryKey: [listPapers.path], queryFn: () => call(listPapers, {}) })

/** The log is read afresh at each opening: who has just read must stand in it. */
export const accessQuery = () =>
  infiniteQueryOptions({
    queryKey: [listAccess.path],
    staleTime: 0,
    queryFn: ({ pageParam }) =>
      call(listAccess, pageParam === undefined ? {} : { before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.before,
  })

export const givePass = () => call(issuePass, {})
