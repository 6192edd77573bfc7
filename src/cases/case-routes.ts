import { type Door, serve } from '#foundation/serve'
import * as contracts from './contract.ts'
import type { CaseNeeds } from './needs.ts'
import { listCases, readCase } from './read-cases.ts'
import { takeStep } from './take-step.ts'

export function caseRoutes(door: Door, needs: CaseNeeds): void {
  serve(door, contracts.listCases, (caller, filter) => listCases(needs, caller, filter))
  serve(door, contracts.readCase, (caller, asked) => readCase(needs, caller, asked.case))
  serve(door, contracts.takeStep, (caller, asked) => takeStep(needs, caller, asked))
}
