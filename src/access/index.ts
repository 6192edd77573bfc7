/** Access: who is calling, how they sign in, what they may do and on what ground. */
export type { Access, AccessNeeds } from './access.ts'
export { makeAccess } from './open-access.ts'
export { accessTexts } from './problem-texts.ts'
export { makeSealer, type Sealer } from './sealing.ts'
export { resealBy, sealedColumns } from './sealed-columns.ts'
export { rightsOf } from './role-rights.ts'
export { isConfirmedAt } from './sessions/identify-caller.ts'
export {
  createAccount,
  firstLink,
  type NewAccount,
  type PasswordLink,
} from './accounts/create-account.ts'
export { findIdentity, hasAdministrator } from './accounts/account-store.ts'
export type { CareKind } from './care/care-kind.ts'
export { type CareRelationRules, careRelationRulesAt } from './care/care-relation-rules.ts'
export { decideRecordAccess, type RecordDecision } from './care/decide-record-access.ts'
export { decide } from './policy/decide.ts'
export type { Denied } from './policy/decision.ts'
export {
  decideFacilityAccess,
  decideIdentityAccess,
  decideTotalsAccess,
} from './policy/decide-duty-access.ts'
export type { FacilityFacts, RecordFacts, TotalsFacts } from './policy/facts.ts'
export { noteLicenceDecision } from './policy/note-licence-decision.ts'
export { maySee, type SeenEntry } from './policy/may-see.ts'
export { findWithheld } from './policy/withheld-store.ts'
export { maySeeResource } from './policy/may-see-resource.ts'
export {
  insistOnPermit,
  type PermittedFacility,
  type PermittedIdentity,
  type PermittedRecord,
  type PermittedTotals,
  type PermittedWork,
  permitWork,
} from './policy/permit.ts'
export {
  addCareRelations,
  type CareRelation,
  endCareRelations,
} from './care/care-relation-store.ts'
export { issueRecordPass, type RecordPass, redeemRecordPass } from './care/redeem-record-pass.ts'
export { isWithin, type ResourceFacts, scopeAllows } from './systems/scope-allows.ts'
export { type ClinicalScope, parseSmartScope, type SmartScope } from './systems/smart-scope.ts'
export { closeWireDoor, md5Upper, openWireDoor } from './wire/open-wire-door.ts'
export type { WireAccount, WireCall, WireDesk, WireTokens } from './wire/wire-desk.ts'
export type { GuardianTie } from './consent/note-guardian.ts'
export { findConsentFacts } from './policy/consent-facts.ts'
export { noteDeath } from './consent/death-store.ts'
export type { PersonNotice } from './consent/person-notice.ts'
export { tellPerson } from './consent/person-notice-store.ts'
export { isSignedChoice } from './consent/consent-key.ts'
export { findActedFor } from './consent/find-acted-for.ts'
export { isRestrictedPurpose } from './consent/restriction.ts'
export { findLeftOut, liftRestriction, restrictProcessing } from './consent/restrict-processing.ts'
export { judgeBreakGlass } from './consent/judge-break-glass.ts'
export { listGrantsSince, type ReviewedGrant } from './consent/break-glass-store.ts'
