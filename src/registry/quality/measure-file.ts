import { createHash } from 'node:crypto'
import { searchKey } from '#vocabulary/person-name'
import { daysAfter } from '../licence/licence.ts'
import { type Profile, statementsOf, textOf } from '../profile.ts'
import type { ProfileDefinition } from '../profile-definition.ts'
import type { JudgedFile } from './judged-file.ts'
import { type Failure, runCheck } from './quality-checks.ts'
import type { QualityMethod } from './quality-method.ts'
import type { Mender } from './quality-words.ts'
import type { Tally } from './quality-score.ts'

/** One failure of one rule, at its place. `rule`: its place among the rules of the kind. */
export type FoundFailure = Failure & { readonly rule: number; readonly count: number }

/** What a method counts in one file on a day. */
export type Measured = {
  readonly tally: Tally
  readonly failures: readonly FoundFailure[]
  /** The first later day on which the counts may differ though nobody writes. */
  readonly turnsOn?: string
}

/** Counts a file by every rule of its kind. Pure: the same file, facts and day give the same counts. */
export function measureFile(method: QualityMethod, file: JudgedFile): Measured {
  const rules = method.rules[file.profile.kind]
  const failures: FoundFailure[] = []
  const turning = [...daysOf(file), ...(method.until === undefined ? [] : [method.until])]
  const tally = rules.map((rule, index) => {
    const { asked, failures: failing, turnsOn } = runCheck(file, rule, rules)
    const found = failing.map((one) => ({ ...one, rule: index, count: one.count ?? 1 }))
    for (const one of found) failures.push(one)
    if (turnsOn !== undefined) turning.push(turnsOn)
    return { asked, passed: asked - found.reduce((sum, { count }) => sum + count, 0) }
  })
  const turnsOn = turning.filter((day) => day > file.day).toSorted()[0]
  return { tally, failures, ...(turnsOn === undefined ? {} : { turnsOn }) }
}

/** Days on which something begins or ceases to hold, or to be asked for. */
function daysOf({ profile, definition }: JudgedFile): string[] {
  const held = profile.statements.flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [daysAfter(to, 1)]),
  ])
  return [...held, ...requirementDays(definition)]
}

const REQUIREMENT_DAYS = new WeakMap<ProfileDefinition, readonly string[]>()

function requirementDays(definition: ProfileDefinition): readonly string[] {
  const known = REQUIREMENT_DAYS.get(definition)
  if (known) return known
  const days = new Set<string>()
  for (const section of Object.values(definition.sections))
    for (const { required } of [section, ...Object.values(section.fields)]) {
      if (required?.from !== undefined) days.add(required.from)
      if (required?.to !== undefined) days.add(daysAfter(required.to, 1))
    }
  const found = [...days]
  REQUIREMENT_DAYS.set(definition, found)
  return found
}

/** Who may mend a failure: as the rule or the failure says, else whoever may write the section. */
export function mendersOf(
  method: QualityMethod,
  definition: ProfileDefinition,
  failure: Pick<FoundFailure, 'rule' | 'section' | 'by'>,
): readonly Mender[] {
  const given = failure.by ?? method.rules[definition.kind][failure.rule]?.by
  if (given) return given
  const writers = definition.sections[failure.section ?? '']?.writers ?? [definition.kind]
  const menders = writers.flatMap((writer): Mender[] => {
    if (writer === 'process') return []
    return [writer === 'authority' ? 'department' : writer]
  })
  return menders.length === 0 ? ['department'] : menders
}

/**
 * By what another file of the same person or facility is recognised: name, birth and training of a practitioner, name and commune of a facility.
 * Undefined where one of them is missing. 63 bits of a digest.
 */
export function twinKeyOf(profile: Profile): bigint | undefined {
  const parts = profile.kind === 'facility' ? facilityTwin(profile) : practitionerTwin(profile)
  if (parts.some((part) => part === undefined || part === '')) return undefined
  const digest = createHash('sha256').update(parts.join('\u0000')).digest()
  return digest.readBigUInt64BE(0) >> 1n
}

function facilityTwin(profile: Profile): (string | undefined)[] {
  const name = textOf(statementsOf(profile, 'administrative')[0], 'name')
  const commune = textOf(statementsOf(profile, 'address')[0], 'commune')
  return ['facility', searchKey(name ?? ''), commune]
}

function practitionerTwin(profile: Profile): (string | undefined)[] {
  const identity = statementsOf(profile, 'identity')[0]
  const training = statementsOf(profile, 'training').map((one) =>
    ['level', 'field', 'school'].map((field) => searchKey(textOf(one, field) ?? '')).join(' '),
  )
  return [
    'practitioner',
    searchKey(textOf(identity, 'name') ?? ''),
    textOf(identity, 'birthDate'),
    training.toSorted().join('|'),
  ]
}
