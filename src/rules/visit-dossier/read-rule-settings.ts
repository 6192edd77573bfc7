import type { Outcome } from '#vocabulary/outcome'
import { readSettings, type RuleSettings } from '../engine/settings.ts'
import { checkInRules, dossierRules } from './pack.ts'

const known = new Set([...dossierRules, ...checkInRules].map((rule) => rule.id))

/**
 * Reads an operator's rule settings (JSON text).
 *
 * Refuses `rules.settings-malformed` and, for a rule that does not exist, `rules.unknown-rule`.
 */
export function readRuleSettings(text: string): Outcome<RuleSettings> {
  return readSettings(text, known)
}
