import { vietnamDay } from '#vocabulary/vietnam-time'
import { clashesOf } from '../hours-overlap.ts'
import { identifiersOf } from '../identifiers.ts'
import { reviewDayOf } from '../completeness.ts'
import { daysAfter } from '../licence/licence.ts'
import { lastDayOf } from '../licence/licence-life.ts'
import { licenceKey } from '../licence/licence-number.ts'
import { type Statement, textOf } from '../profile.ts'
import { dayOrder } from './check-days.ts'
import { fieldsPresent, identifiersPresent } from './check-presence.ts'
import type { HeldValue, JudgedFile } from './judged-file.ts'
import type { Check, QualityRule } from './quality-method.ts'
import type { Mender } from './quality-words.ts'

/** Where a check fails, and so many things at once; a failure without a place is of the whole file. */
export type Failure = {
  readonly section?: string
  readonly statement?: string
  readonly field?: string
  /** One when left out. */
  readonly count?: number
  readonly by?: readonly Mender[]
}

/** How many things a check looked at, which failed, and the first day on which one that passes no longer will. */
export type Checked = {
  readonly asked: number
  readonly failures: readonly Failure[]
  readonly turnsOn?: string | undefined
}

/** What a check finds in a file by a rule of its kind. `rules`: all of the kind, as some speak of what no other names. */
export function runCheck(
  file: JudgedFile,
  rule: QualityRule,
  rules: readonly QualityRule[],
): Checked {
  if (rule.check === 'fields-present') return fieldsPresent(file, rule, rules)
  return CHECK_OF[rule.check](file, rule)
}

type CheckFunction = (file: JudgedFile, rule: QualityRule) => Checked

const CHECK_OF: Readonly<Record<Exclude<Check, 'fields-present'>, CheckFunction>> = {
  'identifiers-present': identifiersPresent,
  'identifier-form': ({ values }) => formOf(values.filter(isIdentifier)),
  'value-form': ({ values }) => formOf(values.filter((one) => !isIdentifier(one))),
  'codes-known': codesKnown,
  'day-order': dayOrder,
  'licence-held': licenceHeld,
  'registration-licence': registrationLicence,
  'identifier-undisputed': identifierUndisputed,
  'no-twin': ({ facts }, rule) => whole(facts.twins === 0, rule),
  'hours-apart': hoursApart,
  'text-tidy': textTidy,
  'one-at-once': oneAtOnce,
  'fields-confirmed': fieldsConfirmed,
  'file-confirmed': fileConfirmed,
  'licence-unexpired': licenceUnexpired,
  'changes-sent': changesSent,
  'identity-agrees': ({ facts }, rule) =>
    facts.identityState === 'unverified' ? NOTHING : whole(facts.identityState === 'matched', rule),
}

const NOTHING: Checked = { asked: 0, failures: [] }

/** One question of the whole file. */
function whole(passes: boolean, { place }: QualityRule, turnsOn?: string): Checked {
  const [section, field] = place ?? []
  const failure = {
    ...(section === undefined ? {} : { section }),
    ...(field === undefined ? {} : { field }),
  }
  return { asked: 1, failures: passes ? [] : [failure], turnsOn: passes ? turnsOn : undefined }
}

function failureAt({ statement, field }: Pick<HeldValue, 'statement' | 'field'>): Failure {
  return { section: statement.section, statement: statement.id, field }
}

function isIdentifier({ defined }: HeldValue): boolean {
  return defined.type === 'text' && defined.scheme !== undefined
}

/** Faults of a code that its list does not hold, or no longer: of lists, not of form. */
const OF_LISTS = new Set(['registry.code-unknown', 'registry.code-not-in-force'])

function formOf(values: readonly HeldValue[]): Checked {
  const failing = values.filter(({ fault }) => fault !== undefined && !OF_LISTS.has(fault))
  return { asked: values.length, failures: failing.map(failureAt) }
}

function codesKnown({ values }: JudgedFile): Checked {
  const coded = values.filter(({ defined }) => defined.type === 'code' || defined.type === 'codes')
  const failing = coded.filter(({ fault }) => fault !== undefined && OF_LISTS.has(fault))
  return { asked: coded.length, failures: failing.map(failureAt) }
}

function licencesOf({ bySection, profile, day }: JudgedFile): readonly Statement[] {
  const section = profile.kind === 'facility' ? 'operating-licence' : 'licence'
  return (bySection.get(section) ?? []).filter((one) => (textOf(one, 'issuedOn') ?? '9999') <= day)
}

function licenceHeld(file: JudgedFile, rule: QualityRule): Checked {
  return whole(licencesOf(file).length > 0, rule)
}

/** The licence that lasts longest counts; one without a term lasts for good. Nothing is asked without a licence. */
function licenceUnexpired(file: JudgedFile, rule: QualityRule): Checked {
  const ends = licencesOf(file).map((one) => textOf(one, 'validTo') ?? termOf(one))
  if (ends.length === 0) return NOTHING
  const known = ends.filter((end) => end !== undefined)
  const last = known.length < ends.length ? undefined : known.toSorted().at(-1)
  if (last === undefined) return whole(true, rule)
  return whole(file.day <= last, rule, daysAfter(last, 1))
}

