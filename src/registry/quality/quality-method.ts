import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { SubjectKind } from '../profile.ts'
import { SCHEMES } from '../profile-definition.ts'
import { CRITERIA, MENDERS } from './quality-words.ts'

const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Name = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,59}$/)

/** What a rule looks at. Each is a function of `quality-checks.ts`; which of them count, and how much, is data. */
export const CHECKS = [
  'fields-present',
  'identifiers-present',
  'identifier-form',
  'value-form',
  'day-order',
  'licence-held',
  'registration-licence',
  'identifier-undisputed',
  'no-twin',
  'hours-apart',
  'codes-known',
  'text-tidy',
  'one-at-once',
  'fields-confirmed',
  'file-confirmed',
  'licence-unexpired',
  'changes-sent',
  'identity-agrees',
] as const
export type Check = (typeof CHECKS)[number]

const Rule = z.strictObject({
  id: Name,
  kind: z.enum(['facility', 'practitioner']),
  criterion: z.enum(CRITERIA),
  check: z.enum(CHECKS),
  weight: z.number().positive(),
  /** One of the eight groups of errors. */
  group: Name,
  label: Text,
  /** What to do where it fails. */
  mend: Text,
  source: z.string().min(1),
  uncertain: z.string().optional(),
  /** A number that names somebody: its rules must be whole. */
  identifier: z.literal(true).optional(),
  /** Sections whose fields it counts; without it all that no other rule of the same check names. */
  sections: z.array(Name).optional(),
  /** Of each group of schemes one number must be there. */
  schemes: z.array(z.array(z.enum(SCHEMES)).min(1)).optional(),
  /** Section and field at which a failure without a place of its own is mended. */
  place: z.tuple([Name, Name]).optional(),
  days: z.int().positive().optional(),
  /** Who mends it, where that is not whoever may write the section. */
  by: z.array(z.enum(MENDERS)).optional(),
})
export type QualityRule = z.infer<typeof Rule>

const Method = z
  .strictObject({
    from: z.iso.date(),
    source: z.string().min(1),
    uncertain: z.string().optional(),
    /** Percent from which a score is green, and yellow. */
    bands: z.strictObject({ green: z.number(), yellow: z.number() }),
    /** Criteria in which every rule over identifiers must be passed by all for a score to be green. */
    identifiersMustBeWhole: z.array(z.enum(CRITERIA)),
    /** Working days. */
    deadlines: z.strictObject({
      source: z.string(),
      reviewWorkingDays: z.int(),
      mendWorkingDays: z.int(),
      mendWorkingDaysMax: z.int(),
      complexWorkingDays: z.int(),
    }),
    /** Totals over fewer practitioners or facilities than this are not made public. */
    publication: z.strictObject({
      smallest: z.int().positive(),
      source: z.string(),
      uncertain: z.string().optional(),
    }),
    criteria: z
      .array(
        z.strictObject({
          id: z.enum(CRITERIA),
          weight: z.number().positive(),
          label: Text,
          about: Text,
        }),
      )
      .length(CRITERIA.length),
    groups: z.record(Name, Text),
    rules: z.array(Rule).min(1),
  })
  .superRefine(({ rules, groups, criteria }, issues) => {
    for (const { id, group } of rules)
      if (!(group in groups))
        issues.addIssue({ code: 'custom', message: `${id}: no group ${group}` })
    if (new Set(rules.map(({ id }) => id)).size < rules.length)
      issues.addIssue({ code: 'custom', message: 'two rules of one id' })
    if (criteria.some(({ id }, index) => id !== CRITERIA[index]))
      issues.addIssue({ code: 'custom', message: 'criteria out of order' })
  })

/** How quality is scored from a day on, as data, with the rules of each kind of file in the order in which their counts are kept. */
export type QualityMethod = Omit<z.infer<typeof Method>, 'rules'> & {
  /** Names the method and the order of its rules: counts of another number are not comparable. */
  readonly number: number
  /** The first day on which another method holds. */
  readonly until?: string
  readonly rules: Readonly<Record<SubjectKind, readonly QualityRule[]>>
}

/** Reads `catalogues/registry/quality.json`, the oldest method first. Throws with every fault of a faulty file: that is a mistake of ours. */
export function readQualityMethods(): readonly QualityMethod[] {
  const file = new URL('../../../catalogues/registry/quality.json', import.meta.url)
  const shape = z.strictObject({ version: z.int().positive(), methods: z.array(Method).min(1) })
  const read = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`catalogues/registry/quality.json: ${faults.join('; ')}`)
  }
  const { methods } = read.data
  return methods.map(({ rules, ...method }, index) => {
    const until = methods[index + 1]?.from
    return {
      ...method,
      number: numberOf({ ...method, rules }),
      rules: {
        facility: rules.filter(({ kind }) => kind === 'facility'),
        practitioner: rules.filter(({ kind }) => kind === 'practitioner'),
      },
      ...(until === undefined ? {} : { until }),
    }
  })
}

/** The method of a day; before the first one the first. */
export function methodOn(methods: readonly QualityMethod[], day: string): QualityMethod {
  const found = methods.findLast(({ from }) => from <= day) ?? methods[0]
  if (found === undefined) throw new Error('no method of quality')
  return found
}

/** Thirty bits of a digest: another content, another number. */
function numberOf(content: unknown): number {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest()
  return digest.readUInt32BE(0) >>> 2
}
