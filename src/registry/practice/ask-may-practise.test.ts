import { expect, test } from 'vitest'
import { openDoor } from '#foundation/open-door'
import type { Caller } from '#vocabulary/caller'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { askMayPractise } from './ask-may-practise.ts'
import { openPracticeMemory } from './practice-memory.ts'
import { practiceRoutes } from './practice-routes.ts'
import { keepFile, stopFacility } from './testing/keep-file.ts'
import {
  ELSEWHERE,
  happened,
  HERE,
  licence,
  MORNING,
  NUMBER,
  registered,
} from './testing/practice-file.ts'

const SUBJECT = '0192f0c0-0000-8000-8000-000000000001'
const HOSPITAL = '0192f0c0-0000-8000-8000-000000000002'
const TUESDAY = new Date('2026-11-10T10:00:00+07:00')
const file = [licence, registered(HERE, { slots: [MORNING] })]

async function withFile() {
  const temporary = await temporaryDatabase()
  await keepFile(temporary.owner, { subject: SUBJECT, statements: file })
  return temporary
}

const asked = { licence: ' 123/qng–gphn', facility: HERE, at: TUESDAY }

async function answerOf(needs: Parameters<typeof askMayPractise>[0], more: object = {}) {
  const answer = await askMayPractise(needs, { ...asked, ...more })
  if (!answer.ok) throw new Error(answer.problems[0].code)
  return answer.value
}

test('a practitioner is found by any writing of the licence number, or by the key of the file', async () => {
  await using world = await withFile()
  expect(await answerOf(world)).toMatchObject({
    answer: 'yes',
    basis: 'published',
    practitioner: SUBJECT,
  })
  expect(await answerOf(world, { licence: undefined, practitioner: SUBJECT })).toMatchObject({
    answer: 'yes',
  })
  expect(await answerOf(world, { licence: '999/QNG-GPHN' })).toMatchObject({
    answer: 'insufficient',
    basis: 'none',
  })
  const unnamed = await askMayPractise(world, { facility: HERE, at: TUESDAY })
  expect(unnamed).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.practitioner-not-named' }],
  })
})

test('what an authority decided counts at once; what a draft begins waits for its publication', async () => {
  await using world = await withFile()
  const draft = [...file, registered(ELSEWHERE, { slots: [MORNING] }, { from: '2026-01-01' })]
  await keepFile(world.owner, { subject: SUBJECT, statements: draft, version: 2, published: false })
  expect(await answerOf(world, { facility: ELSEWHERE })).toMatchObject({
    answer: 'no',
    basis: 'published',
  })

  const suspended = [...draft, happened('suspend', '2026-11-01', { extent: 'whole' }, '2027-03-01')]
  await keepFile(world.owner, {
    subject: SUBJECT,
    statements: suspended,
    version: 3,
    published: false,
  })
  expect(await answerOf(world)).toMatchObject({
    answer: 'no',
    reasons: [{ code: 'licence-suspended' }, {}, {}],
  })

  const left = [licence, { ...registered(HERE, { slots: [MORNING] }), to: '2026-11-05' }]
  await keepFile(world.owner, { subject: SUBJECT, statements: left, version: 4, published: false })
  expect(await answerOf(world)).toMatchObject({
    answer: 'no',
    reasons: [{ code: 'registration-ended' }, {}],
  })
})

test('the answer of former days is what was believed then', async () => {
  await using world = await withFile()
  const recordedAt = new Date('2026-11-05T02:00:00Z')
  const revoked = [...file, happened('revoke', '2026-10-01')]
  await keepFile(world.owner, { subject: SUBJECT, statements: revoked, version: 2, recordedAt })
  expect((await answerOf(world)).answer).toBe('no')
  expect((await answerOf(world, { believedAt: new Date('2026-11-05T01:59:59Z') })).answer).toBe(
    'yes',
  )
  expect((await answerOf(world, { believedAt: recordedAt })).answer).toBe('no')
  expect((await answerOf(world, { believedAt: new Date('2020-01-01') })).answer).toBe(
    'insufficient',
  )
})

