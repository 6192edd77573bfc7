import type { FieldForm } from '#cases/contract'
import { problemsOf, type ShownProblem } from '../../foundation/problems.ts'

/** The required fields that are still empty. */
export function missingOf(
  forms: readonly FieldForm[],
  values: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  return new Set(
    forms
      .filter(({ field, required }) => required && (values[field] ?? '').trim() === '')
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
