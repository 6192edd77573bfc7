import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rightsOf } from '#access'
import type { BytesContract, Contract } from '#foundation/contract'
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

/** What no sample from the contract alone can be: by the name of the parameter. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-02T00:00:00Z',
  account: 'nobody',
}

/** Sessions end, and with them the account that walks: these come last. */
const LAST = /^\/session\/(sign-out|switch|password)|\/lock$/

let temporary: TemporaryDatabase
let folder: string
let composed: Awaited<ReturnType<typeof composeServer>>

beforeAll(async () => {
  temporary = await temporaryDatabase()
  folder = await mkdtemp(join(tmpdir(), 'mach-audit-walk-'))
  const { database } = temporary
  const now = () => new Date()
  await loadStarterLists({ database, now })
  await loadStarterFacilities({ database })
  const settings = {
    MACH_DATABASE_URL: '',
    MACH_DATA: folder,
    MACH_HOST: '127.0.0.1',
    MACH_PORT: 8080,
    MACH_DEMO: 'yes' as const,
  }
  const secrets = await readSecrets(folder)
  composed = await composeServer({ database, settings, secrets, now, log: () => undefined })
  await composed.door.app.ready()
}, 60_000)

afterAll(async () => {
  await composed.door.app.close()
  await temporary[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function tokenOf(account: string): Promise<string> {
  const answer = await composed.door.app.inject({
    method: 'POST',
    url: '/demo/token',
    payload: { account },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ token: string }>().token
}

async function countEvents(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from audit.event where account <> 'anonymous'
  `.execute(temporary.owner)
  return rows[0]?.n ?? 0
}

type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly format?: string
  readonly pattern?: string
}

const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2026-11-01T00:00:00Z',
  date: '2026-11-01',
  uuid: '01a1c3d3-cc80-8840-a44b-4ff9416609db',
  email: 'a@b.vn',
  uri: 'https://example.vn/',
}

/** A value that a contract takes: the least that it asks for. */
function sampleOf(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return sampleOf(first, name)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sampleOf(schema.properties?.[key] ?? {}, key)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case undefined:
      return SAMPLES[name] ?? 1
    default:
      return TEXTS[schema.format ?? ''] ?? textOf(schema, name)
  }
}

function textOf({ minLength = 1, pattern }: Schema, name: string): string {
  const sample = SAMPLES[name]
  if (typeof sample === 'string') return sample
  const candidates = ['x', '01999', '51', '001190000000', '2026-11-01', 'abcdefgh', 'a'.repeat(43)]
  const fits = candidates.find((one) => pattern !== undefined && new RegExp(pattern).test(one))
  return fits ?? 'x'.repeat(Math.max(1, minLength))
}

function call(promise: Contract | BytesContract, token: string) {
  const schema = z.toJSONSchema(promise.request, { io: 'input', unrepresentable: 'any' }) as Schema
  const values = sampleOf(schema) as Readonly<Record<string, string | number>>
  const path = promise.path.replaceAll(/:(\w+)/g, (_, key: string) => String(values[key] ?? 'x'))
  const rest = Object.fromEntries(
    Object.entries(values).filter(([key]) => !promise.path.includes(`:${key}`)),
  )
  const isBytes = 'accepts' in promise
  const query = promise.method === 'GET' || isBytes ? rest : {}
  const body = promise.method === 'GET' || isBytes ? undefined : JSON.stringify(rest)
  return composed.door.app.inject({
    method: promise.method,
    url: `${path}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
}

describe('whatever somebody signed in is answered', () => {
  test.each(Object.entries(ACCOUNTS))(
    'a %s leaves an event, on every route',
    async (role, account) => {
      const rights = rightsOf(role as Role)
      const promises = composed.door.promises
        .filter(({ right }) => right !== 'public')
        .toSorted((one, other) => Number(LAST.test(one.path)) - Number(LAST.test(other.path)))
      const silent: string[] = []
      const notRead: string[] = []
      for (const promise of promises) {
        const token = await tokenOf(account)
        const before = await countEvents()
        const { statusCode, body } = await call(promise, token)
        const line = `${role}: ${promise.method} ${promise.path} → ${statusCode} ${body.slice(0, 160)}`
        if ((await countEvents()) > before) continue
        // Nothing was read and nothing refused: what was asked for could not be understood.
        const isMalformed = /"code":"request\./.test(body)
        if (isMalformed && (promise.right === 'public' || rights.has(promise.right)))
          notRead.push(line)
        else silent.push(line)
      }
      expect(silent).toEqual([])
      // A contract of which no sample can be made is told by name in SAMPLES; the walk must not grow blind.
      expect(notRead.length, notRead.join('\n')).toBeLessThan(promises.length / 8)
    },
    300_000,
  )
})
