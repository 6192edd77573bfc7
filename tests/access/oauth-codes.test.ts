import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addApp,
  authorizeFields,
  beginFlow,
  codeOf,
  openConsent,
  readAs,
  redeem,
  REDIRECT,
} from './oauth-app.ts'
import { isRefused, oauthWorld, type OauthWorld } from './oauth-world.ts'

let world: OauthWorld
let app: string
beforeAll(async () => {
  world = await oauthWorld()
  app = await addApp(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const LABS = 'patient/Observation.rs'
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Asks the authorization endpoint as a browser would, and says where it is sent. */
async function ask(fields: Readonly<Record<string, string>> | string) {
  const query = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
  const answer = await fetch(`${world.origin}/oidc/auth?${query}`, { redirect: 'manual' })
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    text: await answer.text(),
  }
}

describe('a code', () => {
  test('is taken once; coming again, it ends what it had given', async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow)
    const first = await redeem(world, flow, code)
    expect(first.status).toBe(200)
    const before = await world.refusals()
    isRefused(await redeem(world, flow, code))
    expect(await world.refusals()).toBeGreaterThan(before)
    const token = String(first.body['access_token'])
    expect(await readAs(world, flow.keys, token, '/book/labs')).toMatchObject({ status: 401 })
  })

  test('that comes ten times at once gives no token that lasts beside another', async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow)
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(world, flow, code)))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(answers.every(({ status }) => status < 500)).toBe(true)
  })

  test.each([
    ['another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['no verifier', { code_verifier: '' }],
    ['a verifier that is too short', { code_verifier: 'abc' }],
    ['another redirect address', { redirect_uri: 'https://app.example/other' }],
    ['no redirect address', { redirect_uri: '' }],
    ['another code', { code: 'A'.repeat(43) }],
    ['no client', { client_id: '' }],
  ])('with %s is refused', async (_what, changed) => {
    const flow = await beginFlow(world, app)
    isRefused(await redeem(world, flow, await codeOf(world, flow), changed))
  })

  test('of one app is of no use to another', async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow)
    isRefused(await redeem(world, { ...flow, app: await addApp(world) }, code))
  })

  test('without a proof of a key is of no use', async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow)
    isRefused(
      await world.token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        client_id: app,
        code_verifier: flow.verifier,
      }),
    )
  })

  test('is of no use once the account was closed', async () => {
    const flow = await beginFlow(world, app)
    const code = await codeOf(world, flow)
    const lock = (at: string) =>
      sql`update access.account set locked_at = ${sql.raw(at)} where role = 'citizen'`.execute(
        world.temporary.owner,
      )
    await lock('now()')
    isRefused(await redeem(world, flow, code))
    await lock('null')
  })
})

describe('a request to sign in', () => {
  const fields = async (changed: Readonly<Record<string, string>> = {}) =>
    authorizeFields(world, await beginFlow(world, app), changed)
  const without = async (name: string) => {
    const { [name]: _, ...rest } = await fields()
    return rest
  }
  /** Of a wish for tokens at once the answer stands behind the #. */
  const errorAt = (to: string) => {
    const { search, hash } = new URL(to)
    return new URLSearchParams(search === '' ? hash.slice(1) : search)
  }

  test.each([
    ['without PKCE', () => without('code_challenge')],
    ['with plain PKCE', () => fields({ code_challenge_method: 'plain' })],
    ['without naming the method', () => without('code_challenge_method')],
    ['for a token at once', () => fields({ response_type: 'token' })],
    ['for everything at once', () => fields({ response_type: 'code id_token token' })],
    ['for no house at all', () => without('aud')],
    ['for another house', () => fields({ aud: 'https://elsewhere.example/fhir' })],
    ['for another resource', () => fields({ resource: 'https://elsewhere.example/fhir' })],
    ['by an unsigned request object', () => fields({ request: 'e30.e30.' })],
    ['by an address of a request', () => fields({ request_uri: 'https://evil.example/r' })],
    ['for the rights of our portal', () => fields({ scope: 'openid mach' })],
  ])('%s is sent back with an error and our name', async (_what, make) => {
    const { status, to } = await ask(await make())
    expect(status).toBe(303)
    expect(new URL(to).origin + new URL(to).pathname).toBe(REDIRECT)
    const answer = errorAt(to)
    expect(answer.get('error')).toBeTruthy()
    expect(answer.get('code')).toBeNull()
    // RFC 9207: an app that speaks with several houses knows which one answered.
    expect(answer.get('iss')).toBe(world.issuer)
  })

  test.each([
    ['another address', 'https://evil.example/callback'],
    ['a longer path', `${REDIRECT}/more`],
    ['a query', `${REDIRECT}?next=https://evil.example`],
    ['a climbing path', 'https://app.example/callback/../evil'],
    ['another port', 'https://app.example:8443/callback'],
    ['another case', 'https://app.example/Callback'],
    ['a name before the host', 'https://app.example@evil.example/callback'],
    ['a host that begins alike', 'https://app.example.evil.example/callback'],
    ['no TLS', 'http://app.example/callback'],
    ['a script', 'javascript:alert(1)//app.example/callback'],
    ['a fragment', `${REDIRECT}#x`],
    ['a trailing dot', 'https://app.example./callback'],
    ['no address', ''],
  ])('that names %s to return to is not followed', async (_what, redirect) => {
    const { status, to } = await ask(await fields({ redirect_uri: redirect }))
    expect(status).toBe(400)
    expect(to).toBe('')
  })

  test('with a parameter given twice is not followed', async () => {
    for (const [name, value] of [
      ['redirect_uri', 'https://evil.example/'],
      ['scope', 'openid'],
      ['client_id', app],
      ['code_challenge', digest('x')],
    ] as const) {
      const query = new URLSearchParams(await fields())
      query.append(name, value)
      const { status, to } = await ask(query.toString())
      expect(to.startsWith(REDIRECT) ? 400 : status, name).toBe(400)
    }
  })

  test('of an unknown or a closed app ends on a page of ours, without a way on', async () => {
    const closed = await addApp(world)
    await world.as('admin', `/clients/${closed}/close`, { reason: 'Lạm dụng' })
    for (const client_id of ['APP-000000000000', closed, "'; drop table access.client; --"]) {
      const { status, to, text } = await ask(await fields({ client_id }))
      expect([status, to]).toEqual([400, ''])
      expect(text).not.toContain('evil')
    }
  })

  test('that is a hundred thousand characters long is refused', async () => {
    const { status } = await ask(await fields({ state: 'x'.repeat(100_000) }))
    expect([400, 414, 431]).toContain(status)
  })

  test('is finished only by the browser that began it, and not from another site', async () => {
    const flow = await beginFlow(world, app)
    const page = await openConsent(flow, authorizeFields(world, flow))
    const thief = await world.browser().open(page.url)
    expect(thief.status).toBe(400)
    const forged = await fetch(page.url, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'allow', scope: LABS }),
      headers: { origin: 'https://evil.example' },
    })
    expect(forged.status).toBe(400)
    for (const line of (await flow.browser.open(page.url)).headers.getSetCookie())
      expect(line).toMatch(/samesite=lax/i)
  })
})
