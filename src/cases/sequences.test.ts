import fc from 'fast-check'
import '../../tests/property-seed.ts'
import { expect, test } from 'vitest'
import type { CaseDefinition, Step } from './definition.ts'
import { type Actor, type History, nextSteps, type Standing } from './next-steps.ts'
import { readDefinitions } from './read-definitions.ts'
import { traitsFor } from './testing/case-world.ts'

const { all } = readDefinitions()

/** One of each party of a definition, standing to the case as the party says. */
function castOf(definition: CaseDefinition): Actor[] {
  const parties = [...definition.readers, { roles: ['system'], relation: 'system' } as const]
  return parties.flatMap(({ roles, relation }) =>
    roles.map((role) => ({
      account: relation === 'opener' ? 'opener' : `${role} ${relation}`,
      role,
      persons: [],
      actsFor: [],
      ...(relation === 'practitioner' ? { practitioner: '051085000123' } : {}),
      ...(relation === 'facility' ? { facility: '51001' } : {}),
      ...(relation === 'province' ? { province: '00' } : {}),
    })),
  )
}

type Walk = { readonly standing: Standing; readonly history: History; readonly closings: number }

const begin = (definition: CaseDefinition, traits: Record<string, string>): Walk => ({
  standing: {
    state: definition.first,
    reached: [definition.first],
    openedBy: 'opener',
    practitioner: '051085000123',
    facility: '51001',
    province: '00',
    traits,
  },
  history: { fields: {}, taken: [{ step: 'open', to: definition.first, by: 'opener' }] },
  closings: 0,
})

function move(definition: CaseDefinition, walk: Walk, step: Step, by: string): Walk {
  const { standing, history, closings } = walk
  const isClosing = definition.states[step.to]?.kind === 'closed'
  return {
    standing: { ...standing, state: step.to, reached: [...standing.reached, step.to] },
    history: { ...history, taken: [...history.taken, { step: step.id, to: step.to, by }] },
    closings: closings + (isClosing ? 1 : 0),
  }
}

test.each(all.map((one) => [one.id, one.version, one] as const))(
  'no sequence of steps of %s %i closes it twice, or takes a step from a state that lacks it',
  (_id, _version, definition) => {
    const cast = castOf(definition)
    const choices = fc.array(fc.record({ who: fc.nat(), what: fc.nat() }), {
      minLength: 5,
      maxLength: 40,
    })
    fc.assert(
      fc.property(choices, fc.constantFrom('yes', 'no'), (turns, traditional) => {
        const known = traitsFor(definition)
        const traits = 'traditional' in known ? { ...known, traditional } : known
        let walk = begin(definition, traits)
        for (const { who, what } of turns) {
          const actor = cast[who % cast.length]
          if (actor === undefined) continue
          const steps = nextSteps(definition, walk.standing, actor, walk.history)
          const step = steps[what % Math.max(1, steps.length)]
          if (step === undefined) continue
          expect(step.from).toContain(walk.standing.state)
          expect(walk.closings).toBe(0)
          walk = move(definition, walk, step, actor.account)
        }
        expect(walk.closings).toBeLessThanOrEqual(1)
        const decided = walk.history.taken.findLastIndex(({ step }) => step === 'decide')
        if (decided >= 0 && traits['traditional'] === 'yes')
          expect(walk.history.taken.slice(0, decided).map(({ step }) => step)).toContain('endorse')
      }),
      { numRuns: 150 },
    )
  },
)
