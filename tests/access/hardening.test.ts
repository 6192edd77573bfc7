import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#foundation/embedded-postgres'
import { openBrowser } from '../../src/access/testing/access-world.ts'
import { type Child, startChild } from '../../src/commands/children.ts'
import { EICAR } from '../../simulators/virus-scanner/eicar.ts'
import { composedHouse, type House } from './composed-house.ts'

let house: House
let scanner: Child
let folder: string

/** A clerk may look up five times, and one person three times, in a window that lasts as long as the test may. */
const LIMITS = {
  rules: [
    {
      name: 'look-ups',
      per: 'account',
      rights: ['dossier.read-own-facility'],
      windowSeconds: 86_400,
      max: 5,
      isHarvest: true,
      from: '2026-07-01',
      instrument: 'test',
      article: 'test',
    },
    {
      name: 'one-person',
      per: 'account-and-person',
      windowSeconds: 86_400,
      max: 3,
      from: '2026-07-01',
      instrument: 'test',
      article: 'test',
    },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-hardening-'))
  const limits = join(folder, 'limits.json')
  await writeFile(limits, JSON.stringify(LIMITS))
  const port = await freePort()
  scanner = await startChild(
    'virus scanner',
    'simulators/virus-scanner/main.ts',
    ['--port', String(port)],
    {},
  )
  house = await composedHouse({ MACH_LIMITS: limits, MACH_CLAMAV: `127.0.0.1:${port}` })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await scanner.end()
  await rm(folder, { recursive: true, force: true })
})

const filled = (path: string) => path.replaceAll(/:\w+/g, 'x')

/** What other sites may read, without cookies: public metadata and keys, and a record behind a link that its owner gave away. */
const OPEN_TO_OTHER_SITES =
  /\/oidc\/(?:\.well-known|jwks|token|userinfo|me)|\/\.well-known\/|\/shares\//

function expectClosed(headers: Headers, what: string): void {
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, what).toMatch(/^default-src 'none'/)
  expect(policy, what).toContain("frame-ancestors 'none'")
  expect(policy, what).not.toMatch(/script-src[^;]*'unsafe|\*|https?:|default-src 'self'/)
  expect(headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(headers.get('x-frame-options'), what).toBe('DENY')
  expect(headers.get('referrer-policy'), what).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy'), what).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy'), what).toBe('same-origin')
  expect(headers.get('permissions-policy'), what).toContain('geolocation=()')
  expect(headers.get('server'), what).toBeNull()
  expect(headers.get('x-powered-by'), what).toBeNull()
  expect(headers.get('access-control-allow-credentials'), what).toBeNull()
  if (!OPEN_TO_OTHER_SITES.test(what))
    expect(headers.get('access-control-allow-origin'), what).toBeNull()
}

describe('every answer', () => {
  test('of every route of the interface is closed by its headers and kept by nobody', async () => {
    const { promises } = house.composed.door
    expect(promises.length).toBeGreaterThan(40)
    for (const { method, path } of promises) {
      const answer = await fetch(`${house.origin}${filled(path)}`, { method, redirect: 'manual' })
      expectClosed(answer.headers, `${method} ${path}`)
      expect(answer.headers.get('cache-control'), `${method} ${path}`).toContain('no-store')
    }
  })

  test.each([
    '/',
    '/visits',
    '/nothing-here',
    '/assets/nothing.js',
    '/session/sign-in',
    '/password/nothing',
    '/oidc/.well-known/openid-configuration',
    '/oidc/jwks',
    '/oidc/auth',
    '/oidc/nothing',
    '/%zz',
  ])('of the page %s is closed too', async (path) => {
    const answer = await fetch(`${house.origin}${path}`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    })
    expectClosed(answer.headers, path)
    const text = await answer.text()
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|javascript:/i)
  })

  test('asks browsers to insist on TLS only where they come by TLS', async () => {
    const plain = await fetch(`${house.origin}/health`)
    expect(plain.headers.get('strict-transport-security')).toBeNull()
  })
})

describe('a request from another site', () => {
  test('changes nothing by any route: the cookie alone is not enough', async () => {
    const browser = openBrowser(house.origin)
    await browser.signIn('clerk@01999', house.demoPassword)
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    const session = await fetch(`${house.origin}/session`, { headers: { cookie } })
    expect(await session.text()).toContain('clerk@01999')

    const changing = house.composed.door.promises.filter(({ method }) => method !== 'GET')
    expect(changing.length).toBeGreaterThan(15)
    for (const { method, path } of changing)
      for (const token of [undefined, '', 'forged']) await expectForged(method, path, cookie, token)
    expect(await eventsOf('forged-request')).not.toEqual([])
  })
})

