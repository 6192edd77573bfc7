import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { makeChoice, markNoticesSeen, readChoices, readNotices } from '#access/contract'
import { call } from '../../../foundation/call.ts'

/** What holds is asked afresh at each opening: it may have been changed elsewhere. `of`: of a child; absent: one's own. */
export const choicesQuery = (of?: string) =>
  queryOptions({
    queryKey: [readChoices.path, of ?? ''],
    staleTime: 0,
    queryFn: () => call(readChoices, of === undefined ? {} : { of }),
  })

export const choose = (wish: z.input<typeof makeChoice.request>) => call(makeChoice, wish)

export const noticesQuery = () =>
  queryOptions({ queryKey: [readNotices.path], staleTime: 0, queryFn: () => call(readNotices, {}) })

export const markSeen = () => call(markNoticesSeen, {})
