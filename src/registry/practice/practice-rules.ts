import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const Day = z.iso.date()
/** How surely we know the law: read in a primary text, told by one secondary source, or from memory. */
const Confidence = z.enum(['official', 'secondary', 'assumed'])
const cited = { confidence: Confidence, source: z.string().min(1) }
const head = { title: z.string(), asOf: Day, legend: z.string() }
const inForce = { validFrom: Day, validTo: Day.optional() }

export const DOCUMENT_TYPES = ['GPHN', 'CCHN'] as const
export const LICENCE_EVENT_KINDS = [
  'issue',
  'reissue',
  'adjust',
  'renew',
  'suspend',
  'resume',
  'revoke',
  'expire',
] as const
const State = z.enum(['none', 'valid', 'suspended', 'suspended-partial', 'expired', 'revoked'])

const Titles = z.strictObject({
  ...head,
  titles: z.array(
    z.strictObject({
      code: z.string(),
      name: Text,
      insuranceCode: z.string(),
      insuranceConfidence: Confidence,
      /** Months of supervised practice before the first licence; absent: by rules of its own. */
      practiceMonths: z.int().min(0).optional(),
      practiceParts: Text.optional(),
      /** First day on which a first licence needs the competence test. */
      testFrom: Day.optional(),
      ...cited,
      ...inForce,
    }),
  ),
})

const Scopes = z.strictObject({
  ...head,
  scopes: z.array(
    z.strictObject({
      code: z.string(),
      circular: z.string(),
      annex: z.string(),
      item: z.string(),
      titles: z.array(z.string()).min(1),
      name: Text,
      confidence: Confidence,
      ...inForce,
    }),
  ),
  conditions: z.array(
    z.strictObject({
      id: z.string(),
      circular: z.string(),
      annex: z.string(),
      mark: z.string(),
      requires: Text,
      writtenAssignmentFrom: Day,
      writtenAssignmentTo: Day,
      ...cited,
    }),
  ),
})

const Licence = z.strictObject({
  ...head,
  expiry: z.array(
    z.strictObject({
      documentType: z.enum(DOCUMENT_TYPES),
      issuedFrom: Day.optional(),
      issuedTo: Day.optional(),
      months: z.int().positive().nullable(),
      note: Text,
      ...cited,
    }),
  ),
  issuers: z.array(
    z.strictObject({
      authority: z.enum(['ministry', 'defence', 'public-security', 'department']),
      name: Text,
      suffixes: z.array(z.string()),
      issuesFor: z.string(),
      ...inForce,
      ...cited,
    }),
  ),
  numbers: z.strictObject({
    pattern: z.string(),
    lengthMax: z.int().positive(),
    note: Text,
    ...cited,
  }),
  events: z.array(
    z.strictObject({
      kind: z.enum(LICENCE_EVENT_KINDS),
      name: Text,
      from: z.array(State).min(1),
      to: State,
      ...cited,
    }),
  ),
  suspension: z.strictObject({
    monthsMin: z.int(),
    monthsMax: z.int(),
    educationToResume: z.boolean(),
    ...cited,
  }),
  grounds: z.array(
    z.strictObject({
      code: z.string(),
      of: z.enum(['suspend', 'revoke']),
      name: Text,
      ...cited,
    }),
  ),
  effects: z.array(
    z.strictObject({
      event: z.enum(LICENCE_EVENT_KINDS),
      extent: z.enum(['whole', 'part']).optional(),
      closesRegistrations: z.boolean(),
      endsRights: z.boolean(),
      leavesPublicList: z.boolean(),
      tellsFacilities: z.boolean(),
      ...cited,
    }),
  ),
})

const Lifts = z.enum(['place', 'time', 'scope', 'licence'])
export const EXCEPTION_CODES = [
  'emergency',
  'duty',
  'consultation',
  'support',
  'written-assignment',
  'trainee',
] as const

const Exceptions = z.strictObject({
  ...head,
  exceptions: z.array(
    z.strictObject({
      code: z.enum(EXCEPTION_CODES),
      name: Text,
      lifts: z.array(Lifts).min(1),
      needs: z.enum(['nothing', 'paper', 'trainee']),
      ...inForce,
      ...cited,
    }),
  ),
  grace: z.strictObject({ minutes: z.int().min(0), ...cited }),
})

const TERM_IDS = [
  'staff-leaving',
  'staff-joining',
  'publication',
  'renewal-lead',
  'not-practising',
  'trainees',
] as const

const Terms = z.strictObject({
  ...head,
  terms: z.array(
    z.strictObject({
      id: z.enum(TERM_IDS),
      count: z.int().positive(),
      unit: z.enum(['working-days', 'days', 'months', 'people']),
      name: Text,
      ...cited,
    }),
  ),
  education: z.strictObject({
    hours: z.int().positive(),
    windowMonths: z.int().positive(),
    alertsAtPercent: z.array(z.int().min(1).max(100)),
    ...cited,
  }),
  readiness: z.array(
    z.strictObject({
      id: z.string(),
      from: Day,
      applies: z.enum(['all', 'new-facility', 'existing-facility', 'foreigner']),
      what: Text,
      ...cited,
    }),
  ),
})

/** The law of practice as data: `catalogues/practice`, read and checked once. */
export const PRACTICE_RULES = {
  titles: Titles.parse(readFile('titles')).titles,
  scopes: Scopes.parse(readFile('scopes')),
  licence: Licence.parse(readFile('licence')),
  exceptions: Exceptions.parse(readFile('exceptions')),
  terms: Terms.parse(readFile('terms')),
}
export type PracticeRules = typeof PRACTICE_RULES

export type ExceptionCode = (typeof EXCEPTION_CODES)[number]
export type PracticeException = PracticeRules['exceptions']['exceptions'][number]
export type Term = PracticeRules['terms']['terms'][number]

/** One of the named terms. Every id has one: the catalogue is checked by a test. */
export function termOf(id: Term['id'], rules: PracticeRules = PRACTICE_RULES): Term {
  const term = rules.terms.terms.find((one) => one.id === id)
  if (!term) throw new Error(`catalogues/practice/terms.json lacks ${id}`)
  return term
}

/** An exception as it stands on a day; undefined when the law did not know it then. */
export function exceptionOn(
  code: ExceptionCode,
  day: string,
  rules: PracticeRules = PRACTICE_RULES,
): PracticeException | undefined {
  return rules.exceptions.exceptions.find(
    (one) =>
      one.code === code &&
      one.validFrom <= day &&
      (one.validTo === undefined || day <= one.validTo),
  )
}

/** The source as people read it; (?) where we know the law at second hand only. */
export function citation({
  source,
  confidence,
}: {
  readonly source: string
  readonly confidence: z.infer<typeof Confidence>
}): string {
  return confidence === 'official' ? source : `${source} (?)`
}

function readFile(name: string): unknown {
  const file = new URL(`../../../catalogues/practice/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}
