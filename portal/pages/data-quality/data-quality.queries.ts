import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import {
  listFacilityQuality,
  listStaffQuality,
  readFacilityQuality,
  readFileQuality,
  readQualityTotals,
} from '#registry/contract'
import { call } from '../../foundation/call.ts'
import { searchOf } from '../../foundation/search.ts'

const PAGE = 50
/** Days of the curve. */
const DAYS = 60

const { authority, part } = listFacilityQuality.request.shape

const muc = z.string().max(40).optional()
const truong = muc

/** At which place the files of the staff fail that are listed. */
export const readFacilityAddress = searchOf(z.strictObject({ muc, truong }))
export type FacilityAddress = ReturnType<typeof readFacilityAddress>

/** The same of the own facility; of which authority, and by which part facilities are ranked. */
export const readOwnAddress = searchOf(z.strictObject({ muc, truong, authority, part }))
export type OverviewAddress = Pick<ReturnType<typeof readOwnAddress>, 'authority' | 'part'>

export const fileQualityQuery = (subject: string) =>
  queryOptions({
    queryKey: [readFileQuality.path, subject],
    queryFn: () => call(readFileQuality, { subject }),
  })

export const facilityQualityQuery = (facility: string) =>
  queryOptions({
    queryKey: [readFacilityQuality.path, facility],
    queryFn: () => call(readFacilityQuality, { facility }),
  })

export const staffQualityQuery = (facility: string, { muc, truong }: FacilityAddress) =>
  infiniteQueryOptions({
    queryKey: [listStaffQuality.path, facility, muc, truong],
    queryFn: ({ pageParam }) =>
      call(listStaffQuality, {
        facility,
        ...(muc === undefined ? {} : { section: muc }),
        ...(truong === undefined ? {} : { field: truong }),
        ...pageParam,
        limit: PAGE,
      }),
    initialPageParam: {},
    getNextPageParam: ({ staff, more }) => {
      const last = more ? staff.at(-1) : undefined
      return last && { afterScore: last.place, afterSubject: last.subject }
    },
  })

export const totalsQuery = (of: string | undefined) =>
  queryOptions({
    queryKey: [readQualityTotals.path, of],
    queryFn: () =>
      call(readQualityTotals, { ...(of === undefined ? {} : { authority: of }), days: DAYS }),
  })

export const worstFacilitiesQuery = (asked: OverviewAddress) =>
  infiniteQueryOptions({
    queryKey: [listFacilityQuality.path, asked],
    queryFn: ({ pageParam }) => call(listFacilityQuality, { ...asked, ...pageParam, limit: PAGE }),
    initialPageParam: {},
    getNextPageParam: ({ facilities, more }) => {
      const last = more ? facilities.at(-1) : undefined
      return last && { afterRank: last.rank, afterCode: last.code }
    },
  })
