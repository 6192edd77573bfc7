import { exportJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addApp,
  answerConsent,
  authorizeFields,
  beginFlow,
  codeOf,
  openConsent,
  proof,
  readAs,
  redeem,
  REDIRECT,
  withProof,
} from './oauth-app.ts'
import {
  assertion,
  CITIZEN,
  isRefused,
  json,
  makeKeys,
  oauthWorld,
  type OauthWorld,
} from './oauth-world.ts'

let world: OauthWorld
let app: string
beforeAll(async () => {
  world = await oauthWorld()
  app = await addApp(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const LABS = 'patient/Observation.rs'
const GOING_ON = { scope: `openid offline_access launch/patient ${LABS}` }

/** Where the authorization endpoint sends a browser. */
async function ask(fields: Readonly<Record<string, string>>): Promise<string> {
  const address = `${world.origin}/oidc/auth?${new URLSearchParams(fields)}`
  const answer = await fetch(address, { redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

describe('a confidential app', () => {
  test('must push its request, signs in with its key, and needs no proof with its calls', async () => {
    const keys = await makeKeys()
    const confidential = await addApp(world, { keys: [{ jwk: await exportJWK(keys.publicKey) }] })
    const flow = await beginFlow(world, confidential)
    const direct = await ask(authorizeFields(world, flow))
    expect(new URL(direct).searchParams.get('error')).toBe('invalid_request')

    const signed = async () => ({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(world, { client: confidential, keys }),
    })
    const push = async (changed: Record<string, string> = {}) =>
      world.call('/oidc/request', {
        method: 'POST',
        body: new URLSearchParams({
          ...authorizeFields(world, flow),
          ...(await signed()),
          ...changed,
        }),
      })
    isRefused(await push({ client_assertion: 'a.b.c' }))
    isRefused(await push({ redirect_uri: 'https://evil.example/' }))
    isRefused(await push({ code_challenge_method: 'plain' }))
    const pushed = await push()
    expect(pushed).toMatchObject({ status: 201, body: { expires_in: 60 } })

    const page = await openConsent(flow, {
      client_id: confidential,
      request_uri: String(pushed.body['request_uri']),
    })
    const back = await answerConsent(world, flow, page, [LABS])
    const form = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      code_verifier: flow.verifier,
    }
    isRefused(await world.token({ ...form, client_id: confidential }))
    const { status, body } = await world.token({ ...form, ...(await signed()) })
    expect(status, JSON.stringify(body)).toBe(200)
    const headers = { authorization: `Bearer ${String(body['access_token'])}` }
    expect(await world.call('/book/labs', { headers })).toMatchObject({ status: 200 })
  })

  test.each([
    ['an address without TLS', { redirectUris: ['http://app.example/cb'] }],
    ['a wildcard', { redirectUris: ['https://*.app.example/cb'] }],
    ['a scheme of its own', { redirectUris: ['vn.app:/cb'] }],
    ['a script', { redirectUris: ['javascript:alert(1)'] }],
    ['a fragment', { redirectUris: ['https://app.example/cb#x'] }],
    ['a climbing path', { redirectUris: ['https://app.example/a/../cb'] }],
    ['scopes of systems', { scopes: ['system/Patient.rs'] }],
    ['the scope of our portal', { scopes: ['mach'] }],
    ['a secret', { clientSecret: 'x' }],
    ['another grant', { grantTypes: ['implicit'] }],
  ])('with %s is not registered', async (_what, wish) => {
    await expect(addApp(world, wish)).rejects.toThrow(/access\.|request\./)
  })

  test('is registered by an administrator alone', async () => {
    for (const account of [CITIZEN, 'clerk@51001', 'doctor@51001'])
      expect(await world.as(account, '/clients/apps', {})).toMatchObject({ status: 403 })
    expect(await world.call('/clients/apps', json({}))).toMatchObject({ status: 401 })
    expect(await world.call('/oidc/reg', json({ redirect_uris: [REDIRECT] }))).toMatchObject({
      status: 404,
    })
  })
})

describe('a refresh token', () => {
  const start = async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow, [LABS, 'offline_access'], GOING_ON)
    const { body } = await redeem(world, flow, code)
    const go = (refresh_token: string, keys = flow.keys, changed: Record<string, string> = {}) =>
      withProof(world, keys, {
        grant_type: 'refresh_token',
        refresh_token,
        client_id: app,
        ...changed,
      })
    return {
      flow,
      access: String(body['access_token']),
      refresh: String(body['refresh_token']),
      go,
    }
  }

  test('that comes a second time ends the whole grant, the thief’s part and the owner’s', async () => {
    const { flow, refresh, go, access } = await start()
    const next = await go(refresh)
    expect(next.status).toBe(200)
    isRefused(await go(refresh))
    isRefused(await go(String(next.body['refresh_token'])))
    for (const token of [access, String(next.body['access_token'])])
      expect(await readAs(world, flow.keys, token, '/book/labs')).toMatchObject({ status: 401 })
    expect((await world.as(CITIZEN, '/apps/own')).body['apps']).not.toContainEqual(
      expect.objectContaining({ grant: expect.stringContaining(String(next.body['grant'])) }),
    )
  })

  test('with the key of another, for more, or by another app is refused', async () => {
    const { refresh, go } = await start()
    isRefused(await go(refresh, await makeKeys()))
    isRefused(await go(refresh, undefined, { scope: `openid ${LABS} patient/Condition.rs` }))
    isRefused(await go(refresh, undefined, { client_id: await addApp(world) }))
    isRefused(
      await world.token({ grant_type: 'refresh_token', refresh_token: refresh, client_id: app }),
    )
    expect(await go(refresh)).toMatchObject({ status: 200 })
  })

  test('that the app gives back ends at once', async () => {
    const { flow, refresh, access, go } = await start()
    const dpop = await proof(flow.keys, 'POST', `${world.issuer}/token/revocation`)
    await world.call('/oidc/token/revocation', {
      method: 'POST',
      body: new URLSearchParams({ token: refresh, client_id: app }),
      headers: { dpop },
    })
    isRefused(await go(refresh))
    expect((await readAs(world, flow.keys, access, '/book/labs')).status).toBe(401)
  })
})
