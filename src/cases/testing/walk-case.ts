import type { RecordId } from '#vocabulary/record-id'
import { inTransaction } from '#foundation/database'
import { attachPaper } from '../attachments.ts'
import { holds } from '../conditions.ts'
import type { CaseDefinition, Party, Step } from '../definition.ts'
import type { CaseCaller, CaseNeeds } from '../needs.ts'
import { openCase } from '../open-case.ts'
import { takeStep } from '../take-step.ts'
import {
  callerOf,
  type CaseWorld,
  filled,
  HOSPITAL,
  PRACTITIONER,
  PROVINCE,
  START,
  traitsFor,
} from './case-world.ts'

/** A paper of one page that says that it is a PDF. */
export const PDF = Buffer.from('%PDF-1.7\n% giấy tờ giả định\n%%EOF\n')
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])

export type Walked = {
  readonly id: RecordId
  readonly position: number
  readonly needs: CaseNeeds
  readonly traits: Readonly<Record<string, string>>
}

/** The same needs at a time when this version of the definition is in force. */
export function needsFor(world: CaseWorld, definition: CaseDefinition): CaseNeeds {
  const inForce = new Date(`${definition.validFrom}T02:00:00Z`)
  return inForce > START ? { ...world.needs, now: () => inForce } : world.needs
}

/** Somebody of the first party, standing to the case as it says. */
export function partyCaller(world: CaseWorld, [party]: readonly Party[]): CaseCaller {
  const role = party?.roles[0] ?? 'system'
  const relation = party?.relation === 'nation' ? undefined : party?.relation
  return callerOf(role, relation, world)
}

/** Opens a case under a definition as its first opener. */
export async function openOne(world: CaseWorld, definition: CaseDefinition): Promise<Walked> {
  const traits = traitsFor(definition)
  const needs = needsFor(world, definition)
  const opener = partyCaller(world, definition.open.by)
  const caller = opener.role === 'analyst' ? callerOf('analyst', 'opener', world) : opener
  const opened = await inTransaction(needs.database, (trx) =>
    openCase(trx, needs, caller, {
      definition: definition.id,
      person: world.person,
      practitioner: PRACTITIONER,
      facility: HOSPITAL,
      province: PROVINCE,
      traits,
      fields: filled(definition, definition.open.fields, traits),
    }),
  )
  if (!opened.ok) throw new Error(`${definition.id}: ${JSON.stringify(opened.problems)}`)
  return { id: opened.value.case, position: 1, needs, traits }
}

/** Opens a case and walks it to a state by the shortest way, with what each step waits for before it. */
export async function walkTo(
  world: CaseWorld,
  definition: CaseDefinition,
  goal: string,
): Promise<Walked> {
  let walked = await openOne(world, definition)
  for (const step of wayTo(definition, goal, walked.traits))
    walked = await takeWithWaits(world, definition, walked, step)
  return walked
}

/** Takes a step, first whatever it waits for, with every paper that it needs. */
export async function takeWithWaits(
  world: CaseWorld,
  definition: CaseDefinition,
  walked: Walked,
  step: Step,
): Promise<Walked> {
  let now = walked
  for (const { step: id, when } of step.after) {
    const waited = definition.steps.find((one) => one.id === id)
    const fields = filled(definition, definition.open.fields, now.traits)
    if (waited && holds(when, { traits: now.traits, fields }))
      now = await takeWithWaits(world, definition, now, waited)
  }
  await attachAll(world, definition, now, step)
  const asked = {
    case: now.id,
    step: step.id,
    position: now.position,
    fields: filled(definition, step.fields, now.traits),
    defects: defectsOf(definition, step),
  }
  const caller = partyCaller({ ...world, needs: now.needs }, step.by)
  // Who enters and who carries out are two people.
  const apart =
    step.apart.length > 0 && caller.person === undefined
      ? { ...caller, account: `${caller.account}-colleague` }
      : caller
  const taken = await takeStep(now.needs, apart, asked)
  if (!taken.ok) throw new Error(`${definition.id} ${step.id}: ${JSON.stringify(taken.problems)}`)
  return { ...now, position: taken.value.position }
}

/** Puts every required paper of a step into the case, as whoever takes the step. */
export async function attachAll(
  world: CaseWorld,
  definition: CaseDefinition,
  walked: Walked,
  step: Step,
): Promise<void> {
  for (const { attachment, required } of step.attachments) {
    const accepts = definition.attachments[attachment]?.accepts ?? []
    const bytes = accepts.includes('application/pdf') ? PDF : PNG
    const paper = { case: walked.id, kind: attachment, name: 'giay-to.pdf', bytes }
    const kept = required
      ? await attachPaper(walked.needs, partyCaller(world, step.by), paper)
      : undefined
    if (kept?.ok === false) throw new Error(`${step.id}: ${JSON.stringify(kept.problems)}`)
  }
}

/** One defect at the first field, where a step returns. */
export function defectsOf(definition: CaseDefinition, step: Step) {
  return step.returns ? [{ field: Object.keys(definition.fields)[0] ?? '', reason: 'thiếu' }] : []
}

function wayTo(
  definition: CaseDefinition,
  goal: string,
  traits: Readonly<Record<string, string>>,
): Step[] {
  const ways = new Map<string, Step[]>([[definition.first, []]])
  const ground = { traits, fields: filled(definition, definition.open.fields, traits) }
  for (const [state, way] of ways)
    for (const step of definition.steps)
      if (step.from.includes(state) && !ways.has(step.to) && holds(step.when, ground))
        ways.set(step.to, [...way, step])
  const way = ways.get(goal)
  if (way === undefined) throw new Error(`${definition.id}: no way to ${goal}`)
  return way
}
