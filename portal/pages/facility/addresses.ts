import { z } from 'zod'
import { listDeliveries } from '#delivery/contract'
import { findingsByWard, SubmissionFilter, type WardFilter } from '#intake/contract'
import { daysBefore, isoDay } from '../../foundation/format.ts'
import { searchOf } from '../../foundation/search.ts'

/** The filters of the facility's pages as they stand in the address. */

export const readSubmissionsAddress = searchOf(SubmissionFilter.omit({ limit: true }))
export type SubmissionsAddress = ReturnType<typeof readSubmissionsAddress>

export const readDeliveriesAddress = searchOf(listDeliveries.request.omit({ limit: true }))
export type DeliveriesAddress = ReturnType<typeof readDeliveriesAddress>

/** `o` is the place shown (`XML2[3]/MA_THUOC`), so that a link leads to the very field. */
export const readPlaceAddress = searchOf(z.strictObject({ o: z.string().max(100).optional() }))

/** Findings by ward: the days may be left out. */
export const readWardAddress = searchOf(
  z.strictObject({
    ...findingsByWard.request.shape,
    from: findingsByWard.request.shape.from.optional(),
    to: findingsByWard.request.shape.to.optional(),
  }),
)
export type WardAddress = ReturnType<typeof readWardAddress>

/** The days asked for; where none are, the last seven. */
export function lastWeek(address: WardAddress, now: Date): WardFilter {
  const to = address.to ?? isoDay(now)
  return { ...address, to, from: address.from ?? daysBefore(to, 6) }
}
