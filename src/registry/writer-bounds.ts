import type { Problem } from '#vocabulary/outcome'
import type { Asker } from './asker.ts'
import { problem } from './judge-values.ts'
import type { Change } from './profile-change.ts'
import { type Profile, textOf } from './profile.ts'
import type { Head } from './profile-head.ts'

/** What a facility knows of a practitioner who works there: it may always say so, and it does not touch what the person declared. */
export const BESIDE_THE_PERSON: ReadonlySet<string> = new Set([
  'registration',
  'assignment',
  'trainee',
  'education-hours',
  'life-event',
])

/** Sections of a practitioner's file in which each statement is of one facility. */
const BY_FACILITY = new Set(['registration', 'assignment', 'trainee'])

/** A facility writes of itself alone, and of a person who claimed the file only what happens at the facility. */
export function boundsOfFacility(
  before: Profile,
  { kind, account }: Pick<Head, 'kind' | 'account'>,
  { facility }: Asker,
  changes: readonly Change[],
): Problem[] {
  if (kind !== 'practitioner') return []
  return changes.flatMap((change, index) => {
    const found = statementOf(before, change)
    const section = 'section' in change ? change.section : found?.section
    if (section === undefined) return []
    if (account !== undefined && !BESIDE_THE_PERSON.has(section))
      return [forbidden('registry.kept-by-the-person', `changes[${index}]`)]
    const given = 'values' in change ? change.values?.facility : undefined
    const named = [textOf(found, 'facility'), given].filter((one) => one !== undefined)
    const isOwn = named.length > 0 && named.every((one) => one === facility)
    return BY_FACILITY.has(section) && !isOwn
      ? [forbidden('registry.of-another-facility', `changes[${index}].values.facility`)]
      : []
  })
}

/** The sections that changes touch. */
export function sectionsOf(before: Profile, changes: readonly Change[]): readonly string[] {
  return changes.map((change) =>
    'section' in change ? change.section : (statementOf(before, change)?.section ?? ''),
  )
}

function statementOf({ statements }: Profile, change: Change) {
  return 'statement' in change ? statements.find(({ id }) => id === change.statement) : undefined
}

function forbidden(code: string, at: string): Problem {
  return { ...problem(code, at), kind: 'forbidden' }
}
