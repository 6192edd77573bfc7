import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import {
  listBehindMilestone,
  listTrainings,
  readMilestoneProgress,
  readOwnProgrammes,
  readProgrammesProgress,
} from '#programmes/contract'
import { call } from '../../foundation/call.ts'
import { searchOf } from '../../foundation/search.ts'

const { authority, form, day } = readProgrammesProgress.request.shape

/** Which authority, form and day are looked at; all may be left out. */
export const readProgressAddress = searchOf(z.strictObject({ authority, form, day }))
export type ProgressAddress = ReturnType<typeof readProgressAddress>

export const readMilestoneAddress = searchOf(
  z.strictObject({ authority, form, day, by: readMilestoneProgress.request.shape.by }),
)
export type MilestoneAddress = ReturnType<typeof readMilestoneAddress>

/** Days of the curve of a milestone. */
const TREND_DAYS = 30
const PAGE = 20

export const progressQuery = (asked: ProgressAddress) =>
  queryOptions({
    queryKey: [readProgrammesProgress.path, asked],
    queryFn: () => call(readProgrammesProgress, asked),
  })

export const milestoneQuery = (milestone: string, asked: MilestoneAddress) =>
  queryOptions({
    queryKey: [readMilestoneProgress.path, milestone, asked],
    queryFn: () => call(readMilestoneProgress, { milestone, ...asked, days: TREND_DAYS }),
  })

export const behindQuery = (
  milestone: string,
  asked: Pick<ProgressAddress, 'authority' | 'form'>,
) =>
  infiniteQueryOptions({
    queryKey: [listBehindMilestone.path, milestone, asked],
    queryFn: ({ pageParam }) =>
      call(listBehindMilestone, { milestone, ...asked, ...pageParam, limit: PAGE }),
    initialPageParam: {},
    getNextPageParam: ({ facilities, more }) => {
      const last = facilities.at(-1)
      return more && last ? { afterMissing: last.missing, afterFacility: last.facility } : undefined
    },
  })

export const trainingsQuery = () =>
  queryOptions({ queryKey: [listTrainings.path], queryFn: () => call(listTrainings, {}) })

export const ownProgrammesQuery = () =>
  queryOptions({ queryKey: [readOwnProgrammes.path], queryFn: () => call(readOwnProgrammes, {}) })
