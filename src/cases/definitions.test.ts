import { ROLES } from '#vocabulary/caller'
import { inTransaction } from '#foundation/database'
import { refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase } from './case-store.ts'
import { CaseDefinition, type Party, type Relation, type Step } from './definition.ts'
import { actorOf } from './needs.ts'
import { nextSteps } from './next-steps.ts'
import { readDefinitions } from './read-definitions.ts'
import { takeStep, takeStepWithin } from './take-step.ts'
import {
  callerOf,
  type CaseWorld,
  caseWorld,
  filled,
  HOSPITAL,
  PROVINCE,
} from './testing/case-world.ts'

const { all } = readDefinitions()

let world: CaseWorld
beforeAll(async () => {
  world = await caseWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Every way to stand to a case that a role can have, and none at all. */
function standingsOf(role: string): (Relation | undefined)[] {
  if (role === 'citizen') return ['subject', undefined]
  if (role.startsWith('facility') || role === 'doctor') return ['facility', undefined]
  if (role.startsWith('department') || role === 'inspector') return ['province', undefined]
  return ['opener', undefined]
}

/** What the definition says in its own words, read here a second time and without the code that decides. */
function isAllowed(
  definition: CaseDefinition,
  step: Step,
  role: string,
  as: Relation | undefined,
  now: { state: string; reached: readonly string[] },
): boolean {
  const fits = (party: Party) =>
    party.roles.some((one) => one === role) &&
    (party.relation === as ||
      party.relation === 'nation' ||
      (party.relation === 'system' && role === 'system')) &&
    (party.once?.some((state) => now.reached.includes(state)) ?? true)
  const reads = role === 'system' || definition.readers.some(fits)
  return reads && step.from.includes(now.state) && step.by.some(fits)
}

function partyCaller([party]: readonly Party[]) {
  const role = party?.roles[0] ?? 'system'
  const relation = party?.relation === 'nation' ? undefined : party?.relation
  return callerOf(role, relation, world)
}

/** Opens a case and walks it to a state by the shortest way. */
async function walkTo(definition: CaseDefinition, goal: string): Promise<RecordId> {
  const opener = partyCaller(definition.open.by)
  const id = await world.open(
    opener.role === 'analyst' ? callerOf('analyst', 'opener', world) : opener,
    {
      definition: definition.id,
      facility: HOSPITAL,
      province: PROVINCE,
      fields: filled(definition, definition.open.fields),
    },
  )
  for (const [index, step] of wayTo(definition, goal).entries()) {
    const defects = step.returns
      ? [{ field: Object.keys(definition.fields)[0] ?? '', reason: 'thiếu' }]
      : []
    const asked = {
      case: id,
      step: step.id,
      position: index + 1,
      fields: filled(definition, step.fields),
      defects,
    }
    const taken = await takeStep(world.needs, partyCaller(step.by), asked)
    if (!taken.ok) throw new Error(`${definition.id} ${step.id}: ${JSON.stringify(taken.problems)}`)
  }
  return id
}

function wayTo(definition: CaseDefinition, goal: string): Step[] {
  const ways = new Map<string, Step[]>([[definition.first, []]])
  for (const [state, way] of ways)
    for (const step of definition.steps)
      if (step.from.includes(state) && !ways.has(step.to)) ways.set(step.to, [...way, step])
  const way = ways.get(goal)
  if (way === undefined) throw new Error(`${definition.id}: no way to ${goal}`)
  return way
}

const walks = all.flatMap((definition) =>
  Object.keys(definition.states).map((state) => [definition.id, state, definition] as const),
)

describe('every step × every role and relation', () => {
  test.each(walks)('of %s in %s', { timeout: 120_000 }, async (_id, state, definition) => {
    const id = await walkTo(definition, state)
    const kept = await findCase(world.temporary.owner, id)
    if (kept === undefined) throw new Error(id)
    const wrong: string[] = []
    for (const role of [...ROLES, 'system'])
      for (const as of role === 'system' ? ([undefined] as const) : standingsOf(role)) {
        const allowed = definition.steps.filter((step) =>
          isAllowed(definition, step, role, as, kept.found),
        )
        const caller = callerOf(role, as, world)
        const offered = nextSteps(
          definition,
          kept.found,
          await actorOf(world.needs.database, caller),
        )
        if (idsOf(offered) !== idsOf(allowed)) wrong.push(`${role}: offered ${idsOf(offered)}`)
        // The server takes every step that is allowed, and refuses the first that is not.
        const refused = definition.steps.find((step) => !allowed.includes(step))
        for (const step of [...allowed, ...(refused === undefined ? [] : [refused])]) {
          const done = await isTaken(definition, id, step, role, as, kept.found.position)
          if (done !== allowed.includes(step))
            wrong.push(`${role} as ${as ?? 'stranger'}: ${step.id} → ${done}`)
        }
      }
    expect(wrong).toEqual([])
  })
})

const idsOf = (steps: readonly Step[]) => steps.map(({ id }) => id).join(' ')

/** Whether the server takes the step; whatever it did is undone. */
async function isTaken(
  definition: CaseDefinition,
  id: RecordId,
  step: Step,
  role: string,
  as: Relation | undefined,
  position: number,
): Promise<boolean> {
  let done = false
  await inTransaction(world.needs.database, async (trx) => {
    const defects = step.returns
      ? [{ field: Object.keys(definition.fields)[0] ?? '', reason: 'thiếu' }]
      : []
    const asked = {
      case: id,
      step: step.id,
      position,
      fields: filled(definition, step.fields),
      defects,
    }
    const outcome = await takeStepWithin(trx, world.needs, callerOf(role, as, world), asked)
    done = outcome.ok
    return refuse('conflict', 'cases.taken')
  })
  return done
}

test('every definition cites its law, and every clock too', () => {
  for (const { id, instrument, article, clocks } of all) {
    expect(`${instrument} ${article}`.length, id).toBeGreaterThan(10)
    for (const clock of clocks)
      expect(`${clock.instrument} ${clock.article}`.length, clock.id).toBeGreaterThan(10)
  }
})

test('a definition with a state that nothing leads to, or a taker who may not read, is refused', () => {
  const [definition] = all
  if (definition === undefined) throw new Error('no definition')
  const lost = {
    ...definition,
    states: {
      ...definition.states,
      lost: { name: { vi: 'x', en: 'x' }, kind: 'closed', tone: 'plain' },
    },
  }
  expect(CaseDefinition.safeParse(lost).error?.message).toContain('state lost has no way in')
  const blind = { ...definition, readers: definition.readers.slice(0, 1) }
  expect(CaseDefinition.safeParse(blind).error?.message).toContain('may act but not read')
})
