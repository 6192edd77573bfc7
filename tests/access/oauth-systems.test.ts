import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { exportJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addSystem,
  assertion,
  grantForm,
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

describe('a system of a facility', () => {
  test('gets a token with its key and sends for its facility, within its scopes', async () => {
    const { status, body } = await world.token(grantForm(await assertion(world, system)))
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'dossier.submit' })

    const headers = { authorization: `Bearer ${String(body['access_token'])}` }
    const sent = await world.call('/intake/dossiers', { method: 'POST', headers })
    expect(sent).toMatchObject({
      status: 200,
      body: {
        account: system.client,
        role: 'facility-clerk',
        facility: '51001',
        client: { id: system.client, kind: 'facility-system', scopes: ['dossier.submit'] },
        rights: ['dossier.submit'],
      },
    })
    expect(await world.call('/intake/submissions', { headers })).toMatchObject({ status: 403 })
    expect(await world.call('/book/labs', { headers })).toMatchObject({ status: 403 })
    expect(await world.call('/session', { headers })).toMatchObject({ body: { session: null } })
  })

  test.each(['RS256', 'RS384', 'PS256', 'ES256', 'ES384', 'Ed25519'])(
    'may sign with %s',
    async (alg) => {
      const keys = await makeKeys(alg)
      const { body } = await world.as('clerk@51001', '/systems', {
        kind: 'facility-system',
        name: alg,
        publisher: 'A',
        scopes: ['dossier.submit'],
        keys: [{ jwk: await exportJWK(keys.publicKey) }],
      })
      const client = String(body['client'])
      await world.as('admin', `/clients/${client}/confirm`, {})
      const text = await assertion(world, { client, keys }, {}, alg)
      expect(await world.token(grantForm(text))).toMatchObject({ status: 200 })
    },
  )

  test('is not let in before an administrator confirmed it', async () => {
    const waiting = await addSystem(world, { confirm: false })
    const ask = async () => world.token(grantForm(await assertion(world, waiting)))
    expect(await ask()).toMatchObject({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: expect.stringContaining('client-waiting'),
      },
    })
    await world.as('admin', `/clients/${waiting.client}/confirm`, {})
    expect(await ask()).toMatchObject({ status: 200 })
  })

  test('changes its keys without a gap, and the former ends when it is told to', async () => {
    const changing = await addSystem(world)
    const next = await makeKeys()
    const jwk = await exportJWK(next.publicKey)
    const path = `/systems/${changing.client}/keys`
    expect(await world.as('clerk@51002', path, { jwk })).toMatchObject({ status: 404 })
    expect(await world.as('clerk@51001', path, { jwk })).toMatchObject({ status: 200 })
    const ask = async (keys: System['keys']) =>
      world.token(grantForm(await assertion(world, { ...changing, keys })))
    expect([await ask(changing.keys), await ask(next)].map(({ status }) => status)).toEqual([
      200, 200,
    ])

    const { body } = await world.as('clerk@51001', '/systems?limit=200')
    const listed = (body['clients'] as { client: string; keys: { key: string }[] }[]).find(
      (one) => one.client === changing.client,
    )
    const former = await thumbprint(changing)
    expect(listed?.keys.map((key) => key.key)).toContain(former)
    await world.as('clerk@51001', `${path}/${former}/end`, {})
    expect([await ask(changing.keys), await ask(next)].map(({ status }) => status)).toEqual([
      401, 200,
    ])
  })

  test('is told in plain words when its last key has run out, and the administrator sees it coming', async () => {
    await using later = await oauthWorld()
    const keys = await makeKeys()
    const { body } = await later.as('clerk@51001', '/systems', {
      kind: 'facility-system',
      name: 'HIS',
      publisher: 'A',
      scopes: ['dossier.submit'],
      keys: [
        {
          jwk: await exportJWK(keys.publicKey),
          until: new Date(Date.now() + 10 * 86_400_000).toISOString(),
        },
      ],
    })
    const client = String(body['client'])
    await later.as('admin', `/clients/${client}/confirm`, {})
    expect((await later.as('admin', '/clients?kind=system')).body).toMatchObject({
      ending: 1,
      clients: [{ client, life: 'days-14', state: 'open' }],
    })
    await sql`update access.client_key set valid_from = now() - interval '2 days', valid_until = now() - interval '1 day'`.execute(
      later.temporary.owner,
    )
    expect(await later.token(grantForm(await assertion(later, { client, keys })))).toMatchObject({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: expect.stringContaining('access.client-keys-expired'),
      },
    })
  })

  test('is closed at once: its tokens and its key are of no more use', async () => {
    const closing = await addSystem(world)
    const headers = { authorization: `Bearer ${await systemToken(world, closing)}` }
    const send = () => world.call('/intake/dossiers', { method: 'POST', headers })
    expect(await send()).toMatchObject({ status: 200 })
    await world.as('clerk@51001', `/systems/${closing.client}/close`, { reason: 'Thay phần mềm' })
    expect(await send()).toMatchObject({ status: 401 })
    expect(await world.token(grantForm(await assertion(world, closing)))).toMatchObject({
      status: 401,
      body: { error_description: expect.stringContaining('access.client-closed') },
    })
  })
})

async function thumbprint({ keys }: System): Promise<string> {
  const { crv, kty, x, y } = await exportJWK(keys.publicKey)
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

describe('a vendor’s system', () => {
  test('acts for a facility only with its written consent, and for the one that its token names', async () => {
    const vendor = await addSystem(world, { kind: 'vendor-system' })
    const ask = async (facility: string) =>
      world.token({
        ...grantForm(await assertion(world, vendor)),
        resource: `${world.origin}/facilities/${facility}`,
      })
    expect(await ask('51002')).toMatchObject({ status: 400, body: { error: 'invalid_target' } })
    const consent = { consent: 'Hợp đồng 12/2026 ngày 02/11/2026' }
    await world.as('clerk@51002', `/systems/${vendor.client}/consent`, consent)
    const given = await ask('51002')
    expect(given).toMatchObject({ status: 200 })

    const headers = { authorization: `Bearer ${String(given.body['access_token'])}` }
    const send = () => world.call('/intake/dossiers', { method: 'POST', headers })
    expect(await send()).toMatchObject({ status: 200, body: { facility: '51002' } })
    await world.as('clerk@51002', `/systems/${vendor.client}/consent/end`, {})
    expect(await send()).toMatchObject({ status: 401 })
    expect(await ask('51002')).toMatchObject({ status: 400, body: { error: 'invalid_target' } })
  })

  test('that acts for several says for which', async () => {
    const vendor = await addSystem(world, { kind: 'vendor-system' })
    await world.as('clerk@51002', `/systems/${vendor.client}/consent`, { consent: 'HĐ 13' })
    const headers = { authorization: `Bearer ${await systemToken(world, vendor)}` }
    expect(await world.call('/intake/dossiers', { method: 'POST', headers })).toMatchObject({
      status: 401,
    })
  })
})
