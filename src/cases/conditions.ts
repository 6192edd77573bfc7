import type { FieldValues } from './check-fields.ts'
import type { Condition } from './definition.ts'

/** What conditions look at: the traits of a case, and what stands in each of its fields now. */
export type Ground = {
  readonly traits: Readonly<Record<string, string>>
  readonly fields: FieldValues
}

/** Whether all conditions hold; no conditions always do. Something that is not there is the empty word. */
export function holds(conditions: readonly Condition[] | undefined, ground: Ground): boolean {
  return (conditions ?? []).every(({ trait, field, is, isNot }) => {
    const value =
      (trait === undefined ? ground.fields[field ?? ''] : ground.traits[trait])?.trim() ?? ''
    return is === undefined ? !(isNot ?? []).includes(value) : is.includes(value)
  })
}
