import { randomBytes } from 'node:crypto'
import { addCareRelations } from '#access'
import { inTransaction } from '#foundation/database'
import { newPersonId } from '#vocabulary/record-id'
import { accept } from '#vocabulary/outcome'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD, facilityCode } from '../../src/access/testing/access-world.ts'
import {
  addApp,
  answerConsent,
  authorizeFields,
  beginFlow,
  followTo,
  openConsent,
  readAs,
  redeem,
} from './oauth-app.ts'
import { CITIZEN, oauthWorld, type OauthWorld } from './oauth-world.ts'

/** SMART App Launch 2.2, EHR launch: an app opened by a doctor from an open record. */
const DOCTOR = 'doctor@51001'
const patient = newPersonId(new Date(), randomBytes)
let world: OauthWorld
let app: string
beforeAll(async () => {
  world = await oauthWorld()
  app = await addApp(world, {
    scopes: ['openid', 'fhirUser', 'launch', 'patient/*.rs', 'user/*.rs'],
    launchUri: 'https://app.example/launch',
  })
  const now = new Date()
  await inTransaction(world.temporary.database, async (trx) => {
    await addCareRelations(trx, [
      {
        person: patient,
        facility: facilityCode('51001'),
        kind: 'open-visit',
        source: 'visit',
        from: now,
      },
    ])
    return accept(undefined)
  })
})
afterAll(() => world[Symbol.asyncDispose]())

async function launch(account = DOCTOR, person: string = patient) {
  return world.as(account, '/apps/launch', { client: app, person })
}

const fieldsOf = (flow: Awaited<ReturnType<typeof beginFlow>>, token: string) =>
  authorizeFields(world, flow, {
    scope: 'openid fhirUser launch patient/Condition.rs',
    launch: token,
  })

test('an app opened from a record learns whose it is after the doctor allowed it, once', async () => {
  const { status, body } = await launch()
  expect(status, JSON.stringify(body)).toBe(200)
  const address = new URL(String(body['address']))
  expect(address.origin + address.pathname).toBe('https://app.example/launch')
  expect(address.searchParams.get('iss')).toBe(`${world.origin}/fhir`)
  expect(address.href).not.toContain(patient)
  const token = address.searchParams.get('launch') ?? ''

  const flow = await beginFlow(world, app)
  const page = await openConsent(flow, fieldsOf(flow, token), DOCTOR)
  expect(page.text).toContain('Đọc chẩn đoán')
  const back = await answerConsent(world, flow, page, ['patient/Condition.rs'])
  const given = await redeem(world, flow, back.searchParams.get('code') ?? '')
  expect(given).toMatchObject({ status: 200, body: { patient, need_patient_banner: true } })
  const claims = JSON.parse(
    Buffer.from(String(given.body['id_token']).split('.')[1] ?? '', 'base64url').toString(),
  ) as Record<string, unknown>
  expect(claims).toMatchObject({
    iss: world.issuer,
    aud: app,
    fhirUser: expect.stringContaining('/fhir/Practitioner/'),
  })

  // The citizen's own pages are not a doctor's, whatever the app was allowed.
  const read = await readAs(world, flow.keys, String(given.body['access_token']), '/book/labs')
  expect(read.status).toBe(403)

  const again = await beginFlow(world, app)
  const signIn = await again.browser.open(
    `/oidc/auth?${new URLSearchParams(fieldsOf(again, token))}`,
  )
  const person = new URLSearchParams({ name: DOCTOR, password: DEMO_PASSWORD })
  const second = await followTo(world, again.browser, signIn.url, { method: 'POST', body: person })
  expect(second.searchParams.get('error')).toBe('access_denied')
})

test('a record that the doctor may not read, or that is none, is not opened', async () => {
  const other = newPersonId(new Date(), randomBytes)
  expect(await launch('doctor@51002')).toMatchObject({ status: 403 })
  expect(await launch(DOCTOR, other)).toMatchObject({ status: 403 })
  expect(await launch(DOCTOR, 'x')).toMatchObject({ status: 422 })
  for (const account of [CITIZEN, 'clerk@51001', 'admin'])
    expect(await launch(account)).toMatchObject({ status: 403 })
  const none = await addApp(world)
  expect(await world.as(DOCTOR, '/apps/launch', { client: none, person: patient })).toMatchObject({
    status: 404,
  })
})

test('discovery tells an app where to go, at both addresses, to any page', async () => {
  for (const path of [
    '/.well-known/smart-configuration',
    '/fhir/.well-known/smart-configuration',
  ]) {
    const answer = await fetch(`${world.origin}${path}`, {
      headers: { origin: 'https://app.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const smart = (await answer.json()) as Record<string, unknown>
    const known = await world.call('/oidc/.well-known/openid-configuration')
    for (const name of [
      'issuer',
      'jwks_uri',
      'authorization_endpoint',
      'token_endpoint',
      'revocation_endpoint',
      'pushed_authorization_request_endpoint',
      'code_challenge_methods_supported',
    ])
      expect(smart[name], name).toEqual(known.body[name])
    expect(smart['capabilities']).toContain('permission-v2')
  }
})

test('once the licence is revoked, an app of the doctor is known no more and none is opened', async () => {
  const { body } = await launch()
  const token = new URL(String(body['address'])).searchParams.get('launch') ?? ''
  const flow = await beginFlow(world, app)
  const page = await openConsent(flow, fieldsOf(flow, token), DOCTOR)
  const back = await answerConsent(world, flow, page, ['patient/Condition.rs'])
  const given = await redeem(world, flow, back.searchParams.get('code') ?? '')
  const read = () => readAs(world, flow.keys, String(given.body['access_token']), '/book/labs')
  expect((await read()).status).toBe(403)

  const { owner } = world.temporary
  await sql`update access.account set licence = '000001/QNG-GPHN' where sign_in_name = ${DOCTOR}`.execute(
    owner,
  )
  await sql`
    insert into access.licence_decision (licence, state, holds_from, instrument, decided_by, noted_at)
    values ('000001/QNG-GPHN', 'revoked', now() - interval '1 minute', 'QĐ 12/QĐ-SYT', 'head@51', now())
  `.execute(owner)
  world.pass(1)
  expect((await read()).status).toBe(401)
  expect(await launch()).toMatchObject({ status: 403 })
})
