import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '#foundation/contract'
import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { describeAgent } from '../sessions/agent.ts'
import { accessWorld, type Browser, DEMO_PASSWORD } from '../testing/access-world.ts'
import { codeOf } from '../testing/authenticator.ts'

const sensitive = contract({
  method: 'POST',
  path: '/sensitive',
  summary: 'A sensitive act',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({}),
  response: z.object({ done: z.boolean() }),
})
const addSensitive = (door: Door) => serve(door, sensitive, async () => accept({ done: true }))

type Answer = { status: number; content: Record<string, unknown>; code: string | undefined }

/** A browser's page calling with its cookie and the session's token. */
async function callerIn(browser: Browser) {
  const csrf = await browser.csrf()
  return async (method: 'GET' | 'POST', path: string, body: object = {}): Promise<Answer> => {
    const { status, text } = await browser.open(path, {
      method,
      headers: { 'content-type': 'application/json', 'x-mach-csrf': csrf },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
    const content: Record<string, unknown> & { problems?: { code: string }[] } = JSON.parse(text)
    return { status, content, code: content.problems?.[0]?.code }
  }
}

async function signedIn(world: Awaited<ReturnType<typeof accessWorld>>, name = 'doctor@01999') {
  const browser = world.browser()
  await browser.signIn(name, DEMO_PASSWORD)
  return { browser, call: await callerIn(browser) }
}

test('a sensitive act is open for ten minutes after sign-in, then asks, and is open again once the password was typed', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const { call } = await signedIn(world)
  expect(await call('POST', '/sensitive')).toMatchObject({ status: 200 })
  world.pass(10)
  expect(await call('POST', '/sensitive')).toMatchObject({
    status: 403,
    code: 'access.step-up-needed',
  })
  expect((await call('POST', '/access/step-up/begin')).content).toEqual({ means: ['password'] })
  expect(await call('POST', '/access/step-up', { password: 'wrong' })).toMatchObject({
    status: 403,
    code: 'access.password-wrong',
  })
  expect(await call('POST', '/sensitive')).toMatchObject({ code: 'access.step-up-needed' })
  expect((await call('POST', '/access/step-up', { password: DEMO_PASSWORD })).content).toEqual({
    minutes: 10,
  })
  expect(await call('POST', '/sensitive')).toMatchObject({ status: 200 })
})

test('a clock that jumps back knows nobody who signed in later, and one that jumps ahead ends what was', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const { call } = await signedIn(world)
  world.pass(-5)
  expect((await call('POST', '/sensitive')).code).toBe('access.not-signed-in')
  world.pass(5)
  expect((await call('POST', '/sensitive')).status).toBe(200)
  world.pass(29)
  expect((await call('POST', '/sensitive')).code).toBe('access.step-up-needed')
})

test('guessing at the confirmation is held up like guessing at sign-in', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const { call } = await signedIn(world)
  for (let count = 0; count < 5; count += 1)
    expect((await call('POST', '/access/step-up', { password: 'wrong' })).code).toBe(
      'access.password-wrong',
    )
  expect((await call('POST', '/access/step-up', { password: DEMO_PASSWORD })).code).toBe(
    'access.sign-in-must-wait',
  )
})

test('a person adds an authenticator; from then on only its code confirms, and the level of the session rises', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const { browser, call } = await signedIn(world)
  const begun = await call('POST', '/access/factors/totp')
  const secret = String(begun.content['secret'])
  expect(begun.content['picture']).toContain('<svg')
  expect((await call('POST', '/access/factors/totp/confirm', { code: '000000' })).code).toBe(
    'access.factor-wrong',
  )
  const kept = await call('POST', '/access/factors/totp/confirm', {
    code: codeOf(secret, world.needs.now()),
    name: 'Điện thoại',
  })
  expect(kept.content['codes']).toHaveLength(10)
  expect((await call('GET', '/access/security')).content).toMatchObject({
    factors: [{ kind: 'totp', name: 'Điện thoại' }],
    recoveryCodes: 10,
    factorRequired: false,
    notices: [{ what: 'factor-added' }],
  })

  world.pass(11)
  expect((await call('POST', '/access/step-up', { password: DEMO_PASSWORD })).code).toBe(
    'access.step-up-means',
  )
  const code = codeOf(secret, world.needs.now())
  expect((await call('POST', '/access/step-up', { code })).status).toBe(200)
  expect((await call('POST', '/access/step-up', { code })).code).toBe('access.factor-wrong')
  expect((await call('POST', '/sensitive')).status).toBe(200)
  const caller = await world.access.identify(requestOf(browser))
  expect(caller).toMatchObject({ strong: true, assurance: 2 })
})

