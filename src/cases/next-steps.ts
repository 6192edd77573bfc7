import type { RecordId } from '#vocabulary/record-id'
import type { FieldValues } from './check-fields.ts'
import { holds } from './conditions.ts'
import type { CaseDefinition, Party, Step } from './definition.ts'

/** Who acts, as far as a case asks. `system` is one of our own loops. */
export type Actor = {
  readonly account: string
  readonly role: string
  /** Every key under which the acting citizen is filed; none for anybody else. */
  readonly persons: readonly RecordId[]
  /** For whom else the citizen acts: in the cases that the citizen opened for them, and in no other of theirs. */
  readonly actsFor: readonly RecordId[]
  /** The number under which the acting practitioner is registered. */
  readonly practitioner?: string
  readonly facility?: string
  readonly province?: string
}

/** The authority code of what the Ministry itself answers for. */
export const MINISTRY = '00'

/** Whom a case concerns, and how far it has come. */
export type Standing = {
  readonly state: string
  /** Every state that it has been in. */
  readonly reached: readonly string[]
  readonly openedBy: string
  readonly person?: RecordId
  /** The practitioner whom it is about, by the number under which they are registered. */
  readonly practitioner?: string
  readonly facility?: string
  /** The authority that answers for it: a province, or 97 the army, 98 the police, 00 the Ministry. */
  readonly province?: string
  /** What it carries in clear from its opening, by name. */
  readonly traits: Readonly<Record<string, string>>
}

/** What was done in a case so far, as far as the next step asks. */
export type History = {
  /** What stands in each field now. */
  readonly fields: FieldValues
  /** The steps in their order, the opening first. */
  readonly taken: readonly { readonly step: string; readonly to: string; readonly by: string }[]
}

/** Why a step that is somebody's cannot be taken yet, or by them, or any more. */
export type Obstacle =
  | { readonly kind: 'condition' }
  | { readonly kind: 'after'; readonly step: string }
  | { readonly kind: 'apart'; readonly step: string }
  | { readonly kind: 'spent' }

/**
 * The steps that an actor may take now. The one rule for the server, the buttons of the portal, the documentation and
 * the generated tests: what it does not list, nobody can do.
 */
export function nextSteps(
  definition: CaseDefinition,
  standing: Standing,
  actor: Actor,
  history: History,
): Step[] {
  return stepsOf(definition, standing, actor).filter(
    (step) => obstacleTo(definition, step, standing, actor, history) === undefined,
  )
}

/** The steps that are an actor's in this state, whether or not something still stands in their way. */
export function stepsOf(definition: CaseDefinition, standing: Standing, actor: Actor): Step[] {
  if (actor.role !== 'system' && !mayRead(definition, standing, actor)) return []
  return definition.steps.filter(
    ({ from, by }) =>
      from.includes(standing.state) && by.some((party) => isParty(party, standing, actor)),
  )
}

/** What stands in the way of a step, the first of it; undefined when nothing does. */
export function obstacleTo(
  { clocks }: Pick<CaseDefinition, 'clocks'>,
  step: Step,
  { traits }: Pick<Standing, 'traits'>,
  { account }: Pick<Actor, 'account'>,
  { fields, taken }: History,
): Obstacle | undefined {
  const ground = { traits, fields }
  if (!holds(step.when, ground)) return { kind: 'condition' }
  const stay = stayOf(step, taken)
  const missing = step.after.find(
    (one) => holds(one.when, ground) && !stay.some((former) => former.step === one.step),
  )
  if (missing !== undefined) return { kind: 'after', step: missing.step }
  const own = taken.find((former) => former.by === account && step.apart.includes(former.step))
  if (own !== undefined) return { kind: 'apart', step: own.step }
  const isExtension = clocks.some(({ extension }) => extension?.step === step.id)
  const most = step.atMost ?? (isExtension ? { times: 1, within: 'case' } : undefined)
  const counted = most?.within === 'stay' ? stay : taken
  const times = counted.filter((former) => former.step === step.id).length
  return most !== undefined && times >= most.times ? { kind: 'spent' } : undefined
}

/** What was done since the case came into the states from which a step is taken. */
export function stayOf<Taken extends { readonly to: string }>(
  { from }: Pick<Step, 'from'>,
  taken: readonly Taken[],
): readonly Taken[] {
  return taken.slice(taken.findLastIndex(({ to }) => !from.includes(to)) + 1)
}

/** Whether an actor may read the case at all: a case about a person shows to those concerned only. */
export function mayRead(definition: CaseDefinition, standing: Standing, actor: Actor): boolean {
  return definition.readers.some((party) => isParty(party, standing, actor))
}

/** Whether an actor is one of a party, in this case. */
export function isParty(party: Party, standing: Standing, actor: Actor): boolean {
  if (!party.roles.some((role) => role === actor.role)) return false
  const isInTime = party.once === undefined || party.once.some((s) => standing.reached.includes(s))
  const hasTraits = Object.entries(party.traits ?? {}).every(
    ([trait, value]) => standing.traits[trait] === value,
  )
  return isInTime && hasTraits && relatesTo(party, standing, actor)
}

/** The person it is about, or whoever opened it for that person and still acts for them. */
function isSubject({ person, openedBy }: Standing, actor: Actor): boolean {
  if (person === undefined) return false
  return (
    actor.persons.includes(person) || (openedBy === actor.account && actor.actsFor.includes(person))
  )
}

function relatesTo({ relation }: Party, standing: Standing, actor: Actor): boolean {
  switch (relation) {
    case 'subject':
      return isSubject(standing, actor)
    case 'practitioner':
      return isSame(standing.practitioner, actor.practitioner)
    case 'opener':
      return standing.openedBy === actor.account
    case 'facility':
      return isSame(standing.facility, actor.facility)
    case 'province':
      return isSame(standing.province, actor.province)
    case 'ministry':
      return standing.province === MINISTRY
    case 'platform':
      return standing.facility === undefined
    case 'nation':
      return true
    case 'system':
      return actor.role === 'system'
  }
}

function isSame(theirs: string | undefined, own: string | undefined): boolean {
  return theirs !== undefined && theirs === own
}
