import fc from 'fast-check'
import { maySee, rightsOf } from '#access'
import type { Caller } from '#vocabulary/caller'
import { ROLES } from '#vocabulary/caller'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { PURPOSES } from '#vocabulary/purpose'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { CARE_KINDS } from '../../src/access/care/care-kind.ts'
import type { ConsentFacts } from '../../src/access/policy/consent-facts.ts'
import { decide } from '../../src/access/policy/decide.ts'
import type { RecordFacts, StandingFacts } from '../../src/access/policy/facts.ts'

/** Small worlds of facts for the policy, drawn by chance: two of everything, so that everything meets. */
export const NOW = new Date('2026-11-20T02:00:00Z')
const EARLIER = new Date('2026-11-20T01:00:00Z')
const LATER = new Date('2026-11-20T03:00:00Z')

export const FACILITIES = ['51001', '01999'].map(facility)
const [OWN = facility('51001')] = FACILITIES
export const PERSONS = [1, 2].map((fill) =>
  newPersonId(NOW, (count) => new Uint8Array(count).fill(fill)),
)
export const [PERSON = newPersonId(NOW, (count) => new Uint8Array(count))] = PERSONS
const VISITS = [3, 4].map((fill) => newPersonId(NOW, (count) => new Uint8Array(count).fill(fill)))
const SCOPES = ['patient/Observation.rs', 'patient/*.rs', 'patient/Patient.r']
const ACCOUNTS = ['account-1', 'account-2']

function facility(text: string) {
  const code = parseFacilityCode(text)
  if (!code.ok) throw new Error(text)
  return code.value
}

/** Every entry that there could be: class × facility × visit × person. */
const ENTRIES = DATA_CLASSES.flatMap((dataClass) =>
  FACILITIES.flatMap((from) =>
    [undefined, ...VISITS].flatMap((visit) =>
      PERSONS.map((person) => ({
        dataClass,
        facility: from,
        person,
        ...(visit === undefined ? {} : { visit }),
      })),
    ),
  ),
)

export type Question = {
  readonly caller: Caller
  readonly facts: RecordFacts
  readonly purpose: (typeof PURPOSES)[number]
}

export function ask({ caller, facts, purpose }: Question) {
  return decide(caller, 'read-record', facts, purpose, NOW)
}

/** What a question opens, as words that sets of can be compared; a permit that opens nothing counts as permitted. */
export function opened(question: Question): ReadonlySet<string> {
  const decision = ask(question)
  if (!decision.permit) return new Set()
  const scopes = decision.scopes === undefined ? SCOPES : decision.scopes
  const seen = ENTRIES.filter((entry) => maySee(decision, entry)).flatMap((entry) =>
    scopes.map((scope) => JSON.stringify([entry, scope])),
  )
  return new Set(['permit', ...seen])
}

const until = fc.option(fc.constantFrom(EARLIER, LATER), { nil: undefined })

/** Without the end when there is none. */
function timed<Value extends object>({ until: end, ...rest }: Value & { until: Date | undefined }) {
  return end === undefined ? rest : { ...rest, until: end }
}

export const standings: fc.Arbitrary<StandingFacts> = fc.record({
  account: fc.constantFrom('open', 'open', 'open', 'closed'),
  licence: fc.constantFrom('not-recorded', 'in-force', 'suspended', 'revoked'),
})

export const consents: fc.Arbitrary<ConsentFacts> = fc.record({
  hiddenVisits: fc.subarray(VISITS).map((all) => new Set<RecordId>(all)),
  hiddenClasses: fc.subarray([...DATA_CLASSES]).map((all) => new Set(all)),
  blockedFacilities: fc.subarray(FACILITIES).map((all) => new Set(all)),
  delegates: fc.array(
    fc
      .record({
        account: fc.constantFrom(...ACCOUNTS),
        person: fc.constantFrom(...PERSONS),
        kind: fc.constantFrom('family' as const, 'guardian' as const),
        classes: fc.subarray([...DATA_CLASSES]),
        until,
      })
      .map(timed),
    { maxLength: 2 },
  ),
  apps: fc.array(
    fc
      .record({ client: fc.constantFrom('app-1', 'app-2'), scopes: fc.subarray(SCOPES), until })
      .map(timed),
    { maxLength: 2 },
  ),
  breakGlass: fc.array(
    fc.record({
      account: fc.constantFrom(...ACCOUNTS),
      facility: fc.constantFrom(...FACILITIES),
      until: fc.constantFrom(EARLIER, LATER),
    }),
    { maxLength: 2 },
  ),
})

