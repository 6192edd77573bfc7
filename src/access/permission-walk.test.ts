import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '#foundation/contract'
import { type Door, serve } from '#foundation/serve'
import type { Role } from '#vocabulary/caller'
import { accept } from '#vocabulary/outcome'
import { RIGHTS } from '#vocabulary/rights'
import { rightsOf } from './role-rights.ts'
import { type AccessWorld, accessWorld } from './testing/access-world.ts'

const ACCOUNTS: Readonly<Record<Role, string>> = {
  citizen: 'citizen@051090000123',
  doctor: 'doctor@01999',
  'facility-clerk': 'clerk@01999',
  'facility-administrator': 'facility-admin@01999',
  'department-officer': 'officer@51',
  'department-head': 'head@51',
  'ministry-officer': 'ministry',
  inspector: 'inspector@51',
  'traditional-officer': 'traditional',
  practitioner: 'practitioner@051090000123',
  analyst: 'analyst',
  auditor: 'auditor',
  administrator: 'admin',
}
const ROLES = Object.entries(ACCOUNTS)

function addOneRoutePerRight(door: Door): void {
  for (const right of [...RIGHTS, 'public'] as const)
    serve(
      door,
      contract({
        method: 'POST',
        path: `/walk/${right}`,
        summary: right,
        right,
        request: z.strictObject({}),
        response: z.object({ account: z.string() }),
      }),
      async (caller) => accept({ account: caller.account }),
    )
}

describe('every right with every role', () => {
  let world: AccessWorld
  const tokens = new Map<string, string>()
  beforeAll(async () => {
    world = await accessWorld({ add: addOneRoutePerRight })
    for (const account of Object.values(ACCOUNTS)) {
      const answer = await world.door.app.inject({
        method: 'POST',
        url: '/demo/token',
        payload: { account },
        headers: { host: '127.0.0.1' },
      })
      tokens.set(account, answer.json<{ token: string }>().token)
    }
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const ask = async (path: string, token?: string) => {
    const answer = await fetch(`${world.origin}${path}`, {
      method: 'POST',
      body: '{}',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    return answer.status
  }

  test.each(RIGHTS)('%s', async (right) => {
    expect(await ask(`/walk/${right}`), 'nobody').toBe(401)
    expect(
      await ask(`/walk/${right}`, 'forged-token-of-good-length-0000000000000000'),
      'forged',
    ).toBe(401)
    for (const [role, account] of ROLES) {
      const holds = [...rightsOf(role as Role)].includes(right)
      expect(await ask(`/walk/${right}`, tokens.get(account)), role).toBe(holds ? 200 : 403)
    }
  })

  test('what is public is open to all and to nobody in particular', async () => {
    expect(await ask('/walk/public')).toBe(200)
    for (const account of Object.values(ACCOUNTS))
      expect(await ask('/walk/public', tokens.get(account))).toBe(200)
  })

  test('a right that is asked for is held by somebody', () => {
    const held = ROLES.flatMap(([role]) => [...rightsOf(role as Role)])
    expect(RIGHTS.filter((right) => !held.includes(right))).toEqual([])
  })

  test('every refusal of a person is in the log, one of nobody once a minute for each route', async () => {
    const count = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from audit.event where action = 'refused' and what = 'POST /walk/system.operate'
      `.execute(world.temporary.owner)
      return rows[0]?.n ?? 0
    }
    const before = await count()
    await ask('/walk/system.operate', tokens.get('clerk@01999'))
    await ask('/walk/system.operate', tokens.get('clerk@01999'))
    await ask('/walk/system.operate')
    await ask('/walk/system.operate')
    expect((await count()) - before).toBe(2)
  })
})
