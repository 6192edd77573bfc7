import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { decide } from '../../src/access/policy/decide.ts'
import {
  ask,
  FACILITIES,
  LATER,
  NOW,
  opened,
  PERSON,
  PERSONS,
  type Question,
  questions,
  SCOPES,
  TREATING,
  VISITS,
} from './policy-worlds.ts'

const RUNS = { numRuns: 2_000 }

function withConsent(question: Question, more: Partial<Question['facts']['consent']>): Question {
  const { facts } = question
  return { ...question, facts: { ...facts, consent: { ...facts.consent, ...more } } }
}

function expectNoMore(before: Question, after: Question): void {
  const was = opened(before)
  expect([...opened(after)].filter((one) => !was.has(one))).toEqual([])
}

/** Every prohibition that there is, laid upon a question. */
const PROHIBITIONS: Readonly<Record<string, (question: Question) => Question>> = {
  'a visit is hidden': (question) =>
    withConsent(question, {
      hiddenVisits: new Set([...question.facts.consent.hiddenVisits, ...VISITS.slice(0, 1)]),
    }),
  'a class is hidden': (question) =>
    withConsent(question, {
      hiddenClasses: new Set([...question.facts.consent.hiddenClasses, 'ordinary' as const]),
    }),
  'a facility is blocked': (question) =>
    withConsent(question, {
      blockedFacilities: new Set([
        ...question.facts.consent.blockedFacilities,
        ...FACILITIES.slice(0, 1),
      ]),
    }),
  'sharing is restricted': (question) =>
    withConsent(question, { restricted: { apps: false, sharing: true } }),
  'a delegation ends': (question) =>
    withConsent(question, { delegates: question.facts.consent.delegates.slice(1) }),
  'an app is revoked': (question) =>
    withConsent(question, { apps: question.facts.consent.apps.slice(1) }),
  'a broken glass is mended': (question) => withConsent(question, { breakGlass: [] }),
  'the person dies': ({ facts, ...rest }) => {
    const { isDeathUnconfirmed: _sure, ...consent } = facts.consent
    return { ...rest, facts: { ...facts, consent: { ...consent, deceasedOn: '2026-11-01' } } }
  },
  'a death is told once': (question) =>
    question.facts.consent.deceasedOn === undefined
      ? withConsent(question, { deceasedOn: '2026-11-01', isDeathUnconfirmed: true })
      : question,
  'the licence is suspended': (question) => standing(question, { licence: 'suspended' }),
  'the licence is revoked': (question) => standing(question, { licence: 'revoked' }),
  'the account is locked': (question) => standing(question, { account: 'closed' }),
  'an order to inspect ends': ({ facts, ...rest }) => ({
    ...rest,
    facts: { ...facts, inspections: facts.inspections.slice(1) },
  }),
  'an order to inspect names fewer classes': ({ facts, ...rest }) => ({
    ...rest,
    facts: {
      ...facts,
      inspections: facts.inspections.map((one) => ({ ...one, classes: one.classes.slice(1) })),
    },
  }),
  'a relation ends': ({ facts, ...rest }) => ({
    ...rest,
    facts: { ...facts, relations: facts.relations.slice(1) },
  }),
  'the scopes are fewer': ({ caller, ...rest }) => ({
    ...rest,
    caller:
      caller.client === undefined
        ? caller
        : { ...caller, client: { ...caller.client, scopes: caller.client.scopes.slice(1) } },
  }),
  'the call comes through an app': ({ caller, ...rest }) => ({
    ...rest,
    caller: { ...caller, client: caller.client ?? { id: 'app-1', kind: 'app', scopes: SCOPES } },
  }),
}

function standing(question: Question, more: Partial<Question['facts']['standing']>): Question {
  const { facts } = question
  return { ...question, facts: { ...facts, standing: { ...facts.standing, ...more } } }
}

describe('a prohibition never permits more', () => {
  test.each(Object.entries(PROHIBITIONS))('%s', (_name, lay) => {
    fc.assert(
      fc.property(questions, (question) => expectNoMore(question, lay(question))),
      RUNS,
    )
  })
})

test('two callers of equal facts get equal answers, and the same caller the same answer twice', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const other = {
        ...question,
        caller: { ...question.caller, name: 'another name', address: '::1' },
      }
      expect(opened(other)).toEqual(opened(question))
      expect(ask(question)).toEqual(ask(question))
    }),
    RUNS,
  )
})

test('a permit is never for another person than the one whose facts were asked', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const [, other = ''] = PERSONS
      expect([...opened(question)].filter((one) => one.includes(other))).toEqual([])
    }),
    RUNS,
  )
})

test('every permit names its ground, its purpose and the law that it rests on', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const decision = ask(question)
      if (!decision.permit) return
      expect(decision.source).toMatch(/Luật|NĐ|TT|Bộ luật/)
      expect(decision.purpose).toBe(question.purpose)
      expect(decision.obligations).toEqual(
        decision.ground === 'break-glass' ? ['mark', 'notify', 'review'] : [],
      )
    }),
    RUNS,
  )
})

