import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { makeChoice, markNoticesSeen, readChoices, readNotices } from '#access/contract'
import { call } from '../../../foundation/call.ts'

/** What holds is asked afresh at each opening: it may have been changed elsewhere. */
export const choicesQuery = () =>
  queryOptions({ queryKey: [readChoices.path], staleTime: 0, queryFn: () => call(readChoices, {}) })

export const choose = (wish: z.input<typeof makeChoice.request>) => call(makeChoice, wish)

export const noticesQuery = () =>
  queryOptions({ queryKey: [readNotices.path], staleTime: 0, queryFn: () => call(readNotices, {}) })

export const markSeen = () => call(markNoticesSeen, {})
