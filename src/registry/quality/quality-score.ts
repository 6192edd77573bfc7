import type { SubjectKind } from '../profile.ts'
import type { QualityMethod } from './quality-method.ts'
import { CRITERIA, type Criterion } from './quality-words.ts'

/** How many things a rule looked at, and how many of them were as they should be. */
export type Count = { readonly asked: number; readonly passed: number }

/** The counts of every rule of one kind of file, in the order of the method's rules. */
export type Tally = readonly Count[]

/** Counts of files of both kinds: of one file, of a facility with its staff, of a province, of the country. */
export type Tallies = Readonly<Record<SubjectKind, Tally>>

export type Band = 'green' | 'yellow' | 'red'

/** A score and its parts, 0 to 100; a part that nothing was asked of is absent. */
export type Score = {
  readonly score: number
  readonly parts: Readonly<Partial<Record<Criterion, number>>>
  readonly band: Band
  /** Whether every rule over identifying numbers is passed by all. */
  readonly identifiersWhole: boolean
}

export const NOTHING_COUNTED: Tallies = { facility: [], practitioner: [] }

/**
 * The score of counts: a rule's is passed of asked × 100, a part's the weighted mean of its rules, the whole's the weighted mean of its parts; what
 * nothing was asked of weighs nothing. Of no counts at all it is 100. Green only when identifying numbers are whole.
 *
 * Source: letter 4856/BCA-TTDLQG (14/09/2026), annex 3.
 */
export function scoreOf(method: QualityMethod, tallies: Tallies): Score {
  const means = new Map<Criterion, { sum: number; weight: number }>()
  let identifiersWhole = true
  for (const kind of ['facility', 'practitioner'] as const)
    for (const [index, rule] of method.rules[kind].entries()) {
      const { asked, passed } = tallies[kind][index] ?? { asked: 0, passed: 0 }
      if (asked === 0) continue
      const mean = means.get(rule.criterion) ?? { sum: 0, weight: 0 }
      mean.sum += (rule.weight * passed * 100) / asked
      mean.weight += rule.weight
      means.set(rule.criterion, mean)
      if (rule.identifier === true && method.identifiersMustBeWhole.includes(rule.criterion))
        identifiersWhole &&= passed === asked
    }
  const parts: Partial<Record<Criterion, number>> = {}
  let sum = 0
  let weight = 0
  for (const criterion of method.criteria) {
    const mean = means.get(criterion.id)
    if (mean === undefined) continue
    const part = mean.sum / mean.weight
    parts[criterion.id] = part
    sum += part * criterion.weight
    weight += criterion.weight
  }
  const score = weight === 0 ? 100 : sum / weight
  return { score, parts, identifiersWhole, band: bandOf(method, score, identifiersWhole) }
}

function bandOf({ bands }: QualityMethod, score: number, identifiersWhole: boolean): Band {
  const shown = hundredthsOf(score) / 100
  if (shown >= bands.green) return identifiersWhole ? 'green' : 'yellow'
  return shown >= bands.yellow ? 'yellow' : 'red'
}

/** Hundredths of a point, rounded down so that 10,000 means all; what lies closer than a millionth is the same. */
export function hundredthsOf(points: number): number {
  return Math.floor(points * 100 + 1e-6)
}

/** The parts of a score as they are kept: hundredths in the order of `CRITERIA`, −1 where nothing was asked. */
export function partsToHundredths({ parts }: Score): number[] {
  return CRITERIA.map((one) => {
    const part = parts[one]
    return part === undefined ? -1 : hundredthsOf(part)
  })
}

/** The points that a score gains when so many failures of each of these rules are mended, never less than none. */
export function gainOf(
  method: QualityMethod,
  tallies: Tallies,
  mended: readonly { readonly kind: SubjectKind; readonly rule: number; readonly count: number }[],
): number {
  const after = { facility: [...tallies.facility], practitioner: [...tallies.practitioner] }
  for (const { kind, rule, count } of mended) {
    const one = after[kind][rule]
    if (one) after[kind][rule] = { ...one, passed: Math.min(one.asked, one.passed + count) }
  }
  return Math.max(0, scoreOf(method, after).score - scoreOf(method, tallies).score)
}

/** A tally as the database keeps it: asked and passed of each rule in turn. */
export function tallyToNumbers(tally: Tally): number[] {
  return tally.flatMap(({ asked, passed }) => [asked, passed])
}

export function numbersToTally(numbers: readonly number[]): Tally {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index) => ({
    asked: numbers[index * 2] ?? 0,
    passed: numbers[index * 2 + 1] ?? 0,
  }))
}
