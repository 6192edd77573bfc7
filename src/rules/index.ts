/** Rules: judges messages by dated, cited rules and says every finding at once, with its ground and its remedy. */
export type { Judgement } from './engine/judgement.ts'
export { FINDINGS_LIMIT } from './engine/findings.ts'
export {
  defaultRuleSettings,
  type RuleSettings,
  type RuleSwitch,
} from './engine/settings.ts'
export type {
  JudgedCheckIn,
  JudgedDossier,
  SignatureState,
} from './visit-dossier/judged-dossier.ts'
export {
  dictionaryOn,
  type DossierField,
  type DossierTable,
  type FieldDictionary,
} from './visit-dossier/field-dictionary.ts'
export { judgeCheckIn, judgeDossier } from './visit-dossier/judge-dossier.ts'
export { ruleTitle } from './visit-dossier/rule-titles.ts'
export { readRuleSettings } from './visit-dossier/read-rule-settings.ts'
export { rulesTexts } from './problem-texts.ts'
