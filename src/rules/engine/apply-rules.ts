import { collectFindings, type Findings, type FindingText, type Places } from './findings.ts'
import type { Rule } from './rule.ts'
import type { ActiveRule, RuleSettings } from './settings.ts'
import { rulesInForce } from './settings.ts'

/** Runs every rule over the subject: all findings at once, none stops another. */
export function applyRules<Subject>(
  rules: readonly ReadyRule<Subject>[],
  subject: Subject,
  places: Places,
): Findings {
  const findings = collectFindings(places)
  for (const { rule, severity, text } of rules) {
    rule.check(subject, (at, values, soften) => findings.add(text, soften ?? severity, at, values))
  }
  return findings
}

/** A rule in force with what its findings have in common, which is the same for every dossier. */
export type ReadyRule<Subject> = ActiveRule<Subject> & { readonly text: FindingText }

function makeReady<Subject>(active: ActiveRule<Subject>): ReadyRule<Subject> {
  const { id, message, remedy, instrument, confidence } = active.rule
  const mark = confidence === 'uncertain' ? ' (?)' : ''
  return { ...active, text: { rule: id, message, remedy, source: `${instrument}${mark}` } }
}

/** Days whose rules are kept ready: more than the visits of a year end on. */
const READY_DAYS = 500

/** The rules of a pack by day, worked out once per day and settings. */
export function makePlan<Subject>(
  rules: readonly Rule<Subject>[],
): (day: string, settings: RuleSettings) => readonly ReadyRule<Subject>[] {
  const ready = new WeakMap<RuleSettings, Map<string, readonly ReadyRule<Subject>[]>>()
  return (day, settings) => {
    const days = ready.get(settings) ?? new Map<string, readonly ReadyRule<Subject>[]>()
    ready.set(settings, days)
    const known = days.get(day)
    if (known) return known
    if (days.size >= READY_DAYS) days.clear()
    const inForce = rulesInForce(rules, day, settings).map(makeReady)
    days.set(day, inForce)
    return inForce
  }
}
