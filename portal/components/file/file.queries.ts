import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  readDifference,
  readFileOfCase,
  readOneProfile,
  readProfileHistory,
  searchCodes,
} from '#registry/contract'
import { call } from '../../foundation/call.ts'

export type FileShown = z.infer<typeof readOneProfile.response>
export type StatementShown = FileShown['statements'][number]
export type ValueShown = StatementShown['values'][string]
export type Difference = z.infer<typeof readDifference.response>['differences'][number]
export type SlotShown = {
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

export type FileAsked = z.input<typeof readOneProfile.request>

export const fileQuery = (asked: FileAsked) =>
  queryOptions({
    queryKey: [readOneProfile.path, asked],
    staleTime: 0,
    queryFn: () => call(readOneProfile, asked),
  })

export const historyQuery = (asked: z.input<typeof readProfileHistory.request>) =>
  queryOptions({
    queryKey: [readProfileHistory.path, asked],
    staleTime: 0,
    queryFn: () => call(readProfileHistory, asked),
  })

export const differenceQuery = (asked: z.input<typeof readDifference.request>) =>
  queryOptions({
    queryKey: [readDifference.path, asked],
    staleTime: 0,
    queryFn: () => call(readDifference, asked),
  })

/** Which file a case is about. A case whose file nobody has made yet has none. */
export const fileOfCaseQuery = (id: string) =>
  queryOptions({
    queryKey: [readFileOfCase.path, id],
    queryFn: () => call(readFileOfCase, { case: id }),
    retry: false,
  })

/** Codes of a national list change with its editions, twice a year. */
const CODES_FRESH_MS = 3_600_000

export const codesQuery = (asked: z.input<typeof searchCodes.request>) =>
  queryOptions({
    queryKey: [searchCodes.path, asked],
    staleTime: CODES_FRESH_MS,
    queryFn: () => call(searchCodes, asked),
  })
