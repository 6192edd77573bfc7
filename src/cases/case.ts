import type { RecordId } from '#vocabulary/record-id'
import type { Defect, FieldValues } from './check-fields.ts'
import type { Standing } from './next-steps.ts'
import type { Bilingual } from '#vocabulary/bilingual'

/** One case as it stands, without what was written in it. */
export type Case = Standing & {
  readonly id: RecordId
  readonly definition: string
  readonly version: number
  /** What it was opened for: the same origin never has two cases. */
  readonly origin?: string
  readonly openedAt: Date
  readonly position: number
  readonly nearAt?: Date
  readonly dueAt?: Date
  readonly closedAt?: Date
}

/** Something that stands fixed from the opening: which reading is questioned, by whom it was done. */
export type Fact = {
  readonly label: Bilingual
  readonly value: string
  /** The value in words, where it is a code. */
  readonly text?: Bilingual
}

/** What a step wrote down. */
export type Written = {
  readonly fields: FieldValues
  readonly defects: readonly Defect[]
  /** Of the opening only. */
  readonly facts?: readonly Fact[]
}

/** Who took a step, as others read it. */
export type Doer = {
  readonly account: string
  readonly name: string
  readonly role: string
  readonly facility?: string
}

/** One step as it was taken. `written` is absent where the key of the case is gone. */
export type CaseStep = {
  readonly position: number
  readonly step: string
  readonly to: string
  readonly at: Date
  readonly by: Doer
  readonly written?: Written
}

/** The opening is the first step of every case. */
export const OPENING = 'open'

/** A case with more steps than this is no longer a case but a quarrel: 200. */
export const STEPS_MAX = 200

/** What stands in each field now: the newest word on it. */
export function fieldsOf(steps: readonly CaseStep[]): FieldValues {
  return Object.assign({}, ...steps.map(({ written }) => written?.fields ?? {}))
}

/**
 * Whether a return names something that was already there when the case was returned before, and not named then.
 * Such a second return is for a supervisor.
 */
export function isReturnedAgain(steps: readonly CaseStep[], defects: readonly Defect[]): boolean {
  const former = formerReturn(steps)
  if (former === undefined) return false
  const now = fieldsOf(steps)
  return defects.some(({ field }) => !former.named.has(field) && former.stood[field] === now[field])
}

/** What the last return named, and what stood in the fields then; undefined when the case was never returned. */
export function formerReturn(
  steps: readonly CaseStep[],
): { readonly named: ReadonlySet<string>; readonly stood: FieldValues } | undefined {
  const last = steps.findLastIndex(({ written }) => (written?.defects.length ?? 0) > 0)
  const former = steps[last]
  return (
    former && {
      named: new Set(former.written?.defects.map(({ field }) => field)),
      stood: fieldsOf(steps.slice(0, last)),
    }
  )
}
