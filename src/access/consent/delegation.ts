import type { DataClass } from '#vocabulary/data-class'
import type { RecordId } from '#vocabulary/record-id'
import { startOfVietnamDay } from '#vocabulary/working-days'
import { isUnderYears } from '../policy/age.ts'
import type { ChoiceEffect, ChoiceKind } from './choice.ts'

/** That somebody may act for a person. What became of it is told by choices whose subject is its id. */
export type Delegation = {
  readonly id: RecordId
  readonly person: RecordId
  /** Whose record, as the two know each other. */
  readonly personName: string
  /** Of a child: `yyyy-mm-dd`. */
  readonly born?: string | undefined
  /** The citizen number of who acts. */
  readonly number: string
  readonly kind: 'family' | 'guardian'
  readonly classes: readonly DataClass[]
  readonly until: Date
  /** 'own-choice', 'dossier:<visit>', or the paper that was seen. */
  readonly source: string
  readonly madeAt: Date
  readonly madeBy: string
}

/** A delegation with what became of it. */
export type DelegationState = Delegation & {
  readonly effect: ChoiceEffect
  readonly since: Date
  /** Whose word the effect is: the account of the newest choice about it. */
  readonly toldBy: string
  /** Whether a guardian was confirmed before, now or in former days. */
  readonly wasConfirmed: boolean
  /** The name of who acts, once an account with the number exists. */
  readonly delegateName?: string | undefined
}

/** Under which kind of choice the fate of a delegation is written. */
export const CHOICE_OF: Readonly<Record<Delegation['kind'], ChoiceKind>> = {
  family: 'delegate',
  guardian: 'guardian',
}

/** Whether it lets somebody act at a moment: accepted or confirmed, and not over. */
export function isActing({ effect, until }: DelegationState, now: Date): boolean {
  return (effect === 'accept' || effect === 'confirm') && until > now
}

/** Whether it waits for an answer: of the delegate, or of whoever looks at a doubtful guardian. */
export function isWaiting({ effect, until }: DelegationState, now: Date): boolean {
  return (effect === 'offer' || effect === 'doubt') && until > now
}

/** A guardian acts for a child; who is of full age by any birth date that is known is none. Of a date known in part the earliest day counts. */
export function isChildBy(
  birthDates: readonly (string | undefined)[],
  years: number | undefined,
  now: Date,
): boolean {
  const known = birthDates.filter((one) => one !== undefined && one !== '')
  return (
    years !== undefined && known.length > 0 && known.every((one) => isUnderYears(one, years, now))
  )
}

/** The earliest day that a birth date known in part can be: `2019-03` → `2019-03-01`. Undefined when it is none. */
export function earliestDay(born: string): string | undefined {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(born)
  if (parts === null) return undefined
  const [, year = '', month = '01', day = '01'] = parts
  return `${year}-${month}-${day}`
}

/** The beginning of the birthday in Vietnam on which somebody is so many years old; 29 February counts as 1 March. */
export function birthdayOf(born: string, years: number): Date {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number)
  return startOfVietnamDay(
    new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10),
  )
}
