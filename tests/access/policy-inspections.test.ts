import { describe, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { DATA_CLASSES } from '#vocabulary/data-class'
import {
  ask,
  FACILITIES,
  LATER,
  NOW,
  opened,
  type Question,
  SCOPES,
  TREATING,
  VISITS,
} from './policy-worlds.ts'

describe('an order to inspect (Law on Inspection 84/2025/QH15)', () => {
  const [own, other] = FACILITIES
  const [inspected, elsewhere] = VISITS
  if (
    own === undefined ||
    other === undefined ||
    inspected === undefined ||
    elsewhere === undefined
  )
    throw new Error('no world')
  const { facility: _none, ...person } = TREATING.caller
  const caller = {
    ...person,
    role: 'inspector' as const,
    rights: rightsOf('inspector'),
    province: '51',
  }
  const order = {
    account: 'account-1',
    facility: own,
    until: LATER,
    classes: ['ordinary'] as (typeof DATA_CLASSES)[number][],
    visits: new Set([inspected]),
  }
  const inspecting = (more: Partial<typeof order> = {}): Question => ({
    caller,
    facts: { ...TREATING.facts, relations: [], inspections: [{ ...order, ...more }] },
    purpose: 'supervision',
  })
  const sees = (question: Question, dataClass: string, visit: string = inspected) =>
    [...opened(question)].some((one) => one.includes(`"${dataClass}"`) && one.includes(visit))

  test('opens the visits that it is about, ordinary data alone, also what the person hid', () => {
    const plain = inspecting()
    const consent = { ...plain.facts.consent, hiddenVisits: new Set([inspected]) }
    const hidden = { ...plain, facts: { ...plain.facts, consent } }
    expect(ask(hidden)).toMatchObject({ permit: true, ground: 'inspection-order' })
    expect(sees(hidden, 'ordinary')).toBe(true)
    expect(sees(hidden, 'mental-health')).toBe(false)
    expect(sees(hidden, 'ordinary', elsewhere)).toBe(false)
  })

  test('opens a sensitive class that it names, and HIV never: a closed list', () => {
    const named = inspecting({ classes: [...DATA_CLASSES] })
    expect(sees(named, 'mental-health')).toBe(true)
    expect(sees(named, 'hiv')).toBe(false)
  })

  test.each([
    ['of another inspector', inspecting({ account: 'account-2' })],
    ['that is over', inspecting({ until: NOW })],
    ['about no visit of the person', inspecting({ visits: new Set() })],
    ['used for another purpose', { ...inspecting(), purpose: 'quality' as const }],
    [
      'used through software',
      {
        ...inspecting(),
        caller: { ...caller, client: { id: 'app-1', kind: 'app' as const, scopes: SCOPES } },
      },
    ],
    [
      'in the hands of another role',
      { ...inspecting(), caller: { ...caller, role: 'auditor' as const } },
    ],
  ])('opens nothing %s', (_what, question) => {
    expect(ask(question).permit).toBe(false)
  })

  test('beside another keeps to its own visits and classes', () => {
    const second = { ...order, classes: ['reproductive' as const], visits: new Set([elsewhere]) }
    const both = inspecting()
    const question = {
      ...both,
      facts: { ...both.facts, inspections: [...both.facts.inspections, second] },
    }
    expect(sees(question, 'reproductive', elsewhere)).toBe(true)
    expect(sees(question, 'reproductive')).toBe(false)
    expect(sees(question, 'ordinary', elsewhere)).toBe(false)
  })
})
