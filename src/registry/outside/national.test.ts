import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverDue } from '#delivery'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { RecordId } from '#vocabulary/record-id'
import { applyLicenceEvent } from '../licence/apply-licence-event.ts'
import type { LicenceDecision } from '../licence/licence-decision.ts'
import { readProfile } from '../read-profile.ts'
import { completeDoctor, type OutsideWorld, outsideWorld } from '../testing/outside-world.ts'
import { manager, officer, toldOf } from '../testing/registry-world.ts'
import { writeStatements } from '../write-statements.ts'
import { askPopulation } from './ask-population.ts'
import { issueCredentials } from './issue-credentials.ts'
import { makeBatch } from './make-batch.ts'
import { resend } from './read-outside.ts'

let world: OutsideWorld
beforeAll(async () => {
  world = await outsideWorld(['data-centre', 'population-database', 'vneid-credential'])
  await world.facility('51001')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  // Whatever a former test left on the lines has had its time.
  for (const name of SERVICES) await world.faults(name, [])
  world.wait(60)
  await world.deliver()
})

const SERVICES = ['data-centre', 'population-database', 'vneid-credential'] as const
let people = 0

/** A doctor of 51001 with a complete, published file. */
async function doctor(number = `05108500${1000 + people}`) {
  people += 1
  const licence = `${100 + people}/QNG-GPHN`
  const { subject, version } = await completeDoctor(world, '51001', number, licence)
  await world.publish(subject, version)
  return { subject, number, licence, version }
}

type State = {
  readonly messages: number
  readonly duplicates: number
  readonly receivedAgain: number
  readonly records: Record<string, { readonly action: string; readonly content: object }>
  readonly history: { readonly credential: string; readonly action: string }[]
  readonly asked: Record<string, number>
}
const stateOf = (name: (typeof SERVICES)[number]) =>
  world.simulator(name).get('/_state') as Promise<State>

async function send(work: typeof makeBatch) {
  await world.follow()
  await world.make(work)
  await world.deliver()
}

function decide(
  subject: RecordId,
  decision: Pick<LicenceDecision, 'kind' | 'licence'> & Partial<LicenceDecision>,
) {
  const full = {
    from: '2026-11-20',
    decisionNumber: '12/QĐ-SYT',
    decidedOn: '2026-11-20',
    ...decision,
  }
  const needs = { ...world.needs, calendar: WORKING_CALENDAR }
  return toldOf(
    world.within((trx) =>
      applyLicenceEvent(trx, needs, officer('51', 'department-head'), { subject, decision: full }),
    ),
  )
}

test('a file that passes the gate goes once, whatever happens around it; a change goes as a change', async () => {
  const { subject, number } = await doctor()
  await send(makeBatch)
  expect(await world.record('data-centre', subject)).toMatchObject({
    state: 'acknowledged',
    action: 'new',
  })
  const place = `NGUOI_HANH_NGHE ${number}`
  const { messages, records } = await stateOf('data-centre')
  expect(records[place]?.content).toMatchObject({
    tables: { NGUOI_HANH_NGHE: [{ HO_VA_TEN: 'Nguyễn Văn An', NGAY_SINH: '19850302' }] },
  })

  const change = [{ act: 'add', section: 'contact', values: { phone: '0987654321' } }] as const
  const former = await world.record('data-centre', subject)
  const written = await writeStatements(world.needs, manager('51001'), {
    subject,
    version: 1,
    changes: [
      {
        act: 'correct',
        statement: await statementOf(subject, 'contact'),
        values: change[0].values,
      },
    ],
  })
  const { version } = await toldOf(written)
  await world.publish(subject, version)
  await send(makeBatch)
  // A private telephone is not owed: nothing new left.
  expect((await stateOf('data-centre')).messages).toBe(messages)
  expect(await world.record('data-centre', subject)).toMatchObject({ digest: former['digest'] })
})

async function statementOf(subject: RecordId, section: string): Promise<string> {
  const asked = { subject, day: '2026-11-20' }
  const { profile } = await toldOf(readProfile(world.needs, manager('51001'), asked))
  return profile.statements.find((one) => one.section === section)?.id ?? ''
}

