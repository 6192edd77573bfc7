import { createHmac } from 'node:crypto'
import { exportSPKI } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addSystem,
  assertion,
  grantForm,
  isRefused,
  json,
  makeKeys,
  oauthWorld,
  type OauthWorld,
  type System,
  systemToken,
} from './oauth-world.ts'

let world: OauthWorld
let system: System
beforeAll(async () => {
  world = await oauthWorld()
  system = await addSystem(world)
})
afterAll(() => world[Symbol.asyncDispose]())

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1_000)

type Attack = () => Promise<Record<string, string>>
const changed = (claims: Readonly<Record<string, unknown>>) => async () =>
  grantForm(await assertion(world, system, claims))

const ATTACKS: readonly (readonly [string, Attack])[] = [
  ['no signature (alg none)', async () => grantForm(`${await unsigned('none')}.`)],
  ['HMAC with the public key', async () => grantForm(await withHmac())],
  [
    'a key of another type',
    async () =>
      grantForm(await assertion(world, { ...system, keys: await makeKeys('RS256') }, {}, 'RS256')),
  ],
  [
    'another key of the same type',
    async () => grantForm(await assertion(world, { ...system, keys: await makeKeys() })),
  ],
  ['another audience', changed({ aud: 'https://elsewhere.example/oidc' })],
  ['another address of ours', async () => changed({ aud: `${world.issuer}/request` })()],
  ['two audiences', async () => changed({ aud: [world.issuer, 'https://elsewhere.example'] })()],
  ['another issuer', changed({ iss: 'SYS-51001-AAAAAAAAAAAA' })],
  [
    'a subject that is not the issuer',
    async () => changed({ sub: (await addSystem(world)).client })(),
  ],
  [
    'an assertion that expired',
    async () => changed({ iat: seconds() - 600, exp: seconds() - 120 })(),
  ],
  ['an assertion that is not yet valid', async () => changed({ nbf: seconds() + 120 })()],
  ['an assertion issued in the future', async () => changed({ iat: seconds() + 900 })()],
  ['an assertion that lives for a day', async () => changed({ exp: seconds() + 86_400 })()],
  ['no expiry', changed({ exp: undefined })],
  ['no jti', changed({ jti: undefined })],
  ['a jti of a million characters', changed({ jti: 'j'.repeat(1_000_000) })],
  [
    'no assertion at all',
    async () => ({ grant_type: 'client_credentials', client_id: system.client }),
  ],
  [
    'a secret instead',
    async () => ({
      grant_type: 'client_credentials',
      client_id: system.client,
      client_secret: 'x'.repeat(40),
    }),
  ],
  [
    'another kind of assertion',
    async () => ({
      ...grantForm(await assertion(world, system)),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
    }),
  ],
  [
    'a scope that was not registered',
    async () => grantForm(await assertion(world, system), 'dossier.withdraw'),
  ],
  ['a wider scope', async () => grantForm(await assertion(world, system), 'system/Patient.cruds')],
  ['every scope', async () => grantForm(await assertion(world, system), 'system/*.cruds')],
  ['the scope of our own portal', async () => grantForm(await assertion(world, system), 'mach')],
  [
    'the scope of a citizen',
    async () => grantForm(await assertion(world, system), 'patient/Patient.r'),
  ],
  ['no scope', async () => grantForm(await assertion(world, system), '')],
  [
    'a scope with a line break',
    async () => grantForm(await assertion(world, system), 'dossier.submit\nmach'),
  ],
  [
    'another facility',
    async () => ({
      ...grantForm(await assertion(world, system)),
      resource: `${world.origin}/facilities/51002`,
    }),
  ],
  [
    'another house',
    async () => ({
      ...grantForm(await assertion(world, system)),
      resource: 'https://elsewhere.example/fhir',
    }),
  ],
  [
    'the grant of apps',
    async () => ({
      ...grantForm(await assertion(world, system)),
      grant_type: 'authorization_code',
      code: 'x',
      redirect_uri: 'https://a.example/',
    }),
  ],
  [
    'the grant of passwords',
    async () => ({
      ...grantForm(await assertion(world, system)),
      grant_type: 'password',
      username: 'admin',
      password: 'x',
    }),
  ],
  [
    'an assertion without its end',
    async () => grantForm((await assertion(world, system)).slice(0, -8)),
  ],
]

