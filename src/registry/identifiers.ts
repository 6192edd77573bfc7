import { licenceKey } from './licence/licence-number.ts'
import type { Profile } from './profile.ts'
import type { ProfileDefinition, Scheme } from './profile-definition.ts'

/** A number that names one subject alone, with where it stands. `value` is the form in which numbers are compared. */
export type Identifier = {
  readonly scheme: Scheme
  readonly value: string
  readonly statement: string
  readonly section: string
  readonly field: string
}

/** The form in which a number of a scheme is compared: another writing of the same number has the same. Empty: none. */
export function identifierKey(scheme: Scheme, written: string): string {
  if (scheme === 'practice-licence' || scheme === 'operating-licence') return licenceKey(written)
  return written
    .normalize('NFKC')
    .replace(/[\s.-]+/g, '')
    .toUpperCase()
}

/** Every number of a profile, also of former days: a number of old still names its subject. Each scheme and value once. */
export function identifiersOf(definition: ProfileDefinition, profile: Profile): Identifier[] {
  const found = new Map<string, Identifier>()
  for (const { id, section, values } of profile.statements)
    for (const [field, value] of Object.entries(values)) {
      const defined = definition.sections[section]?.fields[field]
      if (defined?.type !== 'text' || defined.scheme === undefined || typeof value !== 'string')
        continue
      const key = identifierKey(defined.scheme, value)
      const place = `${defined.scheme} ${key}`
      if (key === '' || found.has(place)) continue
      found.set(place, { scheme: defined.scheme, value: key, statement: id, section, field })
    }
  return [...found.values()]
}
