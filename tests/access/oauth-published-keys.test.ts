import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK } from 'jose'
import { expect, test } from 'vitest'
import { openOutgoing } from '#foundation/outgoing'
import {
  assertion,
  grantForm,
  isRefused,
  type Keys,
  makeKeys,
  oauthWorld,
  type OauthWorld,
} from './oauth-world.ts'

/** Keys that a client publishes at an address of its own. */
async function publish(answer: () => Promise<unknown>) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    void answer().then((body) => {
      response.setHeader('content-type', 'application/json')
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/jwks`,
    host: `127.0.0.1:${port}`,
    asked: () => asked,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function register(world: OauthWorld, keysUri: string): Promise<string> {
  const { status, body } = await world.as('clerk@51001', '/systems', {
    kind: 'facility-system',
    name: 'HIS',
    publisher: 'A',
    scopes: ['dossier.submit'],
    keysUri,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  await world.as('admin', `/clients/${String(body['client'])}/confirm`, {})
  return String(body['client'])
}

const published = async (keys: Keys) => ({
  keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one' }],
})

test('keys at an address are fetched and believed, where the operator allows the host', async () => {
  const keys = await makeKeys()
  await using site = await publish(() => published(keys))
  await using world = await oauthWorld({ outgoing: openOutgoing([site.host]) })
  const client = await register(world, site.address)
  expect(await world.token(grantForm(await assertion(world, { client, keys })))).toMatchObject({
    status: 200,
  })
  isRefused(
    await world.token(grantForm(await assertion(world, { client, keys: await makeKeys() }))),
  )
})

test('an address inside is never called, whoever registered it', async () => {
  const keys = await makeKeys()
  await using site = await publish(() => published(keys))
  await using world = await oauthWorld({ outgoing: openOutgoing([]) })
  const client = await register(world, site.address)
  isRefused(await world.token(grantForm(await assertion(world, { client, keys }))))
  expect(site.asked()).toBe(0)
})

test.each([
  ['no JSON', async () => '<html>'],
  ['no keys', async () => ({})],
  ['a shared secret', async () => ({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }] })],
  ['four megabytes', async () => 'x'.repeat(4_000_000)],
])('a site that answers %s gives no token and brings nothing down', async (_what, answer) => {
  await using site = await publish(answer)
  await using world = await oauthWorld({ outgoing: openOutgoing([site.host]) })
  const client = await register(world, site.address)
  isRefused(
    await world.token(grantForm(await assertion(world, { client, keys: await makeKeys() }))),
  )
})