function requestOf(browser: Browser) {
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
  const request = { headers: { cookie }, ip: '127.0.0.1', method: 'GET' }
  return request as unknown as Parameters<
    Awaited<ReturnType<typeof accessWorld>>['access']['identify']
  >[0]
}

test('new recovery codes end the former ones; the last factor of a demo account may go', async () => {
  await using world = await accessWorld()
  const { call } = await signedIn(world)
  const secret = String((await call('POST', '/access/factors/totp')).content['secret'])
  await call('POST', '/access/factors/totp/confirm', { code: codeOf(secret, world.needs.now()) })
  const { content } = await call('POST', '/access/recovery-codes')
  const [code = ''] = z.array(z.string()).parse(content['codes'])
  expect((await call('POST', '/access/step-up', { code })).status).toBe(200)
  expect((await call('POST', '/access/step-up', { code })).code).toBe('access.factor-wrong')
  const factors = z
    .array(z.object({ id: z.string() }))
    .parse((await call('GET', '/access/security')).content['factors'])
  expect((await call('POST', '/access/factors/none/remove')).code).toBe('access.no-factor')
  expect((await call('POST', `/access/factors/${factors[0]?.id ?? ''}/remove`)).status).toBe(200)
  expect((await call('GET', '/access/security')).content).toMatchObject({
    factors: [],
    recoveryCodes: 0,
  })
})

test('a person sees every device, ends one of them, and then all others', async () => {
  await using world = await accessWorld()
  const { call } = await signedIn(world)
  const [lost, other] = [await signedIn(world), await signedIn(world)]
  await signedIn(world, 'doctor@51001')
  const Listed = z.array(z.object({ id: z.string(), current: z.boolean() }))
  const sessions = async () =>
    Listed.parse((await call('GET', '/access/security')).content['sessions'])
  expect((await sessions()).filter((one) => one.current)).toHaveLength(1)
  expect(await sessions()).toHaveLength(3)

  const mine = Listed.parse((await lost.call('GET', '/access/security')).content['sessions'])
  const lostId = mine.find((one) => one.current)?.id ?? ''
  expect((await call('POST', `/access/sessions/${lostId}/end`)).status).toBe(200)
  expect((await call('POST', `/access/sessions/${lostId}/end`)).code).toBe('access.no-session')
  expect((await lost.call('GET', '/access/security')).status).toBe(401)
  expect((await call('POST', '/access/sessions/end-others')).content).toEqual({ ended: 1 })
  expect((await other.call('GET', '/access/security')).status).toBe(401)
  expect(await sessions()).toMatchObject([{ current: true }])
})

test('nobody ends the session of another person', async () => {
  await using world = await accessWorld()
  const { call } = await signedIn(world)
  const other = await signedIn(world, 'doctor@51001')
  const content = (await other.call('GET', '/access/security')).content
  const [session] = z.array(z.object({ id: z.string() })).parse(content['sessions'])
  expect((await call('POST', `/access/sessions/${session?.id ?? ''}/end`)).code).toBe(
    'access.no-session',
  )
  expect((await other.call('GET', '/access/security')).status).toBe(200)
})

test('a demo token counts as confirmed on this machine only, and has no devices', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const given = await world.door.app.inject({
    method: 'POST',
    url: '/demo/token',
    payload: { account: 'doctor@01999' },
    headers: { host: '127.0.0.1' },
  })
  const authorization = `Bearer ${given.json<{ token: string }>().token}`
  const call = (url: string, remoteAddress: string) =>
    world.door.app.inject({
      method: 'POST',
      url,
      payload: {},
      remoteAddress,
      headers: { authorization },
    })
  expect((await call('/sensitive', '127.0.0.1')).statusCode).toBe(200)
  expect((await call('/sensitive', '10.1.2.3')).body).toContain('access.step-up-needed')
  expect((await call('/access/sessions/end-others', '127.0.0.1')).body).toContain(
    'access.session-only',
  )
})

test('a call with the cookie from another site, without the session’s token, changes nothing', async () => {
  await using world = await accessWorld({ add: addSensitive })
  const { browser } = await signedIn(world)
  for (const path of [
    '/access/step-up',
    '/access/sessions/end-others',
    '/access/factors/totp',
    '/sensitive',
  ]) {
    const forged = await browser.open(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    })
    expect(forged.status, path).toBe(403)
    expect(forged.text).toContain('access.csrf-missing')
  }
  const form = await browser.open('/access/sessions/end-others', {
    method: 'POST',
    body: new URLSearchParams({ a: '1' }),
  })
  expect(form.status).toBe(403)
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36',
    'Chrome · Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1',
    'Safari · iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['curl/8.0', ''],
])('the browser %s is shown as %s', (agent, shown) => {
  expect(describeAgent(agent)).toBe(shown)
})
