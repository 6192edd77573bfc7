import { z } from 'zod'
import { searchOf } from '../../foundation/search.ts'

const Text = z.string().max(100).optional()

/** What is searched for as it stands in the address. Where somebody stands is not part of it: an address is passed on. */
export const readLookUpAddress = searchOf(
  z.object({
    words: Text,
    kind: z.enum(['facility', 'practitioner']).optional(),
    province: Text,
    facility: Text,
    title: Text,
    scope: Text,
    form: Text,
    /** now, or a day of the week from 1 to 7. */
    open: Text,
  }),
)
