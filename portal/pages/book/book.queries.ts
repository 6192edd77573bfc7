import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  issuePass,
  listAccess,
  listFamilyAccess,
  listLabs,
  listPapers,
  listVisits,
  proveAccess,
  proveFamilyAccess,
  readSummary,
  readVisit,
} from '#health-book/contract'
import { call } from '../../foundation/call.ts'
import { checkProof } from './check-proof.ts'

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

/** Which entries of the log: whose, and of which days, both included. */
export type AccessFilter = {
  readonly who: 'all' | 'others'
  readonly from?: string
  readonly to?: string
}

/** The proof of one entry, reckoned by the browser; what waits for its checkpoint is asked for again. */
export const proofQuery = (position: number, of?: string) =>
  queryOptions({
    queryKey: [proveAccess.path, position, of],
    staleTime: 0,
    queryFn: async () => {
      const { inclusion, checkpoint, ...given } =
        of === undefined
          ? await call(proveAccess, { position })
          : await call(proveFamilyAccess, { position, person: of })
      return checkProof({
        ...given,
        ...(inclusion === undefined ? {} : { inclusion }),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      })
    },
  })

/** The log is read afresh at each opening: who has just read must stand in it. `of`: for whom one acts; absent: the own. */
export const accessQuery = (filter: AccessFilter = { who: 'others' }, of?: string) =>
  infiniteQueryOptions({
    queryKey: [listAccess.path, filter, of],
    staleTime: 0,
    queryFn: ({ pageParam }) => {
      const asked = { ...filter, ...(pageParam === undefined ? {} : { before: pageParam }) }
      return of === undefined
        ? call(listAccess, asked)
        : call(listFamilyAccess, { ...asked, person: of })
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.before,
  })

export const givePass = () => call(issuePass, {})
