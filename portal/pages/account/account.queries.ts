import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listOwnTools, listStaff, readSecurity } from '#access/contract'
import { call } from '../../foundation/call.ts'

export type Security = z.infer<typeof readSecurity.response>

export const securityQuery = () =>
  queryOptions({ queryKey: [readSecurity.path], queryFn: () => call(readSecurity, {}) })

export const toolsQuery = () =>
  queryOptions({ queryKey: [listOwnTools.path], queryFn: () => call(listOwnTools, {}) })

export const staffQuery = (query: string) =>
  queryOptions({
    queryKey: [listStaff.path, query],
    queryFn: () => call(listStaff, query === '' ? {} : { query }),
  })
