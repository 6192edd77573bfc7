import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { bucketOf, newPersonId, newRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Case, type Fact, OPENING } from './case.ts'
import { appendStep, insertCase } from './case-store.ts'
import { checkFields, type FieldValues } from './check-fields.ts'
import { clocksOf, nextTerm } from './clock.ts'
import type { CaseDefinition } from './definition.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { isParty, type Standing } from './next-steps.ts'
import { recordCase } from './record-case.ts'
import { sealWritten } from './seal-written.ts'

export type CaseToOpen = {
  readonly definition: string
  /** What it is for; the same origin never has two cases. */
  readonly origin?: string
  readonly person?: RecordId
  /** The number under which the practitioner is registered. */
  readonly practitioner?: string
  readonly facility?: string
  /** The authority that answers for it. */
  readonly province?: string
  /** What the definition wants to know in clear, by name. */
  readonly traits?: Readonly<Record<string, string>>
  readonly fields: FieldValues
  readonly facts?: readonly Fact[]
}

export type OpenedCase = { readonly case: RecordId; readonly isNew: boolean }

/**
 * Opens a case under the definition in force today, in the transaction of whatever it is opened for.
 *
 * Refuses `cases.not-yours-to-open`, `cases.trait-wrong` and everything that `checkFields` finds. A second call for the same origin
 * answers the first case and writes nothing.
 */
export async function openCase(
  trx: Trx,
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: CaseToOpen,
): Promise<Outcome<OpenedCase>> {
  const now = needs.now()
  const definition = needs.definitions.inForce(asked.definition, vietnamDay(now))
  const standing = standingOf(asked, definition.first, caller.account)
  const actor = await actorOf(trx, caller, needs)
  if (!definition.open.by.some((party) => isParty(party, standing, actor)))
    return refuse('forbidden', 'cases.not-yours-to-open')
  const [first, ...rest] = [
    ...checkTraits(definition, standing.traits),
    ...checkFields(
      definition,
      definition.open.fields,
      asked.fields,
      now,
      { traits: standing.traits, fields: asked.fields },
      actor.role,
    ),
  ]
  if (first) return { ok: false, problems: [first, ...rest] }

  enterScope(trx, caseScopeOf(needs, actor))
  if (asked.person !== undefined) enterScope(trx, { persons: [asked.person] })
  const made = newCase(needs, definition, standing, asked, now)
  const key = needs.dataKeys.make()
  const known = await insertCase(trx, made, needs.dataKeys.wrap(key, keyOwner(made.id)))
  if (known !== undefined) return accept({ case: known, isNew: false })
  const facts = asked.facts === undefined ? {} : { facts: asked.facts }
  const written = { fields: asked.fields, defects: [], ...facts }
  await appendStep(trx, {
    step: OPENING,
    to: definition.first,
    at: now,
    id: made.id,
    position: 1,
    by: caller,
    sealed: sealWritten(key, written, placeOf(made.id, 1), needs.random),
    tells: definition.open.tells,
  })
  await recordCase(trx, caller, now, 'case', made, OPENING)
  return accept({ case: made.id, isNew: true })
}

/** Traits are handed in by our own code from what is known; a code that the definition does not know is refused all the same. */
function checkTraits(
  { traits }: Pick<CaseDefinition, 'traits'>,
  given: Standing['traits'],
): Problem[] {
  const unknown = Object.keys(given).filter((name) => !(name in traits))
  const wrong = Object.entries(traits).filter(([name, { required, choices }]) => {
    const value = given[name]
    if (value === undefined) return required
    return choices !== undefined && !choices.some(({ code }) => code === value)
  })
  return [...unknown, ...wrong.map(([name]) => name)].map((at) => ({
    kind: 'incorrect',
    code: 'cases.trait-wrong',
    at,
  }))
}

function newCase(
  needs: CaseNeeds,
  definition: CaseDefinition,
  standing: Standing,
  { person, origin, fields }: CaseToOpen,
  now: Date,
): Case {
  const opening = { step: OPENING, to: definition.first, at: now, written: { fields } }
  const term = nextTerm(clocksOf(definition, [opening], now, needs.calendar))
  return {
    ...standing,
    id: idOf(needs, person, now),
    definition: definition.id,
    version: definition.version,
    openedAt: now,
    position: 1,
    ...(origin === undefined ? {} : { origin }),
    ...(term === undefined ? {} : { nearAt: term.near, dueAt: term.due }),
  }
}

/** To what the key of a case is bound. */
export function keyOwner(id: RecordId): string {
  return `case|${id}`
}

/** To what the text of one step is bound. */
export function placeOf(id: RecordId, position: number): string {
  return `${id}|${position}`
}

function standingOf(asked: CaseToOpen, first: string, openedBy: string): Standing {
  const { person, practitioner, facility, province, traits = {} } = asked
  return {
    state: first,
    reached: [first],
    openedBy,
    traits,
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(person === undefined ? {} : { person }),
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
  }
}

/** In the bucket of the person, where there is one. */
function idOf(needs: CaseNeeds, person: RecordId | undefined, now: Date): RecordId {
  return person === undefined
    ? newPersonId(now, needs.random)
    : newRecordId(now, bucketOf(person), needs.random)
}
