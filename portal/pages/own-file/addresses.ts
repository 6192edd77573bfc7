import { z } from 'zod'
import { searchOf } from '../../foundation/search.ts'

const Day = z.iso.date()

/** Which file at which time: what held on a day (`ngay`), as it stood at the end of a day (`da-ghi`), or one version (`ban`). */
export const readFileAddress = searchOf(
  z.strictObject({
    ngay: Day.optional(),
    daGhi: Day.optional(),
    ban: z.coerce.number().int().positive().optional(),
  }),
)
export type FileAddress = ReturnType<typeof readFileAddress>

/** What is asked of the server for an address. A day ends in Vietnam, which has no summer time. */
export function askedOf(subject: string, { ngay, daGhi, ban }: FileAddress) {
  return {
    subject,
    ...(ngay === undefined ? {} : { day: ngay }),
    ...(daGhi === undefined ? {} : { believedAt: `${daGhi}T23:59:59+07:00` }),
    ...(ban === undefined ? {} : { version: ban }),
  }
}

export const readStaffAddress = searchOf(
  z.strictObject({
    ngay: Day.optional(),
    trangThai: z.string().max(20).optional(),
    /** Of whose staff, for those who review several facilities. */
    coSo: z.string().length(5).optional(),
  }),
)

export const readHistoryAddress = searchOf(
  z.strictObject({ truoc: z.coerce.number().int().positive().optional() }),
)
