import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller, Role } from '#vocabulary/caller'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { accept } from '#vocabulary/outcome'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import {
  addCareRelations,
  decide,
  decideRecordAccess,
  endCareRelations,
  issueRecordPass,
  maySee,
  noteLicenceDecision,
  type RecordDecision,
  redeemRecordPass,
  rightsOf,
} from '../index.ts'
import { facilityCode } from '../testing/access-world.ts'
import { NO_CHOICES } from '../policy/consent-facts.ts'
import { CARE_KINDS, type CareKind } from './care-kind.ts'

const noon = new Date('2026-11-10T05:00:00Z')
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const person = newPersonId(noon, randomBytes)
const other = newPersonId(noon, randomBytes)
const own = facilityCode('51001')
const foreign = facilityCode('01999')

function caller(role: Role, fields: Partial<Caller> = {}): Caller {
  return {
    account: role,
    name: role,
    role,
    rights: rightsOf(role),
    address: '127.0.0.1',
    ...fields,
  }
}

const doctor = caller('doctor', { facility: own })

/** What the policy says of somebody who chose nothing. */
function decideRecord(who: Caller, persons: readonly RecordId[], relations: readonly CareKind[]) {
  const standing = { account: 'open', licence: 'not-recorded' } as const
  const facts = {
    kind: 'record',
    persons,
    relations,
    consent: NO_CHOICES,
    inspections: [],
    standing,
  } as const
  const purpose = who.role === 'doctor' ? 'treatment' : 'own-record'
  return decide(who, 'read-record', facts, purpose, noon)
}

/** Which entries a decision shows: data class × own or foreign facility. */
function seen(decision: RecordDecision): string[] {
  return DATA_CLASSES.flatMap((dataClass) =>
    [own, foreign]
      .filter((facility) => maySee(decision, { person, dataClass, facility }))
      .map((facility) => `${dataClass} of ${facility === own ? 'own' : 'foreign'}`),
  )
}

const EVERYTHING = DATA_CLASSES.flatMap((dataClass) => [
  `${dataClass} of own`,
  `${dataClass} of foreign`,
])
const OWN_ENTRIES = DATA_CLASSES.map((dataClass) => `${dataClass} of own`)
const OWN_AND_ORDINARY = ['ordinary of own', 'ordinary of foreign', ...OWN_ENTRIES.slice(1)]

test.each<[string, Caller, readonly CareKind[], string[]]>([
  ['the person', caller('citizen', { person }), [], EVERYTHING],
  ['another citizen', caller('citizen', { person: other }), ['open-visit'], []],
  ['a citizen without a record', caller('citizen'), [], []],
  ['a doctor without relation', doctor, [], []],
  ['a doctor whose facility treated', doctor, ['treated'], OWN_ENTRIES],
  ['a doctor with an open visit', doctor, ['treated', 'open-visit'], OWN_AND_ORDINARY],
  ['a doctor by referral', doctor, ['referral'], OWN_AND_ORDINARY],
  ['a doctor of the commune station', doctor, ['commune'], OWN_AND_ORDINARY],
  ['a doctor with the citizen’s code', doctor, ['citizen-qr'], OWN_AND_ORDINARY],
  ['a doctor without facility', caller('doctor'), ['open-visit'], []],
  [
    'a clerk of the treating facility',
    caller('facility-clerk', { facility: own }),
    ['open-visit'],
    [],
  ],
  ['an officer', caller('department-officer', { province: '51' }), ['open-visit'], []],
  ['an administrator', caller('administrator'), ['open-visit'], []],
])(
  '%s sees what is theirs to see (Law 91/2025/QH15, sensitive data)',
  (_who, who, relations, expected) => {
    expect(seen(decideRecord(who, [person], relations)).sort()).toEqual([...expected].sort())
  },
)

test('a further relation never shows less, and sensitive entries of others are never shown to a doctor', () => {
  fc.assert(
    fc.property(fc.subarray([...CARE_KINDS]), fc.constantFrom(...CARE_KINDS), (relations, more) => {
      const before = seen(decideRecord(doctor, [person], relations))
      const after = seen(decideRecord(doctor, [person], [...relations, more]))
      expect(before.filter((entry) => !after.includes(entry))).toEqual([])
      expect(
        after.filter((entry) => entry.endsWith('of foreign') && !entry.startsWith('ordinary')),
      ).toEqual([])
    }),
  )
})

async function withRelations(write: (trx: Trx) => Promise<unknown>) {
  const temporary = await temporaryDatabase()
  await inTransaction(temporary.database, async (trx) => accept(await write(trx)))
  return temporary
}

test('a relation holds from its beginning to its end, for its facility and its person', async () => {
  await using temporary = await withRelations((trx) =>
    addCareRelations(trx, [
      { person, facility: own, kind: 'referral', from: noon, until: later(60), source: 'visit-1' },
    ]),
  )
  const ask = (who: Caller, minutes: number, whose = person) =>
    decideRecordAccess(temporary.database, who, whose, later(minutes))
  expect(await ask(doctor, -1)).toEqual({ permit: false, reason: 'access.no-care-relation' })
  expect(await ask(doctor, 0)).toMatchObject({
    permit: true,
    ground: 'referral',
    purpose: 'treatment',
  })
  expect(await ask(doctor, 60)).toMatchObject({ permit: false })
  expect(await ask(caller('doctor', { facility: foreign }), 1)).toMatchObject({ permit: false })
  expect(await ask(doctor, 1, other)).toMatchObject({ permit: false })
  expect(
    await decideRecordAccess(temporary.database, doctor, [other, person], later(1)),
  ).toMatchObject({ permit: true })
})