test('a facility without staff list misses nobody; a suspended one lets nobody act from its day', async () => {
  await using world = await withFile()
  expect(await answerOf(world, { facility: '51777' })).toMatchObject({ answer: 'insufficient' })
  await stopFacility(world.owner, HOSPITAL, HERE, '2026-11-10')
  expect((await answerOf(world)).reasons[0]?.code).toBe('facility-stopped')
  expect((await answerOf(world, { at: new Date('2026-11-09T10:00:00+07:00') })).answer).toBe('yes')
})

test('what is remembered is asked anew after ten seconds', async () => {
  await using world = await withFile()
  let now = TUESDAY.getTime()
  const memory = openPracticeMemory({ database: world.database, now: () => new Date(now) })
  const subjectOf = async () =>
    (await memory.recall(HERE, [NUMBER, 'khong co'])).practitioner('123/QNG-GPHN')
  expect((await subjectOf())?.facts.licenceEvents).toHaveLength(1)
  const revoked = [...file, happened('revoke', '2026-10-01')]
  await keepFile(world.owner, { subject: SUBJECT, statements: revoked, version: 2 })
  expect((await subjectOf())?.facts.licenceEvents).toHaveLength(1)
  now += 10_000
  expect((await subjectOf())?.facts.licenceEvents).toHaveLength(2)
  expect((await memory.recall(HERE, ['khong co'])).practitioner('khong co')).toBeUndefined()
})

const OFFICER: Caller = {
  account: 'officer@51',
  name: 'Cán bộ Sở Y tế',
  role: 'department-officer',
  rights: new Set(['practice.ask']),
  province: '51',
  address: '127.0.0.1',
}

test('the question is answered by address, by body, and as an operation of FHIR', async () => {
  await using world = await withFile()
  const door = openDoor(
    {},
    async ({ headers }) => (headers['x-caller'] === 'officer' ? OFFICER : undefined),
    async () => undefined,
    (error) => expect.fail(String(error)),
  )
  practiceRoutes(door, { database: world.database, now: () => TUESDAY })
  const headers = { 'x-caller': 'officer' }
  const byAddress = await door.app.inject({
    url: `/registry/may-practise?licence=123%2FQNG-GPHN&facility=${HERE}&circumstances=duty,emergency&at=2026-11-10T23:00:00%2B07:00`,
    headers,
  })
  expect(byAddress.json()).toMatchObject({ answer: 'yes', at: '2026-11-10T23:00:00+07:00' })

  const url = '/registry/may-practise'
  const payload = { licence: NUMBER, facility: ELSEWHERE }
  const byBody = await door.app.inject({ method: 'POST', url, headers, payload })
  expect(byBody.json()).toMatchObject({ answer: 'insufficient', basis: 'published' })
  expect((await door.app.inject({ method: 'POST', url, payload })).statusCode).toBe(401)

  const operation = (parameter: object[]) =>
    door.app.inject({
      method: 'POST',
      url: '/fhir/Practitioner/$may-practise',
      headers: { ...headers, 'content-type': 'application/fhir+json' },
      payload: JSON.stringify({ resourceType: 'Parameters', parameter }),
    })
  const answered = await operation([
    { name: 'licence', valueIdentifier: { value: NUMBER } },
    { name: 'facility', valueString: HERE },
    { name: 'at', valueDateTime: '2026-11-10T23:00:00+07:00' },
  ])
  expect(answered.headers['content-type']).toContain('application/fhir+json')
  const { resourceType, parameter } = answered.json<{
    resourceType: string
    parameter: { name: string }[]
  }>()
  expect(resourceType).toBe('Parameters')
  expect(parameter).toContainEqual({ name: 'answer', valueCode: 'no' })
  expect(parameter.filter(({ name }) => name === 'reason').length).toBeGreaterThan(1)
  expect((await operation([{ name: 'facility', valueString: 'x' }])).statusCode).toBe(422)
  await door.app.close()
})
