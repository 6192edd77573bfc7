import type { Problem } from '#vocabulary/outcome'
import { clashesOf, clashInWords } from './hours-overlap.ts'
import { isDay, type JudgeNeeds, judgeValues, problem } from './judge-values.ts'
import type { Changed } from './profile-change.ts'
import { type Profile, type Statement, textOf } from './profile.ts'
import type { ProfileDefinition, Writer } from './profile-definition.ts'

/** Statements of one profile, whatever their sections: 40,000 (techniques and prices of the largest hospitals). */
const STATEMENTS_MAX = 40_000

/**
 * Everything that is wrong with a profile after changes, each at its field in the words of who sent it: `changes[2].values.number`.
 *
 * Judges what was touched, and beside it what only the whole shows: two that hold at once where one may, too many, hours that clash. What
 * is still missing is no fault: see `completenessOf`.
 */
export function judgeProfile(
  needs: JudgeNeeds & { readonly writer: Writer },
  before: Profile,
  changed: Changed,
): Problem[] {
  const { profile, touched, unknown } = changed
  const at = (statement: Statement) => `changes[${touched.get(statement.id) ?? 0}]`
  const isTouched = ({ id }: Statement) => touched.has(id)
  const withdrawn = before.statements.filter(
    (one) => isTouched(one) && !profile.statements.some(({ id }) => id === one.id),
  )
  const written = profile.statements.filter(isTouched)
  return [
    ...unknown.map((index) => problem('registry.statement-unknown', `changes[${index}].statement`)),
    ...[...written, ...withdrawn].flatMap((one) => writerFaults(needs, one, at(one))),
    ...written.flatMap((one) => judgeValues(needs, one, at(one))),
    ...written.flatMap((one) => dayFaults(needs.definition, one, at(one))),
    ...written.flatMap((one) => orderFaults(profile, one, at(one))),
    ...crowdFaults(needs.definition, profile, written, at),
    ...clashFaults(needs.definition, profile, written, at),
  ]
}

function writerFaults(
  { definition, writer }: { readonly definition: ProfileDefinition; readonly writer: Writer },
  { section }: Statement,
  at: string,
): Problem[] {
  const writers = definition.sections[section]?.writers
  return writers === undefined || writer === 'process' || writers.includes(writer)
    ? []
    : [{ ...problem('registry.not-yours-to-write', at), kind: 'forbidden' }]
}

function dayFaults(
  { sections }: ProfileDefinition,
  { section: name, from, to }: Statement,
  at: string,
): Problem[] {
  const section = sections[name]
  if (section === undefined) return []
  const given = { from, to }
  const malformed = (['from', 'to'] as const).filter((end) => {
    const day = given[end]
    return day !== undefined && !isDay(day)
  })
  if (malformed.length > 0)
    return malformed.map((end) => problem('registry.not-a-day', `${at}.${end}`))
  if (!section.dated && (from !== undefined || to !== undefined))
    return [problem('registry.not-dated', `${at}.from`)]
  if (section.fromRequired && from === undefined)
    return [problem('registry.first-day-missing', `${at}.from`)]
  if (from !== undefined && to !== undefined && to < from)
    return [problem('registry.ends-before-it-begins', `${at}.to`)]
  return []
}

/** Pairs of days of which the second may not lie before the first: section, first field, second field, what it is called when wrong. */
export const ORDERS = [
  ['licence', 'issuedOn', 'validTo', 'registry.licence-ends-before-it-begins'],
  ['operating-licence', 'issuedOn', 'validTo', 'registry.licence-ends-before-it-begins'],
  ['education-hours', 'startedOn', 'endedOn', 'registry.ends-before-it-begins'],
] as const

/** Sections in which a day before the person was born is impossible. */
export const AFTER_BIRTH = [
  ['training', 'issuedOn'],
  ['certificate', 'issuedOn'],
  ['licence', 'issuedOn'],
] as const

function orderFaults(profile: Profile, one: Statement, at: string): Problem[] {
  const wrong = ORDERS.filter(([section, first, second]) => {
    const [begins, ends] = [textOf(one, first), textOf(one, second)]
    return section === one.section && begins !== undefined && ends !== undefined && ends < begins
  }).map(([, , field, code]) => problem(code, `${at}.values.${field}`))
  const identity = profile.statements.find(({ section }) => section === 'identity')
  const birth = textOf(identity, 'birthDate')
  const early = AFTER_BIRTH.filter(([section, field]) => {
    const day = textOf(one, field)
    return section === one.section && birth !== undefined && day !== undefined && day <= birth
  }).map(([, field]) => problem('registry.before-birth', `${at}.values.${field}`))
  return [...wrong, ...early]
}

function crowdFaults(
  { sections }: ProfileDefinition,
  profile: Profile,
  written: readonly Statement[],
  at: (one: Statement) => string,
): Problem[] {
  const [last] = written
  if (last && profile.statements.length > STATEMENTS_MAX)
    return [problem('registry.too-many-statements', at(last))]
  const bySection = Map.groupBy(profile.statements, ({ section }) => section)
  return written.flatMap((one) => {
    const section = sections[one.section]
    const all = bySection.get(one.section) ?? []
    if (section === undefined) return []
    if (all.length > section.max) return [problem('registry.too-many-statements', at(one))]
    const rival =
      section.cardinality === 'one' &&
      all.some((other) => other.id !== one.id && holdTogether(one, other))
    return rival ? [problem('registry.two-at-once', `${at(one)}.from`)] : []
  })
}

/** Whether two statements are in force on one day. */
export function holdTogether(one: Statement, other: Statement): boolean {
  return (
    (one.to === undefined || (other.from ?? '') <= one.to) &&
    (other.to === undefined || (one.from ?? '') <= other.to)
  )
}

function clashFaults(
  definition: ProfileDefinition,
  profile: Profile,
  written: readonly Statement[],
  at: (one: Statement) => string,
): Problem[] {
  const mine = written.filter(({ section }) => section === 'registration')
  if (mine.length === 0) return []
  const registrations = profile.statements.filter(({ section }) => section === 'registration')
  return clashesOf(registrations, definition).flatMap((clash) => {
    const seen = mine.find(({ id }) => id === clash.one.id || id === clash.other.id)
    if (seen === undefined) return []
    const detail = clashInWords(clash, seen)
    return [
      { ...problem('registry.hours-clash', `${at(seen)}.values.slots`), kind: 'conflict', detail },
    ]
  })
}
