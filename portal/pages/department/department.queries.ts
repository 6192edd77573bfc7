import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listWaitingByFacility } from '#delivery/contract'
import { readDepartmentFigures, readHalfYearReport } from '#intake/contract'
import { call } from '../../foundation/call.ts'

export type FigureDays = z.output<typeof readDepartmentFigures.request>
export type HalfYear = z.output<typeof readHalfYearReport.request>

const LOOK_AGAIN_MS = 30_000

export const figuresQuery = (days: FigureDays) =>
  queryOptions({
    queryKey: [readDepartmentFigures.path, days],
    queryFn: () => call(readDepartmentFigures, days),
  })

export const waitingQuery = () =>
  queryOptions({
    queryKey: [listWaitingByFacility.path],
    queryFn: () => call(listWaitingByFacility, {}),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const halfYearQuery = (halfYear: HalfYear) =>
  queryOptions({
    queryKey: [readHalfYearReport.path, halfYear],
    queryFn: () => call(readHalfYearReport, halfYear),
  })
