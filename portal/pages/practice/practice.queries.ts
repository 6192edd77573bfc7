import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { readPracticeWarnings } from '#intake/contract'
import { call } from '../../foundation/call.ts'
import { daysBefore, isoDay } from '../../foundation/format.ts'
import { searchOf } from '../../foundation/search.ts'

const { from, to, facility } = readPracticeWarnings.request.shape

/** The days looked at; both may be left out. */
export const readPracticeAddress = searchOf(
  z.strictObject({ from: from.optional(), to: to.optional(), facility }),
)
export type PracticeAddress = ReturnType<typeof readPracticeAddress>

/** The days asked for; where none are, the last thirty. */
export function lastThirtyDays(address: PracticeAddress, now: Date) {
  const last = address.to ?? isoDay(now)
  return { ...address, to: last, from: address.from ?? daysBefore(last, 29) }
}

export const practiceQuery = (asked: z.output<typeof readPracticeWarnings.request>) =>
  queryOptions({
    queryKey: [readPracticeWarnings.path, asked],
    queryFn: () => call(readPracticeWarnings, asked),
  })
