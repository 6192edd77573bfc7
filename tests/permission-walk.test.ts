import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { readSecrets } from '#foundation/secrets'
import { loadStarterFacilities } from '#registry'
import { loadStarterLists } from '#terminology'
import type { Role } from '#vocabulary/caller'
import { composeServer } from '../src/compose-server.ts'
import { temporaryDatabase, type TemporaryDatabase } from './temporary-database.ts'

/** One account of each role. */
const ACCOUNTS: Readonly<Record<Role, string>> = {
  citizen: 'citizen@001190000000',
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

let temporary: TemporaryDatabase
let folder: string
let composed: Awaited<ReturnType<typeof composeServer>>
const tokens = new Map<string, string>()

beforeAll(async () => {
  temporary = await temporaryDatabase()
  folder = await mkdtemp(join(tmpdir(), 'mach-walk-'))
  const now = () => new Date()
  const { database } = temporary
  await loadStarterLists({ database, now })
  await loadStarterFacilities({ database })
  const settings = {
    MACH_DATABASE_URL: '',
    MACH_DATA: folder,
    MACH_HOST: '127.0.0.1',
    MACH_PORT: 8080,
    MACH_DEMO: 'yes' as const,
  }
  composed = await composeServer({
    database,
    settings,
    secrets: await readSecrets(folder),
    now,
    log: () => undefined,
  })
  await composed.door.app.ready()
  for (const account of Object.values(ACCOUNTS)) {
    const answer = await composed.door.app.inject({
      method: 'POST',
      url: '/demo/token',
      payload: { account },
    })
    expect(answer.statusCode, answer.body).toBe(200)
    tokens.set(account, answer.json<{ token: string }>().token)
  }
})

afterAll(async () => {
  await composed.door.app.close()
  await temporary[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const call = (method: string, path: string, account?: string) =>
  composed.door.app.inject({
    method: method as 'GET',
    url: path.replaceAll(/:\w+/g, 'x'),
    headers: account === undefined ? {} : { authorization: `Bearer ${tokens.get(account) ?? ''}` },
  })

describe('every route', () => {
  test('is one that the walk knows: nothing is served beside the contracts but sign-in and the portal', () => {
    expect(composed.door.promises.length).toBeGreaterThan(25)
  })

  test('refuses whoever has not signed in, unless it is public', async () => {
    for (const { method, path, right } of composed.door.promises) {
      if (right === 'public') continue
      const { statusCode } = await call(method, path)
      expect(statusCode, `${method} ${path}`).toBe(401)
    }
  })

  test.each(Object.entries(ACCOUNTS))(
    'is open to a %s exactly where the role holds its right',
    async (role, account) => {
      const rights = rightsOf(role as Role)
      for (const { method, path, right } of composed.door.promises) {
        if (right === 'public') continue
        const { statusCode, body } = await call(method, path, account)
        const refusedByRight = statusCode === 403 && body.includes('access.right-missing')
        expect(refusedByRight, `${role}: ${method} ${path} → ${statusCode}`).toBe(
          !rights.has(right),
        )
        expect(statusCode, `${role}: ${method} ${path} → ${body.slice(0, 200)}`).not.toBe(500)
      }
    },
  )
})
