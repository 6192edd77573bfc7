import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { findPatients, readFirstScreen } from '#follow-up/contract'
import { openPass, readRecord, readRecordVisit } from '#health-book/contract'
import { call } from '../../foundation/call.ts'

export const firstScreenQuery = () =>
  queryOptions({ queryKey: [readFirstScreen.path], queryFn: () => call(readFirstScreen, {}) })

export type PatientSearch = z.input<typeof findPatients.request>

/** Without anything to look for, nobody is asked for and nothing is put on record. */
export const patientsQuery = (search: PatientSearch) =>
  queryOptions({
    queryKey: [findPatients.path, search],
    queryFn: () => call(findPatients, search),
    enabled: Boolean(search.number) || (Boolean(search.name) && Boolean(search.birthDate)),
  })

/** A record that was opened is not read again while it lies open: each reading stands in the citizen's log. */
export const recordQuery = (person: string) =>
  queryOptions({
    queryKey: [readRecord.path, person],
    queryFn: () => call(readRecord, { person }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const recordVisitQuery = (person: string, visit: string) =>
  queryOptions({
    queryKey: [readRecordVisit.path, person, visit],
    queryFn: () => call(readRecordVisit, { person, visit }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const takePass = (pass: string) => call(openPass, { pass })