function termOf(licence: Statement): string | undefined {
  const type = textOf(licence, 'documentType')
  const issuedOn = textOf(licence, 'issuedOn')
  return (type === 'GPHN' || type === 'CCHN') && issuedOn !== undefined
    ? lastDayOf(type, issuedOn)
    : undefined
}

/** Nothing is asked of a file without any licence number: that it lacks one is another rule's. */
function registrationLicence({ bySection, profile }: JudgedFile): Checked {
  const known = new Set(
    profile.statements
      .filter(({ section }) => section === 'licence' || section === 'licence-event')
      .flatMap((one) => textOf(one, 'number') ?? textOf(one, 'licence') ?? [])
      .map(licenceKey),
  )
  const named = (bySection.get('registration') ?? []).filter(
    (one) => known.size > 0 && textOf(one, 'licence') !== undefined,
  )
  const failing = named.filter((one) => !known.has(licenceKey(textOf(one, 'licence') ?? '')))
  return {
    asked: named.length,
    failures: failing.map((statement) => failureAt({ statement, field: 'licence' })),
  }
}

function identifierUndisputed({ definition, profile, facts }: JudgedFile): Checked {
  const numbers = identifiersOf(definition, profile)
  const failing = numbers.filter(({ scheme, value }) => facts.disputed.has(`${scheme} ${value}`))
  return {
    asked: numbers.length,
    failures: failing.map(({ section, statement, field }) => ({ section, statement, field })),
  }
}

function hoursApart({ bySection, definition }: JudgedFile): Checked {
  const registrations = bySection.get('registration') ?? []
  const clashing = new Set(clashesOf(registrations, definition).map(({ other }) => other.id))
  return {
    asked: registrations.length,
    failures: [...clashing].map((statement) => ({
      section: 'registration',
      statement,
      field: 'slots',
    })),
  }
}

const UNTIDY = /^\s|\s$| {2}/

function textTidy({ values }: JudgedFile): Checked {
  const texts = values.flatMap((one) =>
    one.defined.type === 'text' && typeof one.value === 'string'
      ? [{ ...one, text: one.value }]
      : [],
  )
  const failing = texts.filter(({ text }) => text !== text.normalize('NFC') || UNTIDY.test(text))
  return { asked: texts.length, failures: failing.map(failureAt) }
}

function oneAtOnce({ bySection, definition }: JudgedFile): Checked {
  const single = [...bySection].filter(([name]) => definition.sections[name]?.cardinality === 'one')
  const failing = single.filter(([, statements]) => statements.length > 1)
  return { asked: single.length, failures: failing.map(([section]) => ({ section })) }
}

function fieldsConfirmed({ values, definition, day }: JudgedFile): Checked {
  const dated = values.flatMap((one) => {
    const review = reviewDayOf(definition, one.statement, one.field)
    return review === undefined ? [] : [{ ...one, review }]
  })
  const [passing, failing] = [
    dated.filter((one) => day <= one.review),
    dated.filter((one) => day > one.review),
  ]
  const first = passing.map(({ review }) => review).toSorted()[0]
  return {
    asked: dated.length,
    failures: failing.map(failureAt),
    turnsOn: first === undefined ? undefined : daysAfter(first, 1),
  }
}

/** The last mark of anybody on anything in the file counts. */
function fileConfirmed({ profile, day }: JudgedFile, rule: QualityRule): Checked {
  const marks = profile.statements.flatMap(({ provenance }) =>
    Object.values(provenance).map(({ verifiedAt, enteredAt }) => verifiedAt ?? enteredAt),
  )
  const last = marks.reduce<string | undefined>(
    (latest, one) => (latest === undefined || one > latest ? one : latest),
    undefined,
  )
  if (last === undefined) return NOTHING
  const end = daysAfter(vietnamDay(new Date(last)), rule.days ?? 0)
  return whole(day <= end, rule, daysAfter(end, 1))
}

/** In which states of a file it lies with whom. */
const LIES_WITH: Readonly<Record<JudgedFile['facts']['dataState'], Mender>> = {
  draft: 'facility',
  returned: 'facility',
  submitted: 'department',
  verified: 'department',
  published: 'facility',
  unclaimed: 'practitioner',
  claimed: 'practitioner',
  declared: 'facility',
  confirmed: 'department',
}

function changesSent({ facts, day }: JudgedFile, rule: QualityRule): Checked {
  if (facts.publishedVersion === facts.version) return whole(true, rule)
  const end = daysAfter(facts.changedOn, rule.days ?? 0)
  const checked = whole(day <= end, rule, daysAfter(end, 1))
  const by = [LIES_WITH[facts.dataState]]
  return { ...checked, failures: checked.failures.map((one) => ({ ...one, by })) }
}
