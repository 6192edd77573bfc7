import { ROLES } from '#vocabulary/caller'
import { inTransaction } from '#foundation/database'
import { refuse } from '#vocabulary/outcome'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Case, CaseStep } from './case.ts'
import { findCase, listSteps } from './case-store.ts'
import { CaseDefinition, type Condition, type Relation, type Step } from './definition.ts'
import { historyOf } from './history.ts'
import { takeStepWithin } from './move-case.ts'
import { actorOf } from './needs.ts'
import { nextSteps } from './next-steps.ts'
import { openSteps } from './open-steps.ts'
import { readDefinitions } from './read-definitions.ts'
import { callerOf, type CaseWorld, caseWorld, filled } from './testing/case-world.ts'
import { attachAll, defectsOf, needsFor, type Walked, walkTo } from './testing/walk-case.ts'

const { all } = readDefinitions()

let world: CaseWorld
beforeAll(async () => {
  world = await caseWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Every way to stand to a case that a role can have, and none at all. */
function standingsOf(role: string): (Relation | undefined)[] {
  if (role === 'system') return [undefined]
  if (role === 'citizen') return ['subject', 'opener', undefined]
  if (role === 'practitioner') return ['practitioner', undefined]
  if (role.startsWith('facility') || role === 'doctor') return ['facility', undefined]
  if (role.startsWith('department') || role === 'inspector') return ['province', undefined]
  return ['opener', undefined]
}

type Now = { readonly found: Case; readonly steps: readonly CaseStep[] }

/** What the definition says in its own words, read here a second time and without the code that decides. */
function isAllowed(
  definition: CaseDefinition,
  step: Step,
  role: string,
  as: Relation | undefined,
  now: Now,
): boolean {
  const { found, steps } = now
  const account = callerOf(role, as, world).account
  const stands = (relation: Relation) => {
    if (relation === 'opener') return found.openedBy === account
    if (relation === 'ministry') return found.province === '00'
    return relation === 'nation' || (relation === 'system' ? role === 'system' : relation === as)
  }
  const fits = (party: CaseDefinition['readers'][number]) =>
    party.roles.some((one) => one === role) &&
    stands(party.relation) &&
    (party.once?.some((state) => found.reached.includes(state)) ?? true) &&
    Object.entries(party.traits ?? {}).every(([name, value]) => found.traits[name] === value)
  const values: Record<string, string> = Object.assign(
    {},
    ...steps.map(({ written }) => written?.fields ?? {}),
  )
  const isMet = ({ trait, field, is, isNot }: Condition) => {
    const value = (trait === undefined ? values[field ?? ''] : found.traits[trait]) ?? ''
    return is === undefined ? isNot?.includes(value) !== true : is.includes(value)
  }
  const stay: string[] = []
  for (const one of steps.toReversed()) {
    if (!step.from.includes(one.to)) break
    stay.push(one.step)
  }
  const isReady =
    (step.when ?? []).every(isMet) &&
    step.after.every((one) => !(one.when ?? []).every(isMet) || stay.includes(one.step)) &&
    !steps.some((one) => one.by.account === account && step.apart.includes(one.step))
  const counted = step.atMost?.within === 'stay' ? stay : steps.map((one) => one.step)
  const isExtension = definition.clocks.some(({ extension }) => extension?.step === step.id)
  const most = step.atMost?.times ?? (isExtension ? 1 : 200)
  const isLeft = counted.filter((one) => one === step.id).length < most
  const reads = role === 'system' || definition.readers.some(fits)
  return reads && step.from.includes(found.state) && step.by.some(fits) && isReady && isLeft
}

const walks = all.flatMap((definition) =>
  Object.keys(definition.states).map(
    (state) => [definition.id, definition.version, state, definition] as const,
  ),
)

describe('every step × every role and relation', () => {
  test.each(walks)(
    'of %s %i in %s',
    { timeout: 120_000 },
    async (_id, _version, state, definition) => {
      const walked = await walkTo(world, definition, state)
      const now = await readNow(definition, walked)
      for (const step of definition.steps.filter(({ from }) => from.includes(state)))
        await attachAll(world, definition, walked, step)
      const wrong: string[] = []
      for (const role of [...ROLES, 'system'])
        for (const as of standingsOf(role)) {
          const allowed = definition.steps.filter((step) =>
            isAllowed(definition, step, role, as, now),
          )
          const actor = await actorOf(world.needs.database, callerOf(role, as, world))
          const offered = nextSteps(definition, now.found, actor, historyOf(now.steps))
          if (idsOf(offered) !== idsOf(allowed)) wrong.push(`${role}: offered ${idsOf(offered)}`)
          // The server takes every step that is allowed, and refuses the first that is not.
          const refused = definition.steps.find((step) => !allowed.includes(step))
          for (const step of [...allowed, ...(refused === undefined ? [] : [refused])]) {
            const done = await isTaken(definition, walked, step, role, as)
            if (done !== allowed.includes(step))
              wrong.push(`${role} as ${as ?? 'stranger'}: ${step.id} → ${done}`)
          }
        }
      expect(wrong).toEqual([])
    },
  )
})

const idsOf = (steps: readonly Step[]) => steps.map(({ id }) => id).join(' ')

async function readNow(definition: CaseDefinition, { id, needs }: Walked): Promise<Now> {
  const { owner } = world.temporary
  const kept = await findCase(owner, id)
  if (kept === undefined) throw new Error(`${definition.id}: ${id}`)
  return { found: kept.found, steps: openSteps(needs, kept, await listSteps(owner, id)) }
}

/** Whether the server takes the step; whatever it did is undone. */
async function isTaken(
  definition: CaseDefinition,
  { id, position, traits }: Walked,
  step: Step,
  role: string,
  as: Relation | undefined,
): Promise<boolean> {
  let done = false
  const needs = needsFor(world, definition)
  await inTransaction(needs.database, async (trx) => {
    const asked = {
      case: id,
      step: step.id,
      position,
      fields: filled(definition, step.fields, traits),
      defects: defectsOf(definition, step),
    }
    const caller = callerOf(role, as, { ...world, needs })
    const outcome = await takeStepWithin(trx, needs, caller, asked)
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

test('of every kind of case exactly one version is in force on any day from when it began', () => {
  const days = ['2026-01-01', '2026-11-21', '2026-12-31', '2027-01-01', '2031-01-01']
  for (const day of days)
    for (const id of new Set(all.map((one) => one.id))) {
      const inForce = all.filter(
        (one) => one.id === id && one.validFrom <= day && day <= (one.validTo ?? '9999-12-31'),
      )
      expect(inForce, `${id} on ${day}`).toHaveLength(1)
    }
})

test('from 2027 a doctor needs the competence test, and a new facility its connection', () => {
  const of = (id: string, day: string) => readDefinitions().inForce(id, day)
  const submit = (id: string, day: string) =>
    of(id, day)
      .steps.find((step) => step.id === 'submit')
      ?.attachments.map((one) => one.attachment)
  expect(submit('licence-issue', '2026-12-31')).not.toContain('test')
  expect(submit('licence-issue', '2027-01-01')).toContain('test')
  expect(submit('operating-licence-issue', '2026-12-31')).not.toContain('connection')
  expect(submit('operating-licence-issue', '2027-01-01')).toContain('connection')
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

test('a definition whose condition never holds, or whose step waits for one that leads away, is refused', () => {
  const definition = all.find(({ id }) => id === 'licence-revoke')
  if (definition === undefined) throw new Error('no definition')
  const [first, ...rest] = definition.steps
  const never = { ...first, when: [{ field: 'ground', is: ['weather'] }] }
  expect(
    CaseDefinition.safeParse({ ...definition, steps: [never, ...rest] }).error?.message,
  ).toContain('asks for weather, which it never is')
  const waiting = { ...first, after: [{ step: 'drop' }] }
  expect(
    CaseDefinition.safeParse({ ...definition, steps: [waiting, ...rest] }).error?.message,
  ).toContain('waits for drop, which leads elsewhere')
})
