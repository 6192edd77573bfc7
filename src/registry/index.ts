/** Registry: the facilities of the country, as they are and as they were. */
export { type Facility, type FacilityKind, FACILITY_KINDS, facilityOn } from './facility.ts'
export { findFacility, listFacilities, loadFacilities, stationOf } from './facility-store.ts'
export { openRegistry, type Registry } from './open-registry.ts'
export { conceptToFacility, loadStarterFacilities } from './load-starter-facilities.ts'
export { registryRoutes } from './facility-routes.ts'
