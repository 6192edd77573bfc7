import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { answerDelegation, endDelegation, offerDelegation, readFamily } from '#access/contract'
import { readFamilyBook, readFamilyVisit } from '#health-book/contract'
import { call } from '../../../foundation/call.ts'

export const familyQuery = () =>
  queryOptions({ queryKey: [readFamily.path], staleTime: 0, queryFn: () => call(readFamily, {}) })

export const familyBookQuery = (person: string) =>
  queryOptions({
    queryKey: [readFamilyBook.path, person],
    queryFn: () => call(readFamilyBook, { person }),
  })

export const familyVisitQuery = (person: string, visit: string) =>
  queryOptions({
    queryKey: [readFamilyVisit.path, person, visit],
    queryFn: () => call(readFamilyVisit, { person, visit }),
  })

export const invite = (offer: z.input<typeof offerDelegation.request>) =>
  call(offerDelegation, offer)

export const answer = (id: string, accept: boolean) => call(answerDelegation, { id, accept })

export const end = (id: string) => call(endDelegation, { id })
