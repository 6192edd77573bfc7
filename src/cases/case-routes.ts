import { type Door, serve, serveBytes } from '#foundation/serve'
import { accept, refuse } from '#vocabulary/outcome'
import { attachPaper, detachPaper, givePaper } from './attachments.ts'
import * as contracts from './contract.ts'
import { countCases, listCases, sampleCases } from './list-cases.ts'
import type { CaseNeeds } from './needs.ts'
import { findReadable, readCase } from './read-cases.ts'
import { takeStep } from './take-step.ts'
import { takeSteps } from './take-steps.ts'

export function caseRoutes(door: Door, needs: CaseNeeds): void {
  serve(door, contracts.listCases, (caller, filter) => listCases(needs, caller, filter))
  serve(door, contracts.countCases, (caller, filter) => countCases(needs, caller, filter))
  serve(door, contracts.sampleCases, (caller, asked) => sampleCases(needs, caller, asked))
  serve(door, contracts.readCase, (caller, asked) => readCase(needs, caller, asked.case))
  serve(door, contracts.takeStep, (caller, asked) => takeStep(needs, caller, asked))
  serve(door, contracts.takeSteps, (caller, asked) => takeSteps(needs, caller, asked, door.texts))
  serveBytes(door, contracts.attach, async (caller, { query, body: bytes }) => {
    const kept = await attachPaper(needs, caller, { ...query, bytes })
    const body = kept.ok ? JSON.stringify(kept.value) : ''
    return kept.ok ? accept({ status: 201, contentType: 'application/json', body }) : kept
  })
  serveBytes(door, contracts.readAttachment, async (caller, { query }) => {
    const readable = await findReadable(needs, caller, query.case)
    return readable
      ? givePaper(needs, caller, readable, query)
      : refuse('not-found', 'cases.unknown')
  })
  serve(door, contracts.detach, (caller, asked) => detachPaper(needs, caller, asked))
}
