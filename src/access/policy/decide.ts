import type { Caller } from '#vocabulary/caller'
import type { Purpose } from '#vocabulary/purpose'
import {
  decideDuty,
  type FacilityAction,
  type IdentityAction,
  type TotalsAction,
} from './decide-duty.ts'
import { decideRecord } from './decide-record.ts'
import { deny, type Denied, type DenialReason } from './decision.ts'
import type {
  FacilityFacts,
  IdentityFacts,
  RecordFacts,
  StandingFacts,
  TotalsFacts,
} from './facts.ts'
import type {
  PermittedFacility,
  PermittedIdentity,
  PermittedRecord,
  PermittedTotals,
} from './permit.ts'
import { policyAt } from './policy-data.ts'

export type RecordAction = 'read-record' | 'export-record'

/**
 * Whether a caller may do something for a purpose, on what ground, how far, and what follows from it.
 *
 * Pure: the same facts give everybody the same answer, and whatever is not said in them denies. What permits is data,
 * dated, in `catalogues/policy/`: without a line there the answer is no. A permit carries the legal source of its ground.
 * A denial reads as a problem code.
 *
 * Source: Law 15/2023/QH15, art. 69; Law 91/2025/QH15; Law 64/2006/QH11, art. 30; Decree 102/2025/NĐ-CP.
 */
export function decide(
  caller: Caller,
  action: RecordAction,
  facts: RecordFacts,
  purpose: Purpose,
  now: Date,
): PermittedRecord | Denied
export function decide(
  caller: Caller,
  action: FacilityAction,
  facts: FacilityFacts,
  purpose: Purpose,
  now: Date,
): PermittedFacility | Denied
export function decide(
  caller: Caller,
  action: TotalsAction,
  facts: TotalsFacts,
  purpose: Purpose,
  now: Date,
): PermittedTotals | Denied
export function decide(
  caller: Caller,
  action: IdentityAction,
  facts: IdentityFacts,
  purpose: Purpose,
  now: Date,
): PermittedIdentity | Denied
export function decide(
  caller: Caller,
  action: RecordAction | FacilityAction | TotalsAction | IdentityAction,
  facts: RecordFacts | FacilityFacts | TotalsFacts | IdentityFacts,
  purpose: Purpose,
  now: Date,
): PermittedRecord | PermittedFacility | PermittedTotals | PermittedIdentity | Denied {
  const standing = denialByStanding(facts.standing)
  if (standing) return deny(standing)
  const policy = policyAt(now)
  if (action === 'read-record' || action === 'export-record')
    return facts.kind === 'record'
      ? decideRecord(policy, caller, facts, purpose, now)
      : deny('access.facts-missing')
  if (facts.kind === 'record') return deny('access.facts-missing')
  return decideDuty(policy, caller, action, facts, purpose)
}

function denialByStanding(standing: StandingFacts | undefined): DenialReason | undefined {
  if (standing?.account === undefined || standing.licence === undefined)
    return 'access.facts-missing'
  if (standing.account !== 'open') return 'access.account-closed'
  return standing.licence === 'suspended' || standing.licence === 'revoked'
    ? 'access.licence-not-in-force'
    : undefined
}
