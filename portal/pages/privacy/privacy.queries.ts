import { queryOptions } from '@tanstack/react-query'
import { type CaseFilter, listCases, readCase } from '#cases/contract'
import { listKinds, readInventory } from '#privacy/contract'
import { call } from '../../foundation/call.ts'

export const casesQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: [listCases.path, filter],
    staleTime: 0,
    queryFn: () => call(listCases, filter),
  })

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [readCase.path, id],
    staleTime: 0,
    queryFn: () => call(readCase, { case: id }),
  })

export const kindsQuery = () =>
  queryOptions({ queryKey: [listKinds.path], queryFn: () => call(listKinds, {}) })

export const inventoryQuery = () =>
  queryOptions({ queryKey: [readInventory.path], queryFn: () => call(readInventory, {}) })
