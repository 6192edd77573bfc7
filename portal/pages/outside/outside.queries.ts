import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { listOutsideRecords, readOutside, resendOutside } from '#registry/contract'
import { call } from '../../foundation/call.ts'
import { searchOf } from '../../foundation/search.ts'

const { channel, state } = listOutsideRecords.request.shape

/** The connection whose files are listed, and in which state. */
export const readOutsideAddress = searchOf(
  z.strictObject({ channel: channel.optional(), state: state.optional() }),
)
export type OutsideAddress = ReturnType<typeof readOutsideAddress>

type Listed = { readonly channel: z.output<typeof channel>; readonly state: z.output<typeof state> }
export type Channel = Listed['channel']
export type RecordState = Listed['state']

/** Looked at again every ten seconds: what waits goes by itself. */
const LOOK_EVERY_MS = 10_000

export const outsideQuery = () =>
  queryOptions({
    queryKey: [readOutside.path],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () => call(readOutside, {}),
  })

export const recordsQuery = (asked: Listed) =>
  infiniteQueryOptions({
    queryKey: [listOutsideRecords.path, asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listOutsideRecords, {
        ...asked,
        limit: 50,
        ...(pageParam === '' ? {} : { after: pageParam }),
      }),
    getNextPageParam: (page) => page.next,
  })

export const resend = (asked: z.input<typeof resendOutside.request>) => call(resendOutside, asked)