async function expectForged(method: string, path: string, cookie: string, token?: string) {
  const answer = await fetch(`${house.origin}${filled(path)}`, {
    method,
    headers: {
      cookie,
      origin: 'https://elsewhere.example',
      ...(token === undefined ? {} : { 'x-mach-csrf': token }),
    },
  })
  const text = await answer.text()
  expect(answer.status, `${method} ${path}: ${text.slice(0, 200)}`).toBe(403)
  expect(text, `${method} ${path}`).toContain('access.csrf-missing')
}

const eventsOf = async (rule: string) => {
  const { rows } = await sql<{ subject: string; severity: string; detail: object }>`
    select subject, severity, detail from foundation.security_event where rule = ${rule}
  `.execute(house.temporary.owner)
  return rows
}

describe('a clerk who looks up more than work asks for', () => {
  test('is told to wait, written down once, and pointed out', async () => {
    const token = await house.token('clerk@01999')
    const look = () =>
      fetch(`${house.origin}/intake/submissions`, { headers: { authorization: `Bearer ${token}` } })
    for (let one = 0; one < 5; one += 1) expect((await look()).status).toBe(200)
    for (let one = 0; one < 20; one += 1) {
      const answer = await look()
      expect(answer.status).toBe(429)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.text()).toContain('request.too-many')
    }
    const harvest = { subject: 'clerk@01999', severity: 'alert', detail: { limit: 'look-ups' } }
    expect(await eventsOf('harvest')).toMatchObject([harvest])
    const { rows } = await sql`
      select detail from audit.event where action = 'refused' and detail ->> 'limit' = 'look-ups'
    `.execute(house.temporary.owner)
    expect(rows).toHaveLength(1)

    const other = await house.token('clerk@51001')
    const answer = await fetch(`${house.origin}/intake/submissions`, {
      headers: { authorization: `Bearer ${other}` },
    })
    expect(answer.status).toBe(200)
  })
})

describe('a doctor who asks for one person again and again', () => {
  const PERSON = '0192f0a0-0000-7000-8000-000000000001'

  test('is told to wait, by whichever address, and may ask for others; so may another doctor for this one', async () => {
    const token = await house.token('doctor@01999')
    const ask = async (path: string, by = token) =>
      (
        await fetch(`${house.origin}/records/${path}`, {
          headers: { authorization: `Bearer ${by}` },
        })
      ).status
    for (let one = 0; one < 3; one += 1) expect(await ask(PERSON)).not.toBe(429)
    expect(await ask(PERSON)).toBe(429)
    expect(await ask(PERSON.toUpperCase())).toBe(429)
    expect(await ask(`${PERSON}/visits/${PERSON}`)).toBe(429)
    expect(await ask(PERSON.replace(/1$/, '2'))).not.toBe(429)
    expect(await ask(PERSON, await house.token('doctor@51001'))).not.toBe(429)
    const passed = { subject: 'doctor@01999', detail: { limit: 'one-person' } }
    expect(await eventsOf('limit-passed')).toMatchObject([passed])
  })
})

describe('an upload', () => {
  const send = async (body: string) => {
    const token = await house.token('clerk@01999')
    const answer = await fetch(`${house.origin}/intake/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
      body,
    })
    return { status: answer.status, text: await answer.text() }
  }

  test('that carries malware is refused, written down and pointed out', async () => {
    const refused = await send(`<x>${EICAR}</x>`)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('upload.infected')
    expect(await eventsOf('upload-infected')).toMatchObject([
      { subject: 'clerk@01999', severity: 'alert', detail: { signature: 'Eicar-Signature' } },
    ])
  })

  test('that is clean goes on to be judged', async () => {
    expect((await send('<x/>')).text).not.toContain('upload.')
  })

  test('waits while the scanner is away', async () => {
    await scanner.end()
    const refused = await send('<x/>')
    expect(refused.status).toBe(503)
    expect(refused.text).toContain('upload.not-scanned')
    expect(await eventsOf('scanner-away')).toMatchObject([{ subject: 'scanner' }])
  })
})
