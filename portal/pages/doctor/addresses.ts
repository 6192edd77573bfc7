import { z } from 'zod'
import { searchOf } from '../../foundation/search.ts'

export const PARTS = ['tom-tat', 'lan-kham', 'xet-nghiem', 'giay-to'] as const
export type Part = (typeof PARTS)[number]

/** Which part of a record is open, and which index in it. */
export const readRecordAddress = searchOf(
  z.strictObject({ muc: z.enum(PARTS).optional(), chiSo: z.string().max(50).optional() }),
)
