/** Access: who is calling, how they sign in, what they may do and on what ground. */
export type { Access, AccessNeeds } from './access.ts'
export { makeAccess } from './open-access.ts'
export { accessTexts } from './problem-texts.ts'
export { makeSealer, type Sealer } from './sealing.ts'
export { rightsOf } from './role-rights.ts'
export { createAccount, type NewAccount, type PasswordLink } from './accounts/create-account.ts'
export {
  type CareKind,
  maySee,
  type PermittedRecord,
  type RecordDecision,
} from './care/record-decision.ts'
export { decideRecordAccess } from './care/decide-record-access.ts'
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
