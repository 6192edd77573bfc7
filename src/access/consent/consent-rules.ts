import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { vietnamDay } from '#vocabulary/vietnam-time'

const FILE = new URL('../../../catalogues/policy/consent.json', import.meta.url)

const count = z.number().int().positive()

const Rules = z.object({
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  guardianship: z.object({
    source: z.string(),
    /** A dossier under a parent's number makes that parent guardian by itself up to this age; later a counter confirms. */
    newbornDays: count,
    /** More guardians of one child than this are looked at by a human. */
    guardiansMax: count,
  }),
  delegation: z.object({ daysMax: count, delegatesMax: count }),
  breakGlass: z.object({
    source: z.string(),
    /** How long an emergency opening lasts. */
    hours: count,
    reasonCharactersMin: count,
    reasonWordsMin: count,
    /** So many openings by one account within `perAccountHours`. */
    perAccountMax: count,
    perAccountHours: count,
    reviewWorkingDays: count,
    /** After an opening was judged not justified, the same account opens the same record no more this way for so long. */
    barredDays: count,
  }),
  share: z.object({
    daysMax: count,
    /** Wrong passcodes, over the whole life of a share, before it ends. */
    passcodeAttempts: count,
    /** Shares of one person that are open at the same time. */
    openMax: count,
  }),
})

/** The numbers of consent, guardianship, emergency access and shares on one day. */
export type ConsentRules = z.infer<typeof Rules>

const ALL: readonly ConsentRules[] = z
  .object({ rules: z.array(Rules).min(1) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8'))).rules

/** The rules in force at an instant, by Vietnam's day; outside every term the first ones hold, so that the house is never without. */
export function consentRulesAt(now: Date): ConsentRules {
  const day = vietnamDay(now)
  const inForce = ALL.filter((rules) => rules.from <= day && (rules.to === null || day <= rules.to))
  const found = inForce.at(-1) ?? ALL[0]
  if (found === undefined) throw new Error('catalogues/policy/consent.json has no rules')
  return found
}