test('a licence that is suspended opens nothing from that moment, and what it opened again once it is in force (Law 15/2023/QH15, art. 34-35)', async () => {
  await using temporary = await withRelations((trx) =>
    addCareRelations(trx, [
      { person, facility: own, kind: 'open-visit', from: noon, source: 'visit-1' },
    ]),
  )
  const { database } = temporary
  const licensed = { ...doctor, licence: '000001/QNG-GPHN' }
  const by = caller('department-head', { province: '51' })
  const note = (state: 'suspended' | 'in-force' | 'revoked', minutes: number) =>
    inTransaction(database, async (trx) => {
      const decision = {
        licence: licensed.licence,
        state,
        holdsFrom: later(minutes),
        instrument: 'QĐ 12/QĐ-SYT',
      }
      return accept(await noteLicenceDecision(trx, by, decision, noon))
    })
  await note('suspended', 10)
  await note('in-force', 20)
  await note('revoked', 30)
  const ask = async (minutes: number, who: Caller = licensed) =>
    (await decideRecordAccess(database, who, person, later(minutes))).permit
  expect(await Promise.all([9, 10, 19, 20, 29, 30, 1_000].map((at) => ask(at)))).toEqual([
    true,
    false,
    false,
    true,
    true,
    false,
    false,
  ])
  expect(await decideRecordAccess(database, licensed, person, later(10))).toEqual({
    permit: false,
    reason: 'access.licence-not-in-force',
  })
  expect(await ask(10, { ...doctor, licence: '000002/QNG-GPHN' })).toBe(true)
})

test('a relation told again takes its new times, and ends when what it rests on is withdrawn', async () => {
  const relation = {
    person,
    facility: own,
    kind: 'open-visit',
    from: noon,
    source: 'visit-1',
  } as const
  await using temporary = await withRelations(async (trx) => {
    await addCareRelations(trx, [{ ...relation, until: later(10) }])
    await addCareRelations(trx, [relation, relation])
  })
  const ask = (minutes: number) =>
    decideRecordAccess(temporary.database, doctor, person, later(minutes))
  expect(await ask(1_000)).toMatchObject({ permit: true, ground: 'open-visit' })
  await inTransaction(temporary.database, async (trx) =>
    accept(await endCareRelations(trx, person, 'visit-1', later(20))),
  )
  expect(await ask(19)).toMatchObject({ permit: true })
  expect(await ask(20)).toMatchObject({ permit: false })
})

test('a citizen’s code opens the record to one facility, once, for four hours, and the citizen reads of it', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const pass = await issue()
  const redeem = (who: Caller, code: string, minutes: number) =>
    inTransaction(database, (trx) => redeemRecordPass(trx, who, code, later(minutes)))
  async function issue() {
    const issued = await inTransaction(database, async (trx) =>
      accept(await issueRecordPass(trx, person, noon, randomBytes)),
    )
    if (!issued.ok) throw new Error('no pass')
    return issued.value
  }

  expect(pass).toMatchObject({
    code: expect.stringMatching(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
    until: later(15),
  })
  expect(await redeem(caller('facility-clerk', { facility: own }), pass.code, 1)).toMatchObject({
    ok: false,
  })
  expect(await redeem(doctor, 'AAAA-BBBB-CCCC-DDDD', 1)).toMatchObject({
    problems: [{ code: 'access.pass-not-valid' }],
  })
  expect(await redeem(doctor, pass.code.toLowerCase().replaceAll('-', ' '), 14)).toEqual(
    accept({ person, until: later(14 + 240) }),
  )
  expect(await redeem(caller('doctor', { facility: foreign }), pass.code, 14)).toMatchObject({
    ok: false,
  })

  expect(await decideRecordAccess(database, doctor, person, later(200))).toMatchObject({
    permit: true,
    ground: 'citizen-qr',
  })
  expect(await decideRecordAccess(database, doctor, person, later(14 + 240))).toMatchObject({
    permit: false,
  })
  expect(await listAccessOf(database, [person], 10)).toMatchObject([
    { what: 'care-relation', ground: 'citizen-qr', caller: { facility: own } },
  ])

  const [former, fresh] = [await issue(), await issue()]
  expect(await redeem(doctor, former.code, 1)).toMatchObject({ ok: false })
  expect(await redeem(doctor, fresh.code, 15)).toMatchObject({ ok: false })
})

test('of two facilities that take the same code at once, one gets it', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const issued = await inTransaction(database, async (trx) =>
    accept(await issueRecordPass(trx, person, noon, randomBytes)),
  )
  const code = issued.ok ? issued.value.code : ''
  const taken = await Promise.all(
    [own, foreign].map((facility) =>
      inTransaction(database, (trx) =>
        redeemRecordPass(trx, caller('doctor', { facility }), code, noon),
      ),
    ),
  )
  expect(taken.filter((outcome) => outcome.ok)).toHaveLength(1)
})
