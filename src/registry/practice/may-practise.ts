import { type LicenceLife, licenceAt, licenceLife } from '../licence/licence-life.ts'
import type { LicencePeriod, LocalMinute } from '../licence/licence.ts'
import { licenceKey } from '../licence/licence-number.ts'
import type { PracticeFacts, Registration, Spell } from './practice-facts.ts'
import { exceptionReason, type PracticeReason, reasonOf } from './practice-reasons.ts'
import {
  type ExceptionCode,
  exceptionOn,
  PRACTICE_RULES,
  type PracticeRules,
} from './practice-rules.ts'
import { localMinute, slotsHold } from './slots.ts'

/** What happened around the act, as far as the asker knows. */
export type Circumstance = Exclude<ExceptionCode, 'written-assignment'>

export type PracticeQuestion = {
  readonly facility: string
  readonly instant: Date
  /** The number under which the act was done, as written. */
  readonly licence?: string | undefined
  /** A code of the list of scopes. */
  readonly scope?: string | undefined
  /** A code of a technique, as it stands in written assignments. */
  readonly technique?: string | undefined
  readonly circumstances?: readonly Circumstance[] | undefined
  /** Minutes by which an act may overrun the registered hours; none when left out. */
  readonly graceMinutes?: number | undefined
}

export type PracticeAnswer = {
  readonly answer: 'yes' | 'no' | 'insufficient'
  /** What decided first; then what else is known. */
  readonly reasons: readonly PracticeReason[]
}

/** What must be known of the place. */
export type FacilityFacts = {
  /** When it may not practise at all: suspended, revoked or closed. */
  readonly stops: readonly Spell[]
  /** Whether anybody is registered there: while its list is not entered, nobody can be missing from it. */
  readonly hasStaffList: boolean
}

const WITH_STAFF_LIST: FacilityFacts = { stops: [], hasStaffList: true }

type Case = {
  readonly facts: PracticeFacts
  readonly asked: PracticeQuestion
  readonly at: LocalMinute
  readonly day: string
  readonly rules: PracticeRules
  readonly life: LicenceLife
  readonly place: FacilityFacts
}

/**
 * Whether somebody may practise at a facility at an instant, with the reasons, their law and the statements they stand on. `no` needs a
 * fact that says so; where facts are missing the answer is `insufficient`, never `no`. Without facts: `insufficient`.
 *
 * Source: Law 15/2023/QH15, art. 19, 27, 34-38; Decree 96/2023/NĐ-CP, art. 27 and 29; the exceptions in catalogues/practice/exceptions.json.
 */
export function mayPractise(
  facts: PracticeFacts | undefined,
  asked: PracticeQuestion,
  place: FacilityFacts = WITH_STAFF_LIST,
  rules: PracticeRules = PRACTICE_RULES,
): PracticeAnswer {
  if (!facts) return concluded([reasonOf('practitioner-unknown', 'open')])
  const at = localMinute(asked.instant)
  const life = licenceLife(facts.licenceEvents, rules)
  const one: Case = { facts, asked, at, day: at.slice(0, 10), rules, life, place }
  const training = traineeReason(one)
  return concluded([
    ...standing(one),
    ...(training ? [training] : [...licenceReasons(one), ...placeReasons(one)]),
    ...scopeReasons(one, training !== undefined),
  ])
}

/** One reason against is enough for no; one open question leaves it open. */
function concluded(reasons: readonly PracticeReason[]): PracticeAnswer {
  const weighing = (weighs: PracticeReason['weighs']) =>
    reasons.filter((reason) => reason.weighs === weighs)
  const [against, open, pro] = [weighing('against'), weighing('open'), weighing('for')]
  if (against.length > 0) return { answer: 'no', reasons: [...against, ...open, ...pro] }
  if (open.length > 0) return { answer: 'insufficient', reasons: [...open, ...pro] }
  return { answer: 'yes', reasons: pro }
}

/** What no licence and no exception outweighs. */
function standing({ facts, day, place }: Case): PracticeReason[] {
  const { diedOn } = facts
  const ban = facts.bans.find((one) => holdsOn(one, day))
  const stop = place.stops.find((one) => holdsOn(one, day))
  return [
    ...(diedOn && diedOn.day < day ? [reasonOf('deceased', 'against', [diedOn.statement])] : []),
    ...(ban ? [reasonOf('right-withdrawn', 'against', [ban.statement])] : []),
    ...(stop ? [reasonOf('facility-stopped', 'against', [stop.statement])] : []),
  ]
}

/** Somebody in supervised practice needs no licence of the own, at the place of training. One who was licensed once is no trainee. */
function traineeReason(one: Case): PracticeReason | undefined {
  if (licenceAt(one.life, one.at)) return undefined
  const exception = exceptionOn('trainee', one.day, one.rules)
  const training = one.facts.traineeships.find(
    (spell) => spell.facility === one.asked.facility && holdsOn(spell, one.day),
  )
  return exception && training ? exceptionReason(exception, [training.statement]) : undefined
}

function licenceReasons(one: Case): PracticeReason[] {
  const { life, at, day, asked, facts } = one
  const now = licenceAt(life, at)
  if (!now) {
    const first = life.periods[0]
    return first
      ? [reasonOf('licence-not-yet', 'against', [first.statement])]
      : [reasonOf('licence-unknown', 'open')]
  }
  const on = [now.statement]
  if (now.state === 'expired') return [reasonOf('licence-expired', 'against', on)]
  if (now.state === 'revoked') return [reasonOf('licence-revoked', 'against', on)]
  if (now.suspendedUntil !== undefined && now.suspendedUntil < day)
    return [reasonOf('suspension-term-over', 'open', on)]
  if (now.state === 'suspended') return [reasonOf('licence-suspended', 'against', on)]
  const part = now.state === 'suspended-partial' ? partReasons(now, asked) : []
  return [...part, reasonOf('licence-in-force', 'for', on), ...numberReasons(now, asked, facts)]
}

