import { readFileSync } from 'node:fs'
import { z } from 'zod'

const FOLDER = new URL('../../catalogues/clocks/', import.meta.url)

const day = z.iso.date()
const text = z.object({ vi: z.string(), en: z.string() })

const Term = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), count: z.number().positive() }),
  z.object({ kind: z.literal('working-days'), count: z.number().int().positive() }),
  z.object({ kind: z.literal('before-day'), day: z.number().int().min(1).max(28) }),
])
export type Term = z.infer<typeof Term>

const ClockDefinition = z.object({
  id: z.string(),
  name: text,
  startsAt: z.enum(['visit-end', 'received', 'returned']),
  /** Whose duty it is. */
  bound: z.enum(['facility', 'insurance']),
  /**
   * What ends the duty: `received` by the portal; `settled`: received and not returned, or returned and corrected;
   * `judged`: a result is known; `corrected`: a correction was queued.
   */
  until: z.enum(['received', 'settled', 'judged', 'corrected']),
  term: Term,
  nearHours: z.number().nonnegative(),
  source: z.string(),
  validFrom: day,
  validTo: day.optional(),
  enabled: z.boolean(),
  uncertain: z.string().optional(),
})
export type ClockDefinition = z.infer<typeof ClockDefinition>

/** The clocks of the insurance portal, as law has them; those that are switched off are among them. */
export const CLOCKS: readonly ClockDefinition[] = z
  .object({ clocks: z.array(ClockDefinition) })
  .parse(readCatalogue('insurance-portal.json')).clocks

function readCatalogue(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
}