test('absent facts deny: whatever single fact is not given, nobody is let in', () => {
  const consent = TREATING.facts.consent
  const pieces = [
    ...Object.keys(TREATING.facts)
      .filter((key) => key !== 'kind')
      .map((key) => without(TREATING.facts, key)),
    ...Object.keys(consent).map((key) => ({ ...TREATING.facts, consent: without(consent, key) })),
    ...Object.keys(TREATING.facts.standing).map((key) => ({
      ...TREATING.facts,
      standing: without(TREATING.facts.standing, key),
    })),
    {},
  ]
  expect(ask(TREATING).permit).toBe(true)
  for (const facts of pieces)
    expect(
      ask({ ...TREATING, facts: facts as Question['facts'] }),
      JSON.stringify(facts),
    ).toMatchObject({
      permit: false,
    })
})

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

test('before the first day of its rules the policy permits nothing', () => {
  const { caller, facts, purpose } = TREATING
  const early = new Date('2001-01-01T00:00:00Z')
  expect(decide(caller, 'read-record', facts, purpose, early)).toMatchObject({ permit: false })
})

test('statistics and research open nobody’s record, whatever the role', () => {
  fc.assert(
    fc.property(
      questions,
      fc.constantFrom('statistics' as const, 'research' as const),
      (question, purpose) => {
        expect(ask({ ...question, purpose }).permit).toBe(false)
      },
    ),
    RUNS,
  )
})

describe('choices of the person (Law 91/2025/QH15) bind viewers, not the facility that wrote', () => {
  const [own, other] = FACILITIES
  const [hidden] = VISITS
  if (own === undefined || other === undefined || hidden === undefined) throw new Error('no world')
  const entry = (from: typeof own, dataClass: (typeof DATA_CLASSES)[number] = 'ordinary') =>
    JSON.stringify([{ dataClass, facility: from, person: PERSON, visit: hidden }, SCOPES[0]])

  test('a hidden visit is gone for other facilities and stays for its own', () => {
    const after = withConsent(TREATING, { hiddenVisits: new Set([hidden]) })
    expect(opened(TREATING).has(entry(other))).toBe(true)
    expect(opened(after).has(entry(other))).toBe(false)
    expect(opened(after).has(entry(own))).toBe(true)
  })

  test('a blocked facility sees its own entries and no other', () => {
    const after = opened(withConsent(TREATING, { blockedFacilities: new Set([own]) }))
    expect(after.has(entry(own, 'hiv'))).toBe(true)
    expect([...after].filter((one) => one.includes(other))).toEqual([])
  })

  test('a broken glass opens what is hidden and blocked, for one account, for a while, marked (Law 91/2025/QH15, art. 19)', () => {
    const broken = withConsent(TREATING, {
      hiddenVisits: new Set([hidden]),
      blockedFacilities: new Set([own]),
      breakGlass: [{ account: 'account-1', facility: own, until: LATER }],
    })
    const emergency = { ...broken, purpose: 'emergency' as const }
    expect(ask(emergency)).toMatchObject({
      ground: 'break-glass',
      obligations: ['mark', 'notify', 'review'],
    })
    for (const dataClass of DATA_CLASSES)
      expect(opened(emergency).has(entry(other, dataClass))).toBe(true)
    const colleague = { ...emergency, caller: { ...emergency.caller, account: 'account-2' } }
    expect(opened(colleague).has(entry(other))).toBe(false)
    expect(
      decide(emergency.caller, 'read-record', emergency.facts, 'emergency', LATER),
    ).toMatchObject({
      ground: 'open-visit',
    })
  })
})

describe('a guardian (Law 102/2016/QH13, art. 1)', () => {
  const child = (bornOn: string | undefined, now = NOW) => {
    const caller = { ...TREATING.caller, role: 'citizen' as const, rights: rightsOf('citizen') }
    const consent = {
      ...TREATING.facts.consent,
      delegates: [
        { account: 'account-1', person: PERSON, kind: 'guardian' as const, classes: DATA_CLASSES },
      ],
    }
    const facts = { ...TREATING.facts, consent, ...(bornOn === undefined ? {} : { bornOn }) }
    return decide(caller, 'read-record', facts, 'own-record', now)
  }

  test.each([
    ['2008-11-21', true],
    ['2008-11-20', false],
    ['2009', true],
    ['2008', false],
    ['2008-11', false],
    ['', false],
    [undefined, false],
  ])('of somebody born on %s: %s', (bornOn, expected) => {
    expect(child(bornOn).permit).toBe(expected)
  })

  test('sees the child until midnight in Vietnam before the eighteenth birthday', () => {
    expect(child('2008-11-21', new Date('2026-11-20T16:59:59Z')).permit).toBe(true)
    expect(child('2008-11-21', new Date('2026-11-20T17:00:00Z')).permit).toBe(false)
  })
})

test('HIV is a closed list (Law 64/2006/QH11, art. 30): no ground of a facility opens another facility’s entries', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const decision = ask(question)
      if (!decision.permit || !decision.classes.includes('hiv')) return
      expect(['own-record', 'guardian', 'family', 'break-glass']).toContain(decision.ground)
    }),
    RUNS,
  )
})