function partReasons(now: LicencePeriod, { scope }: PracticeQuestion): PracticeReason[] {
  if (scope === undefined) return [reasonOf('licence-part-not-told', 'open', [now.statement])]
  const isAffected = now.scopesAffected?.includes(scope) ?? true
  return isAffected ? [reasonOf('licence-suspended-part', 'against', [now.statement])] : []
}

/** A former number is no fault of the person; a number of nobody's cannot be judged. */
function numberReasons(
  now: LicencePeriod,
  { licence }: PracticeQuestion,
  facts: PracticeFacts,
): PracticeReason[] {
  const key = licence === undefined ? '' : licenceKey(licence)
  if (key === '' || key === licenceKey(now.number)) return []
  return facts.licences.includes(key)
    ? [reasonOf('number-replaced', 'for', [now.statement])]
    : [reasonOf('number-not-held', 'open')]
}

function placeReasons(one: Case): PracticeReason[] {
  const { facts, asked, day } = one
  const here = facts.registrations.filter(({ facility }) => facility === asked.facility)
  const current = here.filter((spell) => holdsOn(spell, day))
  if (current.length > 0)
    return [
      reasonOf(
        'registered-here',
        'for',
        current.map(({ statement }) => statement),
      ),
      ...hourReasons(one, current),
    ]
  const excused = excuse(one, 'place')
  if (excused) return [excused]
  if (facts.registrations.length === 0) return [reasonOf('registrations-unknown', 'open')]
  if (here.length === 0 && !one.place.hasStaffList) return [reasonOf('staff-list-unknown', 'open')]
  return [missing(here, day)]
}

function missing(here: readonly Registration[], day: string): PracticeReason {
  const statements = here.map(({ statement }) => statement)
  const ended = here.some(({ to }) => to !== undefined && to < day)
  if (ended) return reasonOf('registration-ended', 'against', statements)
  return here.length > 0
    ? reasonOf('registration-not-yet', 'against', statements)
    : reasonOf('not-registered-here', 'against')
}

/** Hours are asked of regular registrations alone: support, consultation and the like have none of their own. */
function hourReasons(one: Case, current: readonly Registration[]): PracticeReason[] {
  const { at, asked } = one
  const holding = current.find(({ slots }) => slotsHold(slots, at, asked.graceMinutes))
  if (holding) return [reasonOf('within-hours', 'for', [holding.statement])]
  const beside = current.find(({ kind }) => kind !== 'regular')
  const support = beside && exceptionOn('support', one.day, one.rules)
  if (support) return [exceptionReason(support, [beside.statement])]
  const excused = excuse(one, 'time')
  if (excused) return [excused]
  const unknown = current.filter(({ slots }) => slots.length === 0)
  if (unknown.length > 0)
    return [
      reasonOf(
        'hours-unknown',
        'open',
        unknown.map(({ statement }) => statement),
      ),
    ]
  return [
    reasonOf(
      'outside-hours',
      'against',
      current.map(({ statement }) => statement),
    ),
  ]
}

function scopeReasons(one: Case, isTrainee: boolean): PracticeReason[] {
  const { asked, facts, day, life, at } = one
  const { scope, technique } = asked
  if (isTrainee || (scope === undefined && technique === undefined)) return []
  const assigned = technique === undefined ? undefined : assignmentReason(one, technique)
  if (assigned) return [assigned]
  if (scope === undefined) return [excuse(one, 'scope') ?? reasonOf('technique-not-mapped', 'open')]
  const licence = licenceKey(licenceAt(life, at)?.number ?? '')
  const held = facts.scopes.filter(
    (spell) => holdsOn(spell, day) && (spell.licence === '' || spell.licence === licence),
  )
  const own = held.find((spell) => spell.scope === scope)
  if (own) return [reasonOf('within-scope', 'for', [own.statement])]
  const excused = excuse(one, 'scope')
  if (excused) return [excused]
  return held.length === 0
    ? [reasonOf('scopes-unknown', 'open')]
    : [
        reasonOf(
          'outside-scope',
          'against',
          held.map(({ statement }) => statement),
        ),
      ]
}

/** The first exception that lifts what is lacking: by what happened, or by a written assignment to this place. */
function excuse(one: Case, lacking: 'place' | 'time' | 'scope'): PracticeReason | undefined {
  for (const code of one.asked.circumstances ?? []) {
    const exception = exceptionOn(code, one.day, one.rules)
    if (exception?.needs === 'nothing' && exception.lifts.includes(lacking))
      return exceptionReason(exception)
  }
  if (lacking === 'scope') return undefined
  return assignmentReason(one)
}

/** A paper that assigns the person to this place; where a technique is asked for, this technique. */
function assignmentReason(one: Case, technique?: string): PracticeReason | undefined {
  const exception = exceptionOn('written-assignment', one.day, one.rules)
  const paper = one.facts.assignments.find(
    (spell) =>
      spell.facility === one.asked.facility &&
      holdsOn(spell, one.day) &&
      (technique === undefined || sameTechnique(spell.technique, technique)),
  )
  return exception && paper ? exceptionReason(exception, [paper.statement]) : undefined
}

/** The staff catalogue names a service by its first seven characters (DVKT_KHAC). Source: TT 12/2026/TT-BTC, form 02/DM. */
function sameTechnique(assigned: string, asked: string): boolean {
  return assigned === asked || (assigned.length >= 7 && asked.startsWith(assigned.slice(0, 7)))
}

function holdsOn({ from, to }: Spell, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to)
}
