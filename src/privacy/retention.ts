import { readFileSync } from 'node:fs'
import { z } from 'zod'

const FILE = new URL('../../catalogues/privacy/retention.json', import.meta.url)

const RetentionRule = z.strictObject({
  id: z.string(),
  /** The code of its dataset in the catalogue of databases. */
  dataset: z.string(),
  name: z.strictObject({ vi: z.string(), en: z.string() }),
  keep: z.strictObject({ months: z.int().positive() }),
  by: z.enum(['loop', 'owner', 'law']),
  instrument: z.string(),
  article: z.string(),
  uncertain: z.string().optional(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
})
export type RetentionRule = z.infer<typeof RetentionRule>

/** How long each kind of data is kept, from `catalogues/privacy/retention.json`. Throws when the file is faulty. */
export function readRetentionRules(): readonly RetentionRule[] {
  const file = z.strictObject({ about: z.string(), rules: z.array(RetentionRule) })
  return file.parse(JSON.parse(readFileSync(FILE, 'utf8'))).rules
}

/** What lies before this instant need not be kept any more. */
export function keptSince({ keep }: RetentionRule, now: Date): Date {
  const since = new Date(now)
  since.setUTCMonth(now.getUTCMonth() - keep.months)
  return since
}
