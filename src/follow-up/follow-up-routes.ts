import { type Door, serve } from '#foundation/serve'
import * as contracts from './contract.ts'
import { findPatients } from './find-patients.ts'
import { type FollowUpNeeds, readFirstScreen } from './read-first-screen.ts'

export function followUpRoutes(door: Door, needs: FollowUpNeeds): void {
  serve(door, contracts.readFirstScreen, (caller) => readFirstScreen(needs, caller))
  serve(door, contracts.findPatients, (caller, asked) => findPatients(needs, caller, asked))
}
