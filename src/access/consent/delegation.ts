import type { DataClass } from '#vocabulary/data-class'
import type { RecordId } from '#vocabulary/record-id'
import { startOfVietnamDay } from '#vocabulary/working-days'
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

/** The beginning of the birthday in Vietnam on which somebody is so many years old; 29 February counts as 1 March. */
export function birthdayOf(born: string, years: number): Date {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number)
  return startOfVietnamDay(
    new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10),
  )
}
