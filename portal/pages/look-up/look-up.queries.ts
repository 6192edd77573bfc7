import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  readCertificate,
  readCertificateKeys,
  readPublic,
  readSearchChoices,
  readStatusList,
  searchPublic,
} from '#registry/contract'
import { call } from '../../foundation/call.ts'

export type LookUpAsked = z.input<typeof searchPublic.request>

export const lookUpQuery = (asked: LookUpAsked) =>
  infiniteQueryOptions({
    queryKey: [searchPublic.path, asked],
    queryFn: ({ pageParam }) =>
      call(searchPublic, { ...asked, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

export const publicQuery = (subject: string) =>
  queryOptions({
    queryKey: [readPublic.path, subject],
    queryFn: () => call(readPublic, { subject }),
  })

export const choicesQuery = () =>
  queryOptions({
    queryKey: [readSearchChoices.path],
    staleTime: Infinity,
    queryFn: () => call(readSearchChoices, {}),
  })

export const certificateQuery = (subject: string) =>
  queryOptions({
    queryKey: [readCertificate.path, subject],
    queryFn: () => call(readCertificate, { subject }),
  })

export const keysQuery = () =>
  queryOptions({
    queryKey: [readCertificateKeys.path],
    queryFn: () => call(readCertificateKeys, {}),
  })

export const statusListQuery = () =>
  queryOptions({ queryKey: [readStatusList.path], queryFn: () => call(readStatusList, {}) })
