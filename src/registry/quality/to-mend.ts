import type { ProfileDefinition } from '../profile-definition.ts'
import type { SubjectKind } from '../profile.ts'
import { type FoundFailure, mendersOf } from './measure-file.ts'
import type { QualityMethod } from './quality-method.ts'
import { MENDERS, type Mender } from './quality-words.ts'
import { gainOf, type Tallies } from './quality-score.ts'

/** One thing to mend: a place in one file, or the same place in the files of several people. */
export type ToMend = {
  readonly kind: SubjectKind
  readonly section?: string
  readonly statement?: string
  readonly field?: string
  /** Which rules fail there, by id, the first mended first. */
  readonly rules: readonly string[]
  readonly by: readonly Mender[]
  /** Of how many files. */
  readonly files: number
  /** Points that the score gains when all of it is mended, unrounded. */
  readonly gain: number
}

/** Failures at one place, of one file or of several. */
export type Failing = Pick<
  FoundFailure,
  'section' | 'statement' | 'field' | 'by' | 'rule' | 'count'
> & {
  readonly files?: number
}

/**
 * What is to be mended, one entry for each place, what gains most first; of equal gain in the order of the rules. A score that reaches 100 by mending
 * everything gains from no single entry less than none.
 */
export function toMend(
  method: QualityMethod,
  definition: ProfileDefinition,
  tallies: Tallies,
  failing: readonly Failing[],
): ToMend[] {
  const { kind } = definition
  const places = Map.groupBy(failing, ({ section, statement, field }) =>
    [section, statement, field].join('|'),
  )
  const found = [...places.values()].flatMap((failures): ToMend[] => {
    const [first] = failures
    if (first === undefined) return []
    const { section, statement, field } = first
    const by = new Set(failures.flatMap((one) => mendersOf(method, definition, one)))
    const mended = failures.map(({ rule, count }) => ({ kind, rule, count }))
    return [
      {
        kind,
        ...(section === undefined ? {} : { section }),
        ...(statement === undefined ? {} : { statement }),
        ...(field === undefined ? {} : { field }),
        rules: [...new Set(failures.map(({ rule }) => method.rules[kind][rule]?.id ?? ''))],
        by: MENDERS.filter((one) => by.has(one)),
        files: Math.max(...failures.map(({ files = 1 }) => files)),
        gain: gainOf(method, tallies, mended),
      },
    ]
  })
  return found.toSorted(byGain)
}

/** What gains more comes first. */
export function byGain(one: ToMend, other: ToMend): number {
  return other.gain - one.gain
}
