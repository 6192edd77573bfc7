import { ruleTitle } from '#rules'
import type { Bilingual } from '#vocabulary/bilingual'
import type { RuleCount } from './contract.ts'
import { readingMessage } from './dossier-xml/reading-findings.ts'
import { identityMessage } from './identity-finding.ts'
import { ownershipMessage } from './ownership-findings.ts'
import { practiceMessage } from './practice-findings.ts'
import type { RuleRow } from './quality-store.ts'

/** A counted rule by its name: no value of any one dossier appears in statistics. */
export function ruleCountOf({ rule, severity, count, dossiers }: RuleRow): RuleCount {
  return { rule, severity, title: titleOf(rule), count, dossiers }
}

function titleOf(rule: string): Bilingual {
  const sentence =
    readingMessage(rule) ?? ownershipMessage(rule) ?? identityMessage(rule) ?? practiceMessage(rule)
  return ruleTitle(rule) ?? (sentence && withoutStop(sentence)) ?? { vi: rule, en: rule }
}

/** The sentence of a rule that needs no values is its title. */
function withoutStop({ vi, en }: Bilingual): Bilingual {
  return { vi: vi.replace(/\.$/, ''), en: en.replace(/\.$/, '') }
}