export const facts: fc.Arbitrary<RecordFacts> = fc
  .record({
    kind: fc.constant('record' as const),
    persons: fc.constant([PERSON]),
    relations: fc.subarray([...CARE_KINDS]),
    consent: fc
      .tuple(
        consents,
        fc.option(fc.constant('2026-01-01'), { nil: undefined, freq: 4 }),
        fc.option(fc.constant({ apps: false, sharing: true }), { nil: undefined, freq: 4 }),
        fc.boolean(),
      )
      .map(([all, deceasedOn, restricted, isSure]) => ({
        ...all,
        ...(deceasedOn === undefined ? {} : { deceasedOn }),
        ...(deceasedOn === undefined || isSure ? {} : { isDeathUnconfirmed: true as const }),
        ...(restricted === undefined ? {} : { restricted }),
      })),
    inspections: fc.array(
      fc.record({
        account: fc.constantFrom(...ACCOUNTS),
        facility: fc.constantFrom(...FACILITIES),
        until: fc.constantFrom(EARLIER, LATER, LATER),
        classes: fc.subarray([...DATA_CLASSES]),
        visits: fc.subarray(VISITS).map((all) => new Set<RecordId>(all)),
      }),
      { maxLength: 2 },
    ),
    bornOn: fc.option(fc.constantFrom('2020-05-05', '1980-05-05'), { nil: undefined }),
    standing: standings,
  })
  .map(({ bornOn, ...rest }) => (bornOn === undefined ? rest : { ...rest, bornOn }))

export const callers: fc.Arbitrary<Caller> = fc
  .record({
    role: fc.constantFrom('citizen' as const, 'doctor' as const, ...ROLES),
    account: fc.constantFrom(...ACCOUNTS),
    person: fc.constantFrom(...PERSONS),
    facility: fc.constantFrom(...FACILITIES),
    client: fc.option(
      fc.record({
        id: fc.constantFrom('app-1', 'app-2'),
        kind: fc.constantFrom('app' as const, 'facility-system' as const),
        scopes: fc.subarray(SCOPES),
      }),
      { nil: undefined },
    ),
  })
  .map(({ role, account, person, facility: from, client }) => ({
    account,
    name: account,
    role,
    rights: rightsOf(role),
    address: '127.0.0.1',
    ...(role === 'citizen' ? { person } : {}),
    ...(role === 'doctor' || role.startsWith('facility') ? { facility: from } : {}),
    ...(client === undefined ? {} : { client }),
  }))

export const questions: fc.Arbitrary<Question> = fc.record({
  caller: callers,
  facts,
  purpose: fc.constantFrom(
    'treatment' as const,
    'own-record' as const,
    'emergency' as const,
    ...PURPOSES,
  ),
})

/** A doctor of the first facility who treats the person now. */
export const TREATING: Question = {
  caller: {
    account: 'account-1',
    name: 'account-1',
    role: 'doctor',
    rights: rightsOf('doctor'),
    facility: OWN,
    address: '127.0.0.1',
  },
  facts: {
    kind: 'record',
    persons: [PERSON],
    relations: ['open-visit', 'treated'],
    consent: {
      hiddenVisits: new Set(),
      hiddenClasses: new Set(),
      blockedFacilities: new Set(),
      delegates: [],
      apps: [],
      breakGlass: [],
    },
    inspections: [],
    standing: { account: 'open', licence: 'in-force' },
  },
  purpose: 'treatment',
}
export { LATER, SCOPES, VISITS }
