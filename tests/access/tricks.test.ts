import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CanaryWorld, canariesIn, canaryWorld } from './canary-world.ts'
import { hostileRequest } from './hostile-request.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const get = (account: string, url: string) => world.call(account, { method: 'GET', url })

describe('tricks with paths', () => {
  test.each([
    (id: string) => `/records/../records/${id}`,
    (id: string) => `/records/./${id}`,
    (id: string) => `/records//${id}`,
    (id: string) => `/records/%2e%2e/records/${id}`,
    (id: string) => `/records/${id}/`,
    (id: string) => `/RECORDS/${id}`,
    (id: string) => `/records/${id}%00`,
    (id: string) => `/records/${id};role=administrator`,
    (id: string) => `/records/${id}%2fvisits`,
    (id: string) => `/book/..%2frecords%2f${id}`,
    (id: string) => `/records/${id.toUpperCase()}`,
    (id: string) => `/records/${id}?person=${id}`,
  ])('%s opens nothing', async (path) => {
    const { statusCode, body } = await get('doctor@01999', path(world.ordinary.person))
    expect(statusCode).not.toBe(500)
    expect(canariesIn(body)).toEqual([])
  })
})

describe('pollution of parameters', () => {
  test.each([
    'text=x&text=51001.20261110.000777',
    'text[]=51001.20261110.000777',
    'facility=51001',
    'text=x&facility=51001',
    '__proto__[facility]=51001',
    'constructor.prototype.facility=51001',
    'limit=1&limit=200',
    'limit=1e9',
    'limit=-1',
  ])('/intake/submissions?%s is refused, or shows the own facility only', async (query) => {
    const { statusCode, body } = await get('clerk@01999', `/intake/submissions?${query}`)
    expect([200, 400, 422]).toContain(statusCode)
    expect(canariesIn(body)).toEqual([])
    expect(body).not.toContain(world.ordinary.receipt)
  })

  test('a name that stands in path and query is refused, whichever of the two would be foreign', async () => {
    const { receipt } = world.ordinary
    const own = world.plain.receipt
    const answer = await get('clerk@01999', `/intake/submissions/${own}?receipt=${receipt}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('request.given-twice')
    expect(answer.body).not.toContain(receipt)
    expect(canariesIn(answer.body)).toEqual([])
  })
})

test('no contract takes a field that it does not name: who, whose and how far follow from sign-in alone', async () => {
  const smuggled = {
    role: 'administrator',
    rights: ['system.operate'],
    account: 'admin',
    facility: '51001',
    province: '51',
    person: world.ordinary.person,
    purpose: 'emergency',
    ground: 'own-record',
    permit: true,
    demo: true,
    isAdministrator: true,
  }
  const accounts = ['citizen@001190000000', 'doctor@01999', 'clerk@01999', 'officer@01', 'admin']
  for (const promise of world.promises) {
    const request = hostileRequest(promise, world)
    const named = new Set(Object.keys('payload' in request ? request.payload : request.query))
    const extra = Object.fromEntries(Object.entries(smuggled).filter(([name]) => !named.has(name)))
    // Routes with bytes or with forms of their own read no JSON; their queries are held to the contract.
    const query = Object.fromEntries(
      Object.entries(extra).map(([name, value]) => [name, String(value)]),
    )
    for (const account of accounts) {
      const answer = await world.call(account, {
        ...request,
        query: { ...('query' in request ? request.query : {}), ...query },
      })
      expect(answer.statusCode, `${promise.method} ${promise.path}`).not.toBe(500)
      if (promise.path.startsWith('/api/')) continue
      expect(
        answer.statusCode,
        `${promise.method} ${promise.path} → ${answer.body.slice(0, 300)}`,
      ).toBeGreaterThanOrEqual(400)
      if (promise.path.includes('session')) world.forgetTokens()
    }
  }
}, 240_000)

test('a method that a route does not have opens nothing', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
    const { statusCode, body } = await world.call('doctor@01999', {
      method,
      url: `/records/${world.ordinary.person}`,
    })
    expect(statusCode, method).toBeGreaterThanOrEqual(400)
    expect(canariesIn(body)).toEqual([])
  }
})

test('headers that rewrite the method, the path or the caller are not heard', async () => {
  const answer = await world.app.inject({
    method: 'GET',
    url: '/session',
    headers: {
      'x-http-method-override': 'POST',
      'x-original-url': `/records/${world.ordinary.person}`,
      'x-rewrite-url': `/records/${world.ordinary.person}`,
      'x-forwarded-user': 'doctor@51001',
      'x-remote-user': 'admin',
    },
  })
  expect(answer.json()).toMatchObject({ session: null })
  expect(canariesIn(answer.body)).toEqual([])
})
