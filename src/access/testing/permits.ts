import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import {
  makeFacilityPermit,
  makeRecordPermit,
  type PermittedFacility,
  type PermittedRecord,
} from '../policy/permit.ts'

/** A permit for the whole record of somebody, as the person has it. */
export function permitAll(...persons: readonly RecordId[]): PermittedRecord {
  return permitClasses(DATA_CLASSES, ...persons)
}

/** A permit for some data classes of somebody's record, whichever facility wrote them. */
export function permitClasses(
  classes: readonly DataClass[],
  ...persons: readonly RecordId[]
): PermittedRecord {
  return makeRecordPermit({
    ...COMMON,
    persons,
    ground: 'own-record',
    purpose: 'own-record',
    classes,
  })
}

/** A permit for what an app may read of somebody's ordinary entries. */
export function permitApp(
  scopes: readonly string[],
  ...persons: readonly RecordId[]
): PermittedRecord {
  return makeRecordPermit({
    ...COMMON,
    persons,
    ground: 'own-record',
    purpose: 'own-record',
    classes: ['ordinary'],
    scopes,
  })
}

/** A permit for a facility that cares for somebody: its own entries, and ordinary ones of others. */
export function permitRelated(
  facility: FacilityCode,
  ...persons: readonly RecordId[]
): PermittedRecord {
  return makeRecordPermit({
    ...COMMON,
    persons,
    ground: 'open-visit',
    purpose: 'treatment',
    classes: ['ordinary'],
    facility,
  })
}

const COMMON = {
  source: 'test',
  except: { visits: new Set<RecordId>(), classes: new Set<DataClass>() },
  obligations: [],
} as const

/** A permit for what one facility sent and for its own patients. */
export function permitOf(facility: FacilityCode): PermittedFacility {
  return makeFacilityPermit({ facility, purpose: 'administration', source: 'test' })
}
