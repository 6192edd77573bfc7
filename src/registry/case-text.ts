import type { TakenStep } from '#cases'

/** One word of a case, trimmed; empty when nothing stands there. */
export function textIn({ fields }: Pick<TakenStep, 'fields'>, field: string): string {
  return (fields[field] ?? '').trim()
}
