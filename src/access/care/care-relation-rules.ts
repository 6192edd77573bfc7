import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { vietnamDay } from '#vocabulary/vietnam-time'

const FILE = new URL('../../../catalogues/policy/care-relations.json', import.meta.url)

const Length = z.strictObject({
  days: z.number().int().positive(),
  source: z.string().min(1),
  chosenBy: z.string(),
})

const Rules = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  /** For the facility that somebody was referred to and has not come to. */
  referral: Length,
  /** For the station of the commune to which somebody came home from a stay. */
  commune: Length,
  /** For the facility that asked somebody to come again: around that day. */
  appointment: Length.extend({ daysBefore: z.number().int().min(0) }),
})

export type CareRelationRules = z.infer<typeof Rules>

const ALL: readonly CareRelationRules[] = z
  .strictObject({ about: z.string(), rules: z.array(Rules).min(1) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8'))).rules

/**
 * How long a visit that comes in at an instant lets others look at the record, by Vietnam's day; before the first rules, the first
 * ones hold. Rules that follow change nothing for relations that already run.
 */
export function careRelationRulesAt(
  now: Date,
  all: readonly CareRelationRules[] = ALL,
): CareRelationRules {
  const day = vietnamDay(now)
  const inForce = all.filter((rules) => rules.from <= day && (rules.to === null || day <= rules.to))
  const found = inForce.at(-1) ?? all[0]
  if (found === undefined) throw new Error('catalogues/policy/care-relations.json has no rules')
  return found
}
