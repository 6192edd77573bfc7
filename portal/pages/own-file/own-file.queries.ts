import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listCases, readCase } from '#cases/contract'
import { readStaff, readWorkForm } from '#registry/contract'
import { call } from '../../foundation/call.ts'

/** Open work of one kind, or of every kind, that concerns whoever is signed in. */
export const workQuery = (definition: string | undefined) =>
  queryOptions({
    queryKey: [listCases.path, 'work', definition ?? ''],
    staleTime: 0,
    queryFn: () => call(listCases, definition === undefined ? {} : { definition }),
  })

export const workCaseQuery = (id: string) =>
  queryOptions({
    queryKey: [readCase.path, id],
    staleTime: 0,
    queryFn: () => call(readCase, { case: id }),
  })

export type StaffAsked = z.input<typeof readStaff.request>
export type StaffLine = z.infer<typeof readStaff.response>['staff'][number]

export const staffQuery = (asked: StaffAsked) =>
  queryOptions({
    queryKey: [readStaff.path, asked],
    staleTime: 0,
    queryFn: () => call(readStaff, asked),
  })

export const workFormQuery = (definition: z.input<typeof readWorkForm.request>['definition']) =>
  queryOptions({
    queryKey: [readWorkForm.path, definition],
    queryFn: () => call(readWorkForm, { definition }),
  })