test('what misses something is held with its reasons, and goes when it is mended', async () => {
  const head = await world.facility('51002')
  await world.publish(head.subject, head.version)
  await send(makeBatch)
  expect(await world.record('data-centre', head.subject)).toMatchObject({
    state: 'held',
    reasons: [{ code: 'complete', detail: 'Người chịu trách nhiệm' }],
  })
  const values = { charge: 'professional', name: 'Trần Bình', personalId: '051085000999' }
  const changes = ['head', 'professional'].map((charge) => ({
    act: 'add' as const,
    section: 'responsible-person',
    from: '2024-01-01',
    values: { ...values, charge },
  }))
  const asked = { subject: head.subject, version: 1, changes }
  const { version } = await toldOf(await writeStatements(world.needs, manager('51002'), asked))
  await world.publish(head.subject, version)
  await send(makeBatch)
  expect(await world.record('data-centre', head.subject)).toMatchObject({ state: 'acknowledged' })
})

test('of a batch only what was refused stays, and only it is sent again when it changed', async () => {
  const [good, bad] = [await doctor(), await doctor()]
  await world.faults('data-centre', [{ kind: 'refuse-record', record: bad.number, times: 1 }])
  await send(makeBatch)
  expect(await world.record('data-centre', good.subject)).toMatchObject({ state: 'acknowledged' })
  expect(await world.record('data-centre', bad.subject)).toMatchObject({
    state: 'refused',
    reasons: [{ code: 'receiver-refused', detail: 'DD_CODE: Mã danh mục không còn hiệu lực' }],
  })
  const { messages } = await stateOf('data-centre')
  await world.publish(bad.subject, bad.version)
  await send(makeBatch)
  expect((await stateOf('data-centre')).messages).toBe(messages)

  // Somebody mended it there, and asks for it to be sent again: of two files the one goes.
  const sent = await resend({ ...world.needs, channels: new Set() }, officer('51'), {
    channel: 'data-centre',
  })
  expect(sent).toMatchObject({ value: { records: 1 } })
  await send(makeBatch)
  expect(await world.record('data-centre', bad.subject)).toMatchObject({ state: 'acknowledged' })
  expect((await stateOf('data-centre')).receivedAgain).toBe(0)
})

test('of half an answer the other half is asked again later, and two answers about one count once', async () => {
  const both = [await doctor(), await doctor()]
  await world.faults('data-centre', [{ kind: 'half', times: 1 }])
  await send(makeBatch)
  const states = await Promise.all(both.map(({ subject }) => world.record('data-centre', subject)))
  expect(states.map(({ state }) => state).toSorted()).toEqual(['acknowledged', 'due'])
  expect(await world.make(makeBatch)).toBe(false)

  world.wait(10)
  await world.faults('data-centre', [{ kind: 'duplicate', times: 1 }])
  await send(makeBatch)
  for (const { subject } of both)
    expect(await world.record('data-centre', subject)).toMatchObject({ state: 'acknowledged' })
})

test.each(['down', '503', 'garbage', 'wrong-signature', 'lost-answer'])(
  'an answer that fails (%s) loses nothing and doubles nothing',
  async (kind) => {
    const { subject } = await doctor()
    const { receivedAgain } = await stateOf('data-centre')
    await world.faults('data-centre', [{ kind, times: 1 }])
    await send(makeBatch)
    expect(await world.record('data-centre', subject)).toMatchObject({ state: 'waiting' })
    world.wait(2)
    await world.deliver()
    expect(await world.record('data-centre', subject)).toMatchObject({ state: 'acknowledged' })
    expect((await stateOf('data-centre')).receivedAgain).toBe(receivedAgain)
  },
)

test('a batch that is refused as a whole is said to be, for every file in it', async () => {
  const { subject } = await doctor()
  await world.faults('data-centre', [{ kind: 'refuse', times: 1 }])
  await send(makeBatch)
  const record = await world.record('data-centre', subject)
  expect(record).toMatchObject({ state: 'refused', reasons: [{ code: 'message-refused' }] })
})

