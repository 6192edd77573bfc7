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
