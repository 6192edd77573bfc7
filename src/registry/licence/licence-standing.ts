import { factsOf } from '../practice/practice-facts.ts'
import { type Profile, textOf } from '../profile.ts'
import { licenceAt, licenceLife } from './licence-life.ts'
import type { LicenceState } from './licence.ts'

/** How a practitioner's licence stands on a day, and by which decision. Days are `yyyy-mm-dd`. */
export type LicenceStanding = {
  readonly number: string
  readonly state: LicenceState
  /** The first day of this state. */
  readonly from: string
  /** The last day: of a suspension that names one; of a licence that is valid or has expired. */
  readonly to?: string
  /** The number of the decision that it rests on. */
  readonly decision?: string
}

/**
 * How the licence of a practitioner's file stands at the end of a day; undefined for a file without licence, and for a facility's.
 * Source: Law 15/2023/QH15, art. 27, 30-35.
 */
export function licenceStanding(profile: Profile, day: string): LicenceStanding | undefined {
  if (profile.kind !== 'practitioner') return undefined
  const now = licenceAt(licenceLife(factsOf(profile).licenceEvents), `${day}T23:59`)
  if (now === undefined) return undefined
  const { number, state, suspendedUntil, expiresOn } = now
  const founding = profile.statements.find(({ id }) => id === now.statement)
  const decision = textOf(founding, 'decisionNumber')
  const to = state === 'valid' || state === 'expired' ? expiresOn : suspendedUntil
  return {
    number,
    state,
    from: now.from.slice(0, 10),
    ...(to === undefined ? {} : { to }),
    ...(decision === undefined ? {} : { decision }),
  }
}