/** From whom nobody knows: written down once a minute, or a flood would fill the log. */
const ATTACKS_OF_NOBODY: readonly (readonly [string, Attack])[] = [
  [
    'the name of our own portal',
    async () => grantForm(await assertion(world, { ...system, client: 'mach-portal' })),
  ],
  [
    'no such client',
    async () => grantForm(await assertion(world, { ...system, client: 'SYS-51001-000000000000' })),
  ],
  ['garbage for an assertion', async () => grantForm('a.b.c')],
]

async function unsigned(alg: string): Promise<string> {
  const [, claims = ''] = (await assertion(world, system)).split('.')
  return `${part({ alg })}.${claims}`
}

/** The oldest trick: a server that takes its own public key for a shared secret. */
async function withHmac(): Promise<string> {
  const signed = await unsigned('HS256')
  const key = await exportSPKI(system.keys.publicKey)
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

describe('an attack on the token endpoint of systems is refused and written down:', () => {
  test.each(ATTACKS)('%s', async (_what, attack) => {
    const before = await world.refusals()
    isRefused(await world.token(await attack()))
    expect(await world.refusals()).toBeGreaterThan(before)
  })

  test.each(ATTACKS_OF_NOBODY)('%s', async (_what, attack) => {
    isRefused(await world.token(await attack()))
    expect(await world.refusals()).toBeGreaterThan(0)
  })

  test('two ways of proof at once', async () => {
    const basic = Buffer.from(`${system.client}:secret`).toString('base64')
    const form = grantForm(await assertion(world, system))
    isRefused(await world.token(form, { authorization: `Basic ${basic}` }))
  })

  test('an assertion that comes a second time', async () => {
    const text = await assertion(world, system)
    expect(await world.token(grantForm(text))).toMatchObject({ status: 200 })
    isRefused(await world.token(grantForm(text)))
  })

  test('an assertion that comes twenty times at once is taken once', async () => {
    const text = await assertion(world, system)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.token(grantForm(text))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 200)) isRefused(answer)
  })

  test.each(['grant_type', 'scope', 'client_assertion', 'resource'])(
    '%s given twice',
    async (name) => {
      const form = new URLSearchParams({
        ...grantForm(await assertion(world, system)),
        resource: `${world.origin}/fhir`,
      })
      form.append(
        name,
        name === 'resource' ? `${world.origin}/facilities/51002` : (form.get(name) ?? ''),
      )
      isRefused(await world.call('/oidc/token', { method: 'POST', body: form }))
    },
  )

  test('a body that is too large, of another type, or in the address', async () => {
    const form = grantForm(await assertion(world, system))
    isRefused(await world.token({ ...form, padding: 'x'.repeat(100_000) }))
    isRefused(await world.call('/oidc/token', json(form)))
    const address = `/oidc/token?${new URLSearchParams(form)}`
    isRefused(await world.call(address, { method: 'POST' }))
    const { status } = await world.call(address)
    expect(status).toBe(404)
  })
})

describe('a token of a system', () => {
  test('is of no use in the address, in a cookie, or as another kind', async () => {
    const token = await systemToken(world, system)
    const send = (path: string, headers: Record<string, string>) =>
      world.call(path, { method: 'POST', headers })
    for (const [path, headers] of [
      [`/intake/dossiers?access_token=${token}`, {}],
      ['/intake/dossiers', { cookie: `mach_session=${token}` }],
      ['/intake/dossiers', { authorization: `DPoP ${token}` }],
      ['/intake/dossiers', { authorization: `Basic ${token}` }],
      ['/intake/dossiers', { authorization: `Bearer ${token}x` }],
      ['/intake/dossiers', { authorization: `Bearer ${token}, Bearer ${token}` }],
    ] as const)
      expect((await send(path, headers)).status, path).toBe(401)
  })

  test('opens nothing at the provider that belongs to people', async () => {
    const token = await systemToken(world, system)
    const answer = await world.call('/oidc/me', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
  })

  test('ends with its time', async () => {
    const headers = { authorization: `Bearer ${await systemToken(world, system)}` }
    world.pass(11)
    expect(await world.call('/intake/dossiers', { method: 'POST', headers })).toMatchObject({
      status: 401,
    })
    world.pass(-11)
  })
})
