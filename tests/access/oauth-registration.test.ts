import { randomBytes } from 'node:crypto'
import { exportJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSystem, makeKeys, oauthWorld, type OauthWorld, type System } from './oauth-world.ts'

let world: OauthWorld
let system: System
beforeAll(async () => {
  world = await oauthWorld()
  system = await addSystem(world)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a registration', () => {
  const base = { kind: 'facility-system', name: 'HIS', publisher: 'A', scopes: ['dossier.submit'] }
  test.each([
    ['a field that is not the facility’s to fill', { confirmedAt: '2026-11-01T00:00:00Z' }],
    ['another facility', { facility: '01001' }],
    ['a client id', { client: 'mach-portal' }],
    ['the kind of an app', { kind: 'app' }],
    ['a scope of people', { scopes: ['patient/*.rs'] }],
    ['the scope of the portal', { scopes: ['mach'] }],
    ['a right of administrators', { scopes: ['system.operate'] }],
    ['no proof', { keys: undefined }],
    ['two kinds of proof', { keysUri: 'https://a.example/jwks' }],
    ['a private key', { keys: [{ jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' } }] }],
    ['a shared secret', { keys: [{ jwk: { kty: 'oct', k: 'c2VjcmV0' } }] }],
    ['a key that is none', { keys: [{ jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }] }],
    [
      'a weak key',
      { keys: [{ jwk: { kty: 'RSA', n: randomBytes(128).toString('base64url'), e: 'AQAB' } }] },
    ],
    ['keys over a line that is not secured', { keys: undefined, keysUri: 'http://a.example/jwks' }],
    ['keys from a file', { keys: undefined, keysUri: 'file:///etc/passwd' }],
    ['keys behind a name and password', { keys: undefined, keysUri: 'https://a:b@a.example/jwks' }],
  ])('with %s is refused', async (_what, wish) => {
    const keys = [{ jwk: await exportJWK(system.keys.publicKey) }]
    const { status, body } = await world.as('clerk@51001', '/systems', { ...base, keys, ...wish })
    expect(status, JSON.stringify(body)).toBe(422)
    expect(body['problems']).toBeTruthy()
  })

  test('is the facility’s and nobody else’s', async () => {
    const keys = [{ jwk: await exportJWK((await makeKeys()).publicKey) }]
    for (const account of ['doctor@51001', 'citizen@051090000123', 'officer@51', 'admin'])
      expect(await world.as(account, '/systems', { ...base, keys }), account).toMatchObject({
        status: 403,
      })
    expect(await world.as('clerk@51001', `/clients/${system.client}/confirm`, {})).toMatchObject({
      status: 403,
    })
    expect(
      await world.as('clerk@51002', `/systems/${system.client}/close`, { reason: 'x' }),
    ).toMatchObject({ status: 404 })
  })
})
