import { type Door, serve, serveBytes } from '#foundation/serve'
import { ALONE, type Siblings } from '#foundation/siblings'
import {
  correctSubmission,
  listSubmissions,
  listWithdrawals,
  readSubmission,
  readSubmissionFile,
  settleWithdrawal,
  submitCheckIn,
  submitDossiers,
  withdrawSubmission,
} from './contract.ts'
import { correctSubmissionOf } from './correct-submission.ts'
import { LARGE_WAITING_MAX, makeGate } from './large-gate.ts'
import { listSubmissionsOf } from './list-submissions.ts'
import { qualityRoutes } from './quality-routes.ts'
import { readFileOf, readSubmissionOf } from './read-submission.ts'
import { submitFile } from './submit-file.ts'
import type { WireNeeds } from './wire/answer-wire.ts'
import { wireRoutes } from './wire/wire-routes.ts'
import {
  listWithdrawalsOf,
  settleWithdrawalOf,
  withdrawSubmissionOf,
} from './withdraw-submission.ts'

/** Binds the room's contracts: our own door, the wire form of the insurance portal, and what people read. */
export function intakeRoutes(
  door: Door,
  { siblings = ALONE, ...world }: WireNeeds & { readonly siblings?: Siblings },
): void {
  const waitingMax = Math.ceil(LARGE_WAITING_MAX / siblings.count)
  const gate = makeGate(waitingMax, (work) => siblings.inTurn('intake.large', work))
  const needs = { ...world, gate }
  for (const promise of [submitDossiers, submitCheckIn]) {
    serveBytes(door, promise, (caller, { query, body, contentType }) =>
      submitFile(needs, caller, { ...query, body, contentType, accepts: promise.accepts }),
    )
  }
  serveBytes(door, correctSubmission, (caller, { query, body, contentType }) =>
    correctSubmissionOf(needs, caller, query.receipt, {
      ...query,
      body,
      contentType,
      accepts: correctSubmission.accepts,
    }),
  )
  serve(door, listSubmissions, (caller, asked) => listSubmissionsOf(needs, caller, asked))
  serve(door, readSubmission, (caller, { receipt }) => readSubmissionOf(needs, caller, receipt))
  serveBytes(door, readSubmissionFile, (caller, { query }) =>
    readFileOf(needs, caller, query.receipt),
  )
  serve(door, withdrawSubmission, (caller, { receipt, reason }) =>
    withdrawSubmissionOf(needs, caller, receipt, reason),
  )
  serve(door, listWithdrawals, (caller, { open }) =>
    listWithdrawalsOf(needs, caller, open === undefined ? undefined : open === 'true'),
  )
  serve(door, settleWithdrawal, (caller, { receipt }) => settleWithdrawalOf(needs, caller, receipt))
  qualityRoutes(door, needs)
  wireRoutes(door, needs)
}
