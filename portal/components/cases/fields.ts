import type { FieldCondition, FieldForm } from '#cases/contract'
import { problemsOf, type ShownProblem } from '../../foundation/problems.ts'

type Values = Readonly<Record<string, string>>

/** Whether something of a form is asked for, by what stands in its other fields. */
export function isAsked(
  { when }: { readonly when?: readonly FieldCondition[] | undefined },
  values: Values,
): boolean {
  return (when ?? []).every(({ field, is, isNot }) => {
    const value = values[field]?.trim() ?? ''
    return is === undefined ? isNot?.includes(value) !== true : is.includes(value)
  })
}

/** What stands in the fields of a form before anybody writes in it. */
export function valuesOf(forms: readonly FieldForm[]): Values {
  return Object.fromEntries(
    forms.flatMap(({ field, value }) => (value === undefined ? [] : [[field, value]])),
  )
}

/** What was filled in of what is asked for: a field whose condition fell away is not sent. */
export function askedOf(forms: readonly FieldForm[], values: Values): Record<string, string> {
  const asked = new Set(forms.filter((form) => isAsked(form, values)).map(({ field }) => field))
  return Object.fromEntries(Object.entries(filledOf(values)).filter(([field]) => asked.has(field)))
}

/** The required fields that are still empty. */
export function missingOf(
  forms: readonly FieldForm[],
  values: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  return new Set(
    forms
      .filter((form) => form.required && isAsked(form, values))
      .filter(({ field }) => (values[field] ?? '').trim() === '')
      .map(({ field }) => field),
  )
}

/** What was filled in, and nothing else. */
export function filledOf(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
}

/** What the server found wrong, by the field where it is wrong. */
export function problemsByField(error: unknown): ReadonlyMap<string, ShownProblem> {
  if (error === null || error === undefined) return new Map()
  return new Map(problemsOf(error).flatMap((one) => (one.at === undefined ? [] : [[one.at, one]])))
}
