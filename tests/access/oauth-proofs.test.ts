import { afterAll, beforeAll, expect, test } from 'vitest'
import { CompactSign, exportJWK, SignJWT, UnsecuredJWT } from 'jose'
import { sql } from 'kysely'
import { addApp, beginFlow, codeOf, proof, readAs, redeem } from './oauth-app.ts'
import { isRefused, type Keys, makeKeys, oauthWorld, type OauthWorld } from './oauth-world.ts'

/** RFC 9449: a token of a public app is good only with a proof of its key, made for the very call. */
let world: OauthWorld
let keys: Keys
let token: string
beforeAll(async () => {
  world = await oauthWorld()
  const flow = await beginFlow(world, await addApp(world))
  const { body } = await redeem(world, flow, await codeOf(world, flow))
  keys = flow.keys
  token = String(body['access_token'])
})
afterAll(() => world[Symbol.asyncDispose]())

const PATH = '/book/labs'
const here = () => `${world.origin}${PATH}`
const seconds = () => Math.floor(Date.now() / 1_000)
const read = (dpop: string | undefined, authorization = `DPoP ${token}`, path = PATH) =>
  world.call(path, { headers: { authorization, ...(dpop === undefined ? {} : { dpop }) } })

test('a proof for this call is taken, once', async () => {
  const made = await proof(keys, 'GET', here(), token)
  expect(await read(made)).toMatchObject({ status: 200 })
  const before = await world.refusals()
  expect(await read(made)).toMatchObject({
    status: 401,
    body: { problems: [{ code: 'access.not-signed-in' }] },
  })
  expect(await world.refusals()).toBeGreaterThan(before)
})

test('a proof that comes twenty times at once is taken once', async () => {
  const made = await proof(keys, 'GET', here(), token)
  const answers = await Promise.all(Array.from({ length: 20 }, () => read(made)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

const CLAIMS = async () => ({ htm: 'GET', htu: here(), iat: seconds(), jti: 'one', ath: 'x' })

test.each<readonly [string, () => Promise<string | undefined>]>([
  ['no proof', async () => undefined],
  ['an empty proof', async () => ''],
  ['the proof of another key', async () => proof(await makeKeys(), 'GET', here(), token)],
  ['a proof for another method', async () => proof(keys, 'POST', here(), token)],
  [
    'a proof for another path',
    async () => proof(keys, 'GET', `${world.origin}/book/summary`, token),
  ],
  [
    'a proof for another house',
    async () => proof(keys, 'GET', `https://evil.example${PATH}`, token),
  ],
  ['a proof for another token', async () => proof(keys, 'GET', here(), `${token}x`)],
  ['a proof for no token', async () => proof(keys, 'GET', here())],
  [
    'a proof of an hour ago',
    async () => proof(keys, 'GET', here(), token, { iat: seconds() - 3_600 }),
  ],
  [
    'a proof of tomorrow',
    async () => proof(keys, 'GET', here(), token, { iat: seconds() + 86_400 }),
  ],
  ['a proof without time', async () => proof(keys, 'GET', here(), token, { iat: undefined })],
  [
    'a proof without its own name',
    async () => proof(keys, 'GET', here(), token, { jti: undefined }),
  ],
  ['a proof that is not signed', async () => new UnsecuredJWT(await CLAIMS()).encode()],
  ['a proof of another type', async () => typed('JWT')],
  ['a proof with a secret key in it', async () => withSecretKey()],
  ['a proof that is no JSON', async () => notJson()],
  [
    'two proofs',
    async () =>
      `${await proof(keys, 'GET', here(), token)}, ${await proof(keys, 'GET', here(), token)}`,
  ],
  [
    'a proof of a megabyte',
    async () => `${await proof(keys, 'GET', here(), token)}${'x'.repeat(9_000)}`,
  ],
])('%s opens nothing', async (_what, make) => {
  expect((await read(await make())).status).toBe(401)
})

async function typed(typ: string): Promise<string> {
  return new SignJWT(await CLAIMS())
    .setProtectedHeader({ alg: 'ES256', typ, jwk: await exportJWK(keys.publicKey) })
    .sign(keys.privateKey)
}

async function withSecretKey(): Promise<string> {
  return new SignJWT(await CLAIMS())
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(keys.privateKey) })
    .sign(keys.privateKey)
}

async function notJson(): Promise<string> {
  return new CompactSign(Buffer.from('no json'))
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(keys.publicKey) })
    .sign(keys.privateKey)
}

test('a bound token is of no use as a bare one, nor in the address', async () => {
  const made = () => proof(keys, 'GET', here(), token)
  expect((await read(undefined, `Bearer ${token}`)).status).toBe(401)
  expect((await read(await made(), `Bearer ${token}`)).status).toBe(401)
  const inAddress = await world.call(`${PATH}?access_token=${token}`, {
    headers: { dpop: await made() },
  })
  expect(inAddress.status).toBe(401)
})

test('an unknown parameter is an error, however good the proof', async () => {
  const answer = await read(await proof(keys, 'GET', here(), token), undefined, `${PATH}?limit=1`)
  expect(answer).toMatchObject({
    status: 422,
    body: { problems: [{ code: 'request.unknown-parameter' }] },
  })
})

test('an app neither writes, nor sees who has read, nor manages apps in the person’s name', async () => {
  for (const [method, path] of [
    ['POST', '/book/pass'],
    ['GET', '/book/access'],
    ['GET', '/apps/own'],
    ['POST', '/session/sign-out'],
  ] as const) {
    const dpop = await proof(keys, method, `${world.origin}${path}`, token)
    const answer = await world.call(path, {
      method,
      headers: { authorization: `DPoP ${token}`, dpop },
    })
    expect(answer.status, path).toBe(403)
    isRefused(answer)
  }
})

test('the token ends with the account, and is known again for nobody', async () => {
  expect(await readAs(world, keys, token, PATH)).toMatchObject({ status: 200 })
  const { rows } = await sql<{
    id: string
  }>`select id from access.account where role = 'citizen'`.execute(world.temporary.owner)
  const locked = await world.as('admin', `/accounts/${rows[0]?.id ?? ''}/lock`, {})
  expect(locked.status, JSON.stringify(locked.body)).toBe(200)
  expect(await readAs(world, keys, token, PATH)).toMatchObject({ status: 401 })
})
