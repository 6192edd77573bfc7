import type { Problem } from '#vocabulary/outcome'
import { faultOf, type KnowsCode } from '../judge-values.ts'
import { asOf, type FieldValue, type Profile, type Statement } from '../profile.ts'
import type { FieldDefinition, ProfileDefinition } from '../profile-definition.ts'
import type { Head } from '../profile-head.ts'

/** What is known of a file beside its document. */
export type QualityFacts = Pick<Head, 'dataState' | 'identityState' | 'version'> & {
  readonly publishedVersion?: number | undefined
  /** The day of the last change. */
  readonly changedOn: string
  /** Numbers that somebody else claims too, unsettled: scheme and value with a space between. */
  readonly disputed: ReadonlySet<string>
  /** Other files that seem to be of the same person or facility. */
  readonly twins: number
}

/** A value that is held, with what is wrong with it. */
export type HeldValue = {
  readonly statement: Statement
  readonly field: string
  readonly defined: FieldDefinition
  readonly value: FieldValue
  readonly fault?: Problem['code'] | undefined
}

/** A file made ready for the checks: what holds on the day, by section, each value judged once. */
export type JudgedFile = {
  readonly definition: ProfileDefinition
  /** All of it, also what no longer holds. */
  readonly profile: Profile
  readonly held: Profile
  readonly day: string
  readonly facts: QualityFacts
  readonly bySection: ReadonlyMap<string, readonly Statement[]>
  readonly values: readonly HeldValue[]
}

/** Makes a file ready. Fields that its definition does not know are left out: nothing is asked of them. */
export function judgedFile(
  definition: ProfileDefinition,
  profile: Profile,
  day: string,
  facts: QualityFacts,
  knowsCode: KnowsCode,
): JudgedFile {
  const held = asOf(profile, day)
  const needs = { definition, today: day, knowsCode }
  const values = held.statements.flatMap((statement) =>
    Object.entries(statement.values).flatMap(([field, value]): HeldValue[] => {
      const defined = definition.sections[statement.section]?.fields[field]
      if (defined === undefined) return []
      const fault = faultOf(needs, defined, value, statement.from ?? day)
      return [{ statement, field, defined, value, fault }]
    }),
  )
  const bySection = Map.groupBy(held.statements, ({ section }) => section)
  return { definition, profile, held, day, facts, bySection, values }
}
