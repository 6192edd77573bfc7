import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { type CanaryWorld, canariesIn, canaryWorld, PLAYERS, type Player } from './canary-world.ts'
import { hostileRequest } from './hostile-request.ts'
import { REACH, type Reach } from './routes.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Who may find the canary in an answer; everybody else, on every route, may not. */
const MAY_FIND: Readonly<Record<Reach, (player: Player) => boolean>> = {
  nobody: () => false,
  'own-person': ({ role, near }) => role === 'citizen' && near,
  patients: ({ role, near }) => role === 'doctor' && near,
  'own-facility': ({ role, near }) => role === 'facility-clerk' && near,
}

/** Who is the person of the canary may find it everywhere. */
function isThePerson({ role, near }: Player): boolean {
  return role === 'citizen' && near
}

test('every route that is served stands in the matrix, and every line of the matrix is served', () => {
  const served = world.promises.map(({ method, path }) => `${method} ${path}`)
  expect(served.filter((route) => !REACH.has(route)).sort(), 'served, without a line').toEqual([])
  expect(
    [...REACH.keys()].filter((route) => !served.includes(route)),
    'a line, not served',
  ).toEqual([])
})

describe('every route × every role × own and other person, facility and province', () => {
  test.each(PLAYERS.map((player) => [player.account, player] as const))(
    '%s finds what is theirs, and nothing of anybody else',
    async (_account, player) => {
      for (const promise of world.promises) {
        const route = `${promise.method} ${promise.path}`
        const may = isThePerson(player) || MAY_FIND[REACH.get(route) ?? 'nobody'](player)
        const holds = promise.right === 'public' || rightsOf(player.role).has(promise.right)
        // Whoever may would change the world under the others' feet; the rooms' own tests do that.
        if (may && promise.method !== 'GET') continue
        for (const which of holds
          ? (['ordinary', 'sensitive'] as const)
          : (['sensitive'] as const)) {
          const request = hostileRequest(promise, world, which)
          const answer = await world.call(player.account, request)
          expect(answer.statusCode, `${route} → ${answer.body.slice(0, 200)}`).not.toBe(500)
          expect(answer.statusCode, `${route} was not asked`).not.toBe(429)
          if (!holds) expect(answer.statusCode, `${route} → ${answer.body.slice(0, 200)}`).toBe(403)
          // What the caller typed himself is no news to him.
          const typed = canariesIn(JSON.stringify(request))
          const found = canariesIn(answer.body).filter((value) => !typed.includes(value))
          if (!may) expect(found, `${route} → ${answer.statusCode}`).toEqual([])
          if (route.includes('session')) world.forgetTokens()
        }
      }
    },
    240_000,
  )

  test('nobody who has not signed in finds anything', async () => {
    for (const promise of world.promises) {
      const request = hostileRequest(promise, world)
      const answer = await world.call(undefined, request)
      if (promise.right !== 'public') expect(answer.statusCode, promise.path).toBe(401)
      const typed = canariesIn(JSON.stringify(request))
      const found = canariesIn(answer.body).filter((value) => !typed.includes(value))
      expect(found, promise.path).toEqual([])
    }
  })
})

test('whoever may find the canary does: the eye of the matrix is not blind', async () => {
  const { person, receipt } = world.ordinary
  const found = async (account: string, url: string) =>
    canariesIn((await world.call(account, { method: 'GET', url })).body)
  expect(await found('citizen@051190777777', '/book/visits')).not.toEqual([])
  expect(await found('doctor@51001', `/records/${person}`)).not.toEqual([])
  expect(await found('clerk@51001', `/intake/submissions/${receipt}`)).not.toEqual([])
  expect(await found('clerk@51001', '/intake/submissions')).not.toEqual([])
})

test('no line of the log names a person, a number or a code', () => {
  expect(world.logged.flatMap(canariesIn)).toEqual([])
})
