import type { RecordId } from '#vocabulary/record-id'
import type { CaseDefinition, Party, Step } from './definition.ts'

/** Who acts, as far as a case asks. `system` is one of our own loops. */
export type Actor = {
  readonly account: string
  readonly role: string
  /** Every key under which the acting citizen is filed; none for anybody else. */
  readonly persons: readonly RecordId[]
  /** For whom else the citizen acts: in the cases that the citizen opened for them, and in no other of theirs. */
  readonly actsFor: readonly RecordId[]
  readonly facility?: string
  readonly province?: string
}

/** Whom a case concerns, and how far it has come. */
export type Standing = {
  readonly state: string
  /** Every state that it has been in. */
  readonly reached: readonly string[]
  readonly openedBy: string
  readonly person?: RecordId
  readonly facility?: string
  readonly province?: string
}

/**
 * The steps that an actor may take now. The one rule for the server, the buttons of the portal, the documentation and
 * the generated tests: what it does not list, nobody can do.
 */
export function nextSteps(definition: CaseDefinition, standing: Standing, actor: Actor): Step[] {
  if (actor.role !== 'system' && !mayRead(definition, standing, actor)) return []
  return definition.steps.filter(
    ({ from, by }) =>
      from.includes(standing.state) && by.some((party) => isParty(party, standing, actor)),
  )
}

/** Whether an actor may read the case at all: a case about a person shows to those concerned only. */
export function mayRead(definition: CaseDefinition, standing: Standing, actor: Actor): boolean {
  return definition.readers.some((party) => isParty(party, standing, actor))
}

/** Whether an actor is one of a party, in this case. */
export function isParty(party: Party, standing: Standing, actor: Actor): boolean {
  if (!party.roles.some((role) => role === actor.role)) return false
  const isInTime = party.once === undefined || party.once.some((s) => standing.reached.includes(s))
  return isInTime && relatesTo(party, standing, actor)
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
    case 'opener':
      return standing.openedBy === actor.account
    case 'facility':
      return standing.facility !== undefined && standing.facility === actor.facility
    case 'province':
      return standing.province !== undefined && standing.province === actor.province
    case 'platform':
      return standing.facility === undefined
    case 'nation':
      return true
    case 'system':
      return actor.role === 'system'
  }
}