test('a worker that dies between sending and writing loses nothing and doubles nothing', async () => {
  const { subject } = await doctor()
  await world.follow()
  await world.make(makeBatch)
  const before = await stateOf('data-centre')
  const ends = world.channels['data-centre']
  const settle = () => Promise.reject(new Error('killed'))
  const dying = { ...world.needs, channels: ends ? { 'data-centre': { ...ends, settle } } : {} }
  await expect(deliverDue(dying)).rejects.toThrow('killed')
  expect(await world.record('data-centre', subject)).toMatchObject({ state: 'waiting' })

  await world.deliver()
  expect(await world.record('data-centre', subject)).toMatchObject({ state: 'waiting' })
  world.wait(4)
  await world.deliver()
  expect(await world.record('data-centre', subject)).toMatchObject({ state: 'acknowledged' })
  expect(await stateOf('data-centre')).toMatchObject({
    messages: before.messages + 1,
    duplicates: before.duplicates + 1,
    receivedAgain: before.receivedAgain,
  })
})

test('an identity that agrees is verified by date and source at its values, and nothing else of it is kept', async () => {
  const { subject, number } = await doctor()
  const person = { number, name: 'NGUYỄN VĂN AN', birthDate: '1985-03-02', sex: '1' }
  await world.simulator('population-database').post('/_persons', person)
  await send(askPopulation)
  const { head, profile } = await toldOf(readProfile(world.needs, manager('51001'), { subject }))
  expect(head.identityState).toBe('matched')
  const identity = profile.statements.find(({ section }) => section === 'identity')
  expect(identity?.provenance['name']).toMatchObject({ source: 'facility', verifiedBy: 'C06' })
  expect(identity?.provenance['nationality']?.verifiedBy).toBeUndefined()
  expect(identity?.values['name']).toBe('Nguyễn Văn An')

  await world.publish(subject, 1)
  await world.follow()
  await send(askPopulation)
  expect((await stateOf('population-database')).asked[number]).toBe(1)
})

test('a mismatch, or nobody of that number, is shown and holds the file back from the data centre', async () => {
  const wrong = await doctor()
  const nobody = await doctor()
  const person = { number: wrong.number, name: 'Lê Thị B', birthDate: '1985-03-02', sex: '2' }
  await world.simulator('population-database').post('/_persons', person)
  await world.faults('population-database', [{ kind: '500', times: 1 }])
  await send(askPopulation)
  world.wait(5)
  await world.deliver()
  const reasonsOf = async ({ subject }: { subject: RecordId }) =>
    (await world.record('population-database', subject))['reasons']
  expect(await reasonsOf(wrong)).toEqual([{ code: 'mismatch' }])
  expect(await reasonsOf(nobody)).toEqual([{ code: 'none' }])
  await send(makeBatch)
  expect(await world.record('data-centre', wrong.subject)).toMatchObject({
    state: 'held',
    reasons: [{ code: 'identity', detail: 'C06' }],
  })
  const { rows } = await sql<{ said: string }>`
    select coalesce(string_agg(response, ' '), '') as said from delivery.attempt`.execute(
    world.database,
  )
  expect(rows[0]?.said).not.toContain(wrong.number)
})

test('a licence is shown on VNeID only of a verified person, and is withdrawn at once when it is revoked', async () => {
  const { subject, number, licence } = await doctor()
  await send(makeBatch)
  await send(issueCredentials)
  expect(await world.record('vneid', subject)).toMatchObject({
    state: 'held',
    reasons: [{ code: 'identity-unverified' }],
  })
  const person = { number, name: 'Nguyễn Văn An', birthDate: '1985-03-02', sex: '1' }
  await world.simulator('population-database').post('/_persons', person)
  await send(askPopulation)
  await send(issueCredentials)
  expect(await world.record('vneid', subject)).toMatchObject({
    state: 'acknowledged',
    action: 'issue',
  })

  await decide(subject, { kind: 'suspend', licence, ground: 'health', to: '2027-01-20' })
  await send(issueCredentials)
  await decide(subject, { kind: 'resume', licence, educationDone: true, from: '2026-11-20' })
  await send(issueCredentials)
  await decide(subject, { kind: 'revoke', licence, ground: 'asked' })
  await send(issueCredentials)
  const actions = (await stateOf('vneid-credential')).history
    .filter(({ credential }) => credential === subject)
    .map(({ action }) => action)
  expect(actions).toEqual(['issue', 'withdraw', 'issue', 'withdraw'])
  await send(makeBatch)
  expect(await world.record('data-centre', subject)).toMatchObject({ action: 'withdrawn' })
})
