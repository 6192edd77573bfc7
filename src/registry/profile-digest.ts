import { createHash } from 'node:crypto'
import type { Profile } from './profile.ts'

/** SHA-256 of what a profile says, the same however its keys are ordered. */
export function digestOf({ statements }: Profile): Buffer {
  return createHash('sha256').update(canonical(statements)).digest()
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
