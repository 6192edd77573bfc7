/**
 * How long does one decision of the policy take: a doctor with relations, choices of the person, a delegate, an app, a broken glass,
 * and denials, in turn. Aim: under 50 µs. `node benchmarks/decide.ts [rounds] [--json]`
 */
import { NO_CHOICES } from '../src/access/policy/consent-facts.ts'
import { decide } from '../src/access/policy/decide.ts'
import type { RecordFacts } from '../src/access/policy/facts.ts'
import { maySee } from '../src/access/policy/may-see.ts'
import { rightsOf } from '../src/access/role-rights.ts'
import type { Caller, Role } from '../src/vocabulary/caller.ts'
import { DATA_CLASSES } from '../src/vocabulary/data-class.ts'
import { parseFacilityCode } from '../src/vocabulary/facility-code.ts'
import type { Purpose } from '../src/vocabulary/purpose.ts'
import { newPersonId } from '../src/vocabulary/record-id.ts'

/** One decision may take 50 µs. */
const AIM_US = 50

const asJson = process.argv.includes('--json')
const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 200_000)
const now = new Date('2026-11-20T02:00:00Z')
const later = new Date('2026-11-21T02:00:00Z')
const ids = Array.from({ length: 40 }, (_, index) =>
  newPersonId(now, (count) => new Uint8Array(count).fill(index)),
)
const [person, other] = ids
const parsed = parseFacilityCode('51001')
if (!parsed.ok || person === undefined || other === undefined) throw new Error('no world')
const facility = parsed.value

const questions: { caller: Caller; facts: RecordFacts; purpose: Purpose }[] = [
  ask('doctor', { relations: ['treated', 'open-visit'] }, 'treatment'),
  ask('doctor', { relations: ['commune'] }, 'treatment'),
  ask('doctor', { relations: [] }, 'treatment'),
  ask('doctor', { relations: [] }, 'emergency'),
  ask('citizen', {}, 'own-record', { person }),
  ask('citizen', { bornOn: '2020-01-01' }, 'own-record', { person: other }),
  ask('citizen', {}, 'own-record', {
    person,
    client: { id: 'app-1', kind: 'app', scopes: ['patient/*.rs'] },
  }),
  ask('inspector', {}, 'supervision'),
]

function ask(
  role: Role,
  facts: Partial<RecordFacts>,
  purpose: Purpose,
  more: Partial<Caller> = {},
) {
  return {
    caller: {
      account: role,
      name: role,
      role,
      rights: rightsOf(role),
      address: '::1',
      ...(role === 'doctor' ? { facility } : {}),
      ...more,
    },
    facts: {
      kind: 'record' as const,
      persons: person === undefined ? [] : [person],
      relations: [],
      consent: {
        ...NO_CHOICES,
        hiddenVisits: new Set(ids.slice(10)),
        hiddenClasses: new Set(DATA_CLASSES.slice(3)),
        delegates: ids.slice(0, 5).map((one) => ({
          account: 'citizen',
          person: one,
          kind: 'guardian' as const,
          classes: DATA_CLASSES,
        })),
        apps: [{ client: 'app-1', scopes: ['patient/*.rs'], until: later }],
        breakGlass: [{ account: 'doctor', facility, until: later }],
      },
      inspections: [],
      standing: { account: 'open', licence: 'in-force' } as const,
      ...facts,
    },
    purpose,
  }
}

let permitted = 0
function run(count: number): number {
  const started = process.hrtime.bigint()
  for (let round = 0; round < count; round += 1) {
    const question = questions[round % questions.length]
    if (question === undefined) continue
    const decision = decide(question.caller, 'read-record', question.facts, question.purpose, now)
    if (
      decision.permit &&
      person !== undefined &&
      maySee(decision, { person, dataClass: 'hiv', facility })
    )
      permitted += 1
  }
  return Number(process.hrtime.bigint() - started) / count / 1_000
}

run(20_000)
const microseconds = run(rounds)
if (asJson)
  process.stdout.write(
    `${JSON.stringify({ decisions: rounds, microseconds, aim: AIM_US, permitted })}\n`,
  )
else
  process.stdout.write(
    `${rounds} decisions, ${microseconds.toFixed(2)} µs each (aim: under ${AIM_US} µs)${microseconds < AIM_US ? '' : ' — MISSED'}\n`,
  )
process.exitCode = microseconds < AIM_US ? 0 : 1
