import { completenessOf } from '../completeness.ts'
import type { Profile } from '../profile.ts'
import type { ProfileDefinition } from '../profile-definition.ts'
import type { IdentityState } from '../profile-head.ts'
import type { GateCheck } from './mapping.ts'
import type { MappedRecord } from './map-profile.ts'
import type { OutsideReason } from './outside-channel.ts'

export type GateFacts = {
  readonly definition: ProfileDefinition
  readonly profile: Profile
  readonly record: MappedRecord
  readonly identityState: IdentityState
  /** Numbers of the file that somebody else claims, unsettled. */
  readonly openConflicts: number
  readonly nextReview?: string | undefined
  readonly today: string
}

/** So many fields are named of what is missing; the rest is counted. */
const NAMED_MAX = 8

/**
 * Why a record must not leave yet: every reason at once, in the order of the checks of the catalogue; none when it may.
 * Source: letter 4856/BCA-TTDLQG 2026 (đúng, đủ, sạch, sống), before each synchronisation (KH 1642/KH-BYT 2025).
 */
export function gate(checks: readonly GateCheck[], facts: GateFacts): OutsideReason[] {
  return checks.flatMap((check) => CHECKS[check](facts).map((detail) => ({ code: check, detail })))
}

const CHECKS: Readonly<Record<GateCheck, (facts: GateFacts) => readonly string[]>> = {
  complete: ({ definition, profile, today }) =>
    named(completenessOf(definition, profile, today).missing.map(({ label }) => label.vi)),
  mapped: ({ record }) => named(record.code === '' ? [...record.faults, 'MA'] : record.faults),
  'no-conflict': ({ openConflicts }) => (openConflicts > 0 ? [String(openConflicts)] : []),
  identity: ({ identityState }) => (identityState === 'mismatch' ? ['C06'] : []),
  fresh: ({ nextReview, today }) =>
    nextReview !== undefined && nextReview < today ? [nextReview] : [],
}

function named(places: readonly string[]): string[] {
  const different = [...new Set(places)]
  return different.length <= NAMED_MAX
    ? different
    : [...different.slice(0, NAMED_MAX), `+${different.length - NAMED_MAX}`]
}
