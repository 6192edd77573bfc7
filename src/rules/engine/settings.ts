import { z } from 'zod'
import { accept, refuse, type Outcome } from '#vocabulary/outcome'
import type { Day, Rule } from './rule.ts'

/** An operator's decision about one rule: on, off, or of another weight, between two days of the event. */
export type RuleSwitch = {
  readonly rule: string
  readonly on?: boolean
  readonly severity?: 'error' | 'warning'
  readonly from?: Day
  readonly to?: Day
  /** Why, and on whose word: it is shown in the list of settings. */
  readonly reason: string
}

export type RuleSettings = {
  /** Named in the rule set of every judgement. */
  readonly version: string
  readonly switches: readonly RuleSwitch[]
}

/** The rules as they are shipped. */
export const defaultRuleSettings: RuleSettings = { version: 'default', switches: [] }

/** Switches in one file: far above the number of rules, since a rule may have several periods. */
const SWITCHES_LIMIT = 2_000

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const settingsFile = z.strictObject({
  version: z.string().min(1).max(40),
  switches: z
    .array(
      z.strictObject({
        rule: z.string(),
        on: z.boolean().exactOptional(),
        severity: z.enum(['error', 'warning']).exactOptional(),
        from: day.exactOptional(),
        to: day.exactOptional(),
        reason: z.string().min(1).max(500),
      }),
    )
    .max(SWITCHES_LIMIT),
})

/**
 * Reads an operator's settings from JSON text.
 *
 * Refuses `rules.settings-malformed` and, for a rule that does not exist, `rules.unknown-rule`.
 */
export function readSettings(text: string, known: ReadonlySet<string>): Outcome<RuleSettings> {
  const json = parseJson(text)
  if (!json.ok) return json
  const settings = settingsFile.safeParse(json.value)
  if (!settings.success) {
    return refuse('incorrect', 'rules.settings-malformed', settings.error.issues[0]?.path.join('/'))
  }
  const stranger = settings.data.switches.find((one) => !known.has(one.rule))
  if (stranger) return refuse('incorrect', 'rules.unknown-rule', stranger.rule)
  return accept(settings.data)
}

function parseJson(text: string): Outcome<unknown> {
  try {
    return accept(JSON.parse(text))
  } catch {
    return refuse('incorrect', 'rules.settings-malformed')
  }
}

/** A rule as it weighs on one day. */
export type ActiveRule<Subject> = {
  readonly rule: Rule<Subject>
  readonly severity: 'error' | 'warning'
}

/** The rules in force on a day, under an operator's settings: of several switches for one rule the last one wins. */
export function rulesInForce<Subject>(
  rules: readonly Rule<Subject>[],
  on: Day,
  settings: RuleSettings,
): readonly ActiveRule<Subject>[] {
  const switches = new Map<string, RuleSwitch>()
  for (const one of settings.switches) if (covers(one.from, one.to, on)) switches.set(one.rule, one)

  return rules.flatMap((rule) => {
    const decided = switches.get(rule.id)
    const isOn = decided?.on ?? (rule.off !== true && covers(rule.validFrom, rule.validTo, on))
    return isOn ? [{ rule, severity: decided?.severity ?? rule.severity }] : []
  })
}

function covers(from: Day | undefined, to: Day | undefined, on: Day): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to)
}
