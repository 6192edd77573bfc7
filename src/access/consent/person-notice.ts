import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

/** What a person is told in the book, in the words that the portal turns into sentences. */
export const PERSON_NOTICES = [
  'break-glass',
  'break-glass-reviewed',
  'choice-changed',
  'delegate-offered',
  'delegate-accepted',
  'delegate-declined',
  'delegate-ended',
  'guardian-confirmed',
  'guardian-doubted',
  'share-given',
  'share-opened',
  'share-locked',
  'share-ended',
  'app-allowed',
  'new-device',
  'identified-at-counter',
  'death-told',
  'death-taken-back',
] as const
export type PersonNoticeKind = (typeof PERSON_NOTICES)[number]

export type PersonNotice = {
  readonly person: RecordId
  readonly at: Date
  readonly what: PersonNoticeKind
  /** Who did it, when it was not the person. */
  readonly byName?: string | undefined
  readonly facility?: FacilityCode | undefined
  /** Codes and instants, never content of a record. */
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined
}
