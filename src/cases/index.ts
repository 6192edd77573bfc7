/** Cases: work that passes between people under a legal clock, by definitions kept as data. */
export { caseRoutes } from './case-routes.ts'
export { fieldsToForm } from './case-forms.ts'
export { eraseClosedBefore, findStandingOf, hasOpenCase, listOpenPlaces } from './case-store.ts'
export { caseLoops } from './escalate-overdue.ts'
export {
  type CarryOut,
  type CaseCaller,
  type CaseNeeds,
  type Places,
  SYSTEM,
  type TakenStep,
} from './needs.ts'
export { isParty } from './next-steps.ts'
export { rewrapCaseKeys } from './rewrap-store.ts'
export { type CaseToOpen, openCase, type OpenedCase } from './open-case.ts'
export { casesTexts } from './problem-texts.ts'
export { findParties, findSubject, readCase } from './read-cases.ts'
export { type Definitions, readDefinitions } from './read-definitions.ts'
export { takeStepWithin } from './move-case.ts'
