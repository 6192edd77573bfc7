import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withScope } from '#foundation/scope'
import type { RecordId } from '#vocabulary/record-id'
import '../../tests/property-seed.ts'
import { listTransitions } from './evidence-store.ts'
import { holdTogether } from './judge-profile.ts'
import {
  claimProfile,
  confirmPractice,
  declarePractice,
  returnPractice,
  verifyPractice,
} from './practitioner-steps.ts'
import { statementsOf } from './profile.ts'
import type { Head } from './profile-head.ts'
import { findHead, listVersions } from './profile-store.ts'
import {
  add,
  EVENINGS,
  licence,
  manager,
  officer,
  practitionerOf,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from './testing/registry-world.ts'
import { writeStatements } from './write-statements.ts'

let world: RegistryWorld
let count = 0
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('51002')
})
afterAll(() => world[Symbol.asyncDispose]())

/** Versions of one file that a test looks at. */
const VERSIONS_MAX = 200
const DAY_MS = 86_400_000

const STEPS = [
  'write',
  'declare',
  'confirm-1',
  'confirm-2',
  'return',
  'verify',
  'tomorrow',
] as const

async function headOf(subject: RecordId): Promise<Head> {
  const head = await withScope(world.database, { work: 'test' }, (trx) => findHead(trx, subject))
  if (head === undefined) throw new Error('no head')
  return head
}

async function newFile(): Promise<RecordId> {
  count += 1
  const number = `0510850${String(count).padStart(5, '0')}`
  const paper = `${count}/QNG-GPHN`
  const { head } = await toldOf(
    world.practitioner(manager('51001'), number, [
      add('contact', { phone: '0912345678' }),
      add('address', { kind: 'current', commune: '21025', text: 'Số 2' }),
      add('training', {
        level: 'bachelor',
        field: 'Y khoa',
        school: 'Đại học Mẫu',
        issuedOn: '2010-07-01',
      }),
      licence(paper),
      add('licence-scope', { licence: paper, scope: '32-V', kind: 'basic' }),
      registration('51001', paper),
    ]),
  )
  await toldOf(
    world.practitioner(manager('51002'), number, [
      registration('51002', paper, { slots: EVENINGS, workingTime: '2' }),
    ]),
  )
  const by = practitionerOf(number)
  await toldOf(
    world.within((trx) =>
      claimProfile(trx, world.needs, { number, account: by.account, name: by.name, by }),
    ),
  )
  return head.subject
}

async function take(step: (typeof STEPS)[number], subject: RecordId): Promise<void> {
  const { version, account = '' } = await headOf(subject)
  const me = { ...practitionerOf('000000000000'), account }
  const confirm = (facility: string) =>
    world.within((trx) =>
      confirmPractice(trx, world.needs, manager(facility), { subject, facility, name: 'Lan' }),
    )
  if (step === 'tomorrow') world.clock.time += DAY_MS
  else if (step === 'write')
    await writeStatements(world.needs, me, {
      subject,
      version,
      changes: [add('language', { language: `L${version}`, use: 'practice' })],
    })
  else if (step === 'declare')
    await world.within((trx) => declarePractice(trx, world.needs, me, { subject, version }))
  else if (step === 'confirm-1') await confirm('51001')
  else if (step === 'confirm-2') await confirm('51002')
  else if (step === 'return')
    await world.within((trx) =>
      returnPractice(trx, world.needs, manager('51001'), { subject, reason: 'test' }),
    )
  else await world.within((trx) => verifyPractice(trx, world.needs, officer('51'), subject))
}

test('no sequence of steps leaves a gap in the history, two confirmations of one facility, or two declarations', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 14 }),
      async (steps) => {
        const subject = await newFile()
        for (const step of steps) await take(step, subject)
        const head = await headOf(subject)
        const [versions, transitions] = await withScope(world.database, { work: 'test' }, (trx) =>
          Promise.all([
            listVersions(trx, subject, { limit: VERSIONS_MAX }),
            listTransitions(trx, subject),
          ]),
        )
        const inOrder = versions.toReversed()
        expect(inOrder.map(({ version }) => version)).toEqual(
          inOrder.map((_one, index) => index + 1),
        )
        expect(inOrder.length).toBe(head.version)
        for (const [index, one] of inOrder.entries())
          expect(one.recordedAt >= (inOrder[index - 1]?.recordedAt ?? one.recordedAt)).toBe(true)
        for (const [index, one] of transitions.entries())
          expect(one.from).toBe(transitions[index - 1]?.to ?? 'none')
        expect(transitions.at(-1)?.to).toBe(head.dataState)
        for (const { profile } of inOrder) {
          const confirmations = statementsOf(profile, 'confirmation')
          const pairs = confirmations.flatMap((one, index) =>
            confirmations.slice(index + 1).map((other) => [one, other] as const),
          )
          expect(
            pairs.some(
              ([one, other]) =>
                one.values.facility === other.values.facility && holdTogether(one, other),
            ),
          ).toBe(false)
          const declarations = statementsOf(profile, 'declaration')
          expect(
            declarations.some((one, index) =>
              declarations.slice(index + 1).some((other) => holdTogether(one, other)),
            ),
          ).toBe(false)
        }
      },
    ),
    { numRuns: 15 },
  )
})
