import { type Door, serve } from '#foundation/serve'
import type { ConsentNeeds } from '../consent/consent-needs.ts'
import { listInspections, orderInspection, revokeInspection } from './contract.ts'
import { readInspections } from './read-inspections.ts'
import { orderInspectionOf } from './order-inspection.ts'
import { revokeInspectionOf } from './revoke-inspection.ts'

/** Orders to inspect: given and ended by the head of a department, read by the inspectors whom they name. */
export function inspectionRoutes(door: Door, needs: ConsentNeeds): void {
  serve(door, orderInspection, (caller, wish) => orderInspectionOf(needs, caller, wish))
  serve(door, listInspections, (caller) => readInspections(needs, caller))
  serve(door, revokeInspection, (caller, asked) => revokeInspectionOf(needs, caller, asked))
}
