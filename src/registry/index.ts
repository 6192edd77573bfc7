/** Registry: the facilities of the country, as they are and as they were. */
export { type Facility, type FacilityKind, FACILITY_KINDS, facilityOn } from './facility.ts'
export { findFacility, listFacilities, loadFacilities, stationOf } from './facility-store.ts'
export { openRegistry, type Registry } from './open-registry.ts'
export { conceptToFacility, loadStarterFacilities } from './load-starter-facilities.ts'
export { registryRoutes } from './facility-routes.ts'
export {
  asOf,
  codesOf,
  type FieldValue,
  isInForce,
  type Profile,
  type Provenance,
  provenanceOf,
  type Slot,
  slotsOf,
  type Statement,
  statementsOf,
  type SubjectKind,
  textOf,
  type ValueSource,
} from './profile.ts'
export {
  type FieldDefinition,
  isRequired,
  type ProfileDefinition,
  type ProfileDefinitions,
  readProfileDefinitions,
  type Scheme,
  type SectionDefinition,
  type Sensitivity,
  type Writer,
} from './profile-definition.ts'
export {
  type DescribedPractitioner,
  describePractitioners,
} from './practice/describe-practitioners.ts'
export { mayPractise, type PracticeQuestion } from './practice/may-practise.ts'
export { openPracticeMemory, type PracticeMemory } from './practice/practice-memory.ts'
export type { PracticeReason } from './practice/practice-reasons.ts'
export { practiceRoutes } from './practice/practice-routes.ts'
export { PRACTICE_RULES } from './practice/practice-rules.ts'
export {
  type AppliedLicenceEvent,
  applyLicenceEvent,
  type LicenceNeeds,
} from './licence/apply-licence-event.ts'
export { decisionOfCase } from './licence/decision-of-case.ts'
export type { LicenceDecision } from './licence/licence-decision.ts'
export { practiceTexts } from './licence/problem-texts.ts'
export { carryOutRegistry } from './carry-out.ts'
export { profilePlaces } from './case-places.ts'
export { namePractitioners } from './find-practitioner.ts'
export { nameOfFile } from './name-facility.ts'
export type { ProfileNeeds, Published } from './profile-needs.ts'
export { profileRoutes } from './profile-routes.ts'
export { registryTexts } from './problem-texts.ts'
export { certificateRoutes } from './certificate/certificate-routes.ts'
export { directoryRoutes } from './directory/directory-routes.ts'
export { listingLoop } from './look-up/listing-loop.ts'
export { lookUpRoutes } from './look-up/look-up-routes.ts'
export { fillRegistry, type SyntheticFile } from './fill-registry.ts'
export { qualityLoop } from './quality/quality-loop.ts'
export { qualityRoutes } from './quality/quality-routes.ts'
export { type QualityTotals, qualityTotals } from './quality/quality-totals.ts'
export { registryLists } from './workbooks/keep-list.ts'
export type { FacilityFacts } from './progress/facility-facts.ts'
export {
  countStaff,
  type FollowedTo,
  listChangedFacilities,
  listFacilitiesOfChanged,
  listUnfiledFacilities,
  type StaffCounts,
} from './progress/progress-store.ts'
export type { OutsideIdentity } from './outside/envelope.ts'
export type { OutsideChannel } from './outside/outside-channel.ts'
export { outsideRoutes } from './outside/outside-routes.ts'
export { outsideEnds, outsideLoops } from './outside/outside-loops.ts'
export type { OutsideNeeds } from './outside/outside-needs.ts'
