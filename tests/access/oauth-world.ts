import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, SignJWT } from 'jose'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { contract } from '#foundation/contract'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { newPersonId } from '#vocabulary/record-id'
import { accept } from '#vocabulary/outcome'
import type { Right } from '#vocabulary/rights'
import type { AccessNeeds } from '../../src/access/access.ts'
import { type AccessWorld, accessWorld } from '../../src/access/testing/access-world.ts'

export const CITIZEN = 'citizen@051090000123'
const CITIZEN_NUMBER = '051090000123'

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }
export type Keys = GenerateKeyPairResult

/** A house with sign-in and, in place of the rooms above, routes that answer who called. */
export type OauthWorld = AccessWorld & {
  readonly issuer: string
  readonly person: string
  readonly call: (path: string, init?: RequestInit) => Promise<Answer>
  /** As a person with a demo token. */
  readonly as: (account: string, path: string, body?: unknown) => Promise<Answer>
  readonly token: (
    fields: Readonly<Record<string, string>>,
    headers?: HeadersInit,
  ) => Promise<Answer>
  /** Refusals of the provider in the log. */
  readonly refusals: () => Promise<number>
}

export async function oauthWorld(given: Partial<AccessNeeds> = {}): Promise<OauthWorld> {
  const world = await accessWorld({ add: answerWhoCalled, given })
  const person = newPersonId(new Date(), randomBytes)
  world.persons.set(CITIZEN_NUMBER, person)
  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(new URL(path, world.origin), { redirect: 'manual', ...init })
    return { status: answer.status, body: read(await answer.text()) }
  }
  const tokens = new Map<string, string>()
  const tokenOf = async (account: string) => {
    const known = tokens.get(account)
    if (known !== undefined) return known
    const { body } = await call('/demo/token', json({ account }))
    tokens.set(account, String(body['token']))
    return String(body['token'])
  }
  return {
    ...world,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
    issuer: `${world.origin}/oidc`,
    person,
    call,
    as: async (account, path, body) =>
      call(path, {
        ...(body === undefined ? {} : json(body)),
        headers: {
          authorization: `Bearer ${await tokenOf(account)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      }),
    token: (fields, headers = {}) =>
      call('/oidc/token', { method: 'POST', body: new URLSearchParams(fields), headers }),
    refusals: () => countRefusals(world),
  }
}

export function json(body: unknown): RequestInit {
  return {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  }
}

/** JSON as an object; of a page, its text. */
function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { page: text }
  }
}

async function countRefusals(world: AccessWorld): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit.event where action in ('sign-in-failed', 'refused')
  `.execute(world.temporary.owner)
  return rows[0]?.count ?? 0
}

const ROUTES: readonly (readonly ['GET' | 'POST', string, Right])[] = [
  ['POST', '/intake/dossiers', 'dossier.submit'],
  ['GET', '/intake/submissions', 'dossier.read-own-facility'],
  ['GET', '/book/summary', 'book.read-own'],
  ['GET', '/book/labs', 'book.read-own'],
  ['GET', '/book/access', 'book.read-own'],
  ['POST', '/book/pass', 'book.read-own'],
]

/** The paths and rights of the rooms above; what they answer here is who called. */
function answerWhoCalled(door: Door): void {
  for (const [method, path, right] of ROUTES)
    serve(
      door,
      contract({
        method,
        path,
        summary: path,
        right,
        request: z.strictObject({}),
        response: z.object({
          account: z.string(),
          role: z.string(),
          facility: z.string().optional(),
          person: z.string().optional(),
          client: z.unknown(),
          rights: z.array(z.string()),
        }),
      }),
      async (caller: Caller) =>
        accept({
          account: caller.account,
          role: caller.role,
          ...(caller.facility === undefined ? {} : { facility: caller.facility }),
          ...(caller.person === undefined ? {} : { person: caller.person }),
          client: caller.client,
          rights: [...caller.rights],
        }),
    )
}

/** A system of facility 51001, confirmed, with the key that proves it. */
export type System = { readonly client: string; readonly keys: Keys }

export async function makeKeys(alg = 'ES256'): Promise<Keys> {
  return generateKeyPair(alg, {
    extractable: true,
    ...(alg.startsWith('RS') ? { modulusLength: 2048 } : {}),
  })
}

export async function addSystem(
  world: OauthWorld,
  wish: {
    readonly kind?: string
    readonly scopes?: readonly string[]
    readonly confirm?: boolean
  } = {},
): Promise<System> {
  const keys = await makeKeys()
  const { kind = 'facility-system', scopes = ['dossier.submit', 'system/Patient.rs'] } = wish
  const { body, status } = await world.as('clerk@51001', '/systems', {
    kind,
    name: 'HIS',
    publisher: 'Công ty phần mềm A',
    scopes,
    keys: [{ jwk: await exportJWK(keys.publicKey) }],
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  const client = String(body['client'])
  if (wish.confirm !== false) await world.as('admin', `/clients/${client}/confirm`, {})
  return { client, keys }
}

export async function assertion(
  world: OauthWorld,
  system: Pick<System, 'client' | 'keys'>,
  changed: Readonly<Record<string, unknown>> = {},
  alg = 'ES256',
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000)
  return new SignJWT({
    iss: system.client,
    sub: system.client,
    aud: world.issuer,
    jti: randomBytes(12).toString('hex'),
    iat: now,
    exp: now + 60,
    ...changed,
  })
    .setProtectedHeader({ alg })
    .sign(system.keys.privateKey)
}

/** The form of a request for a system's token. */
export function grantForm(text: string, scope = 'dossier.submit'): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: text,
  }
}

export async function systemToken(
  world: OauthWorld,
  system: System,
  scope = 'dossier.submit',
): Promise<string> {
  const { status, body } = await world.token(grantForm(await assertion(world, system), scope))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return String(body['access_token'])
}

/** A refusal as everybody reads it: 400, 401 or 403 with an OAuth error or our problems, and no token. */
export function isRefused({ status, body }: Answer): void {
  const text = JSON.stringify(body).slice(0, 300)
  expect([400, 401, 403], text).toContain(status)
  expect(body['error'] ?? body['problems'], text).toBeTruthy()
  expect(body['access_token']).toBeUndefined()
}
