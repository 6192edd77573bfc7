import { amountRules } from './amount-rules.ts'
import { approvedItemRules } from './approved-item-rules.ts'
import { bedRules } from './bed-rules.ts'
import { birthRules } from './birth-rules.ts'
import { checkInOnlyRules } from './check-in-rules.ts'
import { codeRules } from './code-rules.ts'
import { diagnosisRules } from './diagnosis-rules.ts'
import { drugRules } from './drug-rules.ts'
import { envelopeRules, senderRules } from './envelope-rules.ts'
import { facilityCodeRules } from './facility-code-rules.ts'
import { facilityListRules } from './facility-list-rules.ts'
import { fieldRules } from './field-rules.ts'
import { handoverRules } from './handover-rules.ts'
import { identityRules } from './identity-rules.ts'
import { insuranceRules } from './insurance-rules.ts'
import { leaveRules } from './leave-rules.ts'
import { lineTimeRules } from './line-time-rules.ts'
import { paperRules } from './paper-rules.ts'
import { programmeRules } from './programme-rules.ts'
import { resultRules } from './result-rules.ts'
import type { VisitRule } from './rule-forms.ts'
import { scopeRules } from './scope-rules.ts'
import { serviceRules } from './service-rules.ts'
import { serviceSetRules } from './service-set-rules.ts'
import { shareRules } from './share-rules.ts'
import { stayRules } from './stay-rules.ts'
import { tableRules } from './table-rules.ts'
import { tagRules } from './tag-rules.ts'
import { timeRules } from './time-rules.ts'
import { totalRules } from './total-rules.ts'
import { valueRules } from './value-rules.ts'

/** Changes with every change of the pack's rules or dictionary; a refused dossier is then judged anew. */
export const PACK_VERSION = '2026-11-20'

/** Every rule of the visit dossier, in the order in which a reader would check. */
export const dossierRules: readonly VisitRule[] = [
  ...envelopeRules,
  ...senderRules,
  ...tagRules,
  ...fieldRules,
  ...tableRules,
  ...stayRules,
  ...identityRules,
  ...insuranceRules,
  ...valueRules,
  ...codeRules,
  ...facilityCodeRules,
  ...facilityListRules,
  ...approvedItemRules,
  ...diagnosisRules,
  ...timeRules,
  ...lineTimeRules,
  ...drugRules,
  ...serviceRules,
  ...serviceSetRules,
  ...scopeRules,
  ...bedRules,
  ...amountRules,
  ...shareRules,
  ...totalRules,
  ...resultRules,
  ...paperRules,
  ...leaveRules,
  ...birthRules,
  ...handoverRules,
  ...programmeRules,
]

/** Every rule of the check-in file. */
export const checkInRules: readonly VisitRule[] = [
  ...senderRules,
  ...tagRules,
  ...fieldRules,
  ...checkInOnlyRules,
]
