import { createServer, request, type RequestOptions } from 'node:https'
import { freePort } from '#foundation/embedded-postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyPem, makeCertificate, type TestCertificate } from './certificates.ts'
import { type Answer, isRefused, oauthWorld, type OauthWorld } from './oauth-world.ts'

/** RFC 8705 over TLS as it is: a server that asks for certificates, and callers that show theirs. */
const authority = makeCertificate({ name: 'CA Y tế', authority: true })
const stranger = makeCertificate({ name: 'CA khác', authority: true })
const own = makeCertificate({ name: 'HIS 51001' })
const issued = makeCertificate({ name: 'LIS 51001', by: authority })

let world: OauthWorld
let port: number
let close: () => Promise<void>
beforeAll(async () => {
  world = await oauthWorld({ trustedProxies: ['127.0.0.1'], clientAuthorities: [authority.pem] })
  port = await freePort()
  const shown = makeCertificate({ name: 'localhost' })
  const server = createServer(
    { key: keyPem(shown), cert: shown.pem, requestCert: true, rejectUnauthorized: false },
    (asked, answer) => world.door.app.routing(asked, answer),
  )
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  close = () => new Promise((resolve) => server.close(() => resolve()))
})
afterAll(async () => {
  await close()
  await world[Symbol.asyncDispose]()
})

/** A call over TLS, with a certificate or without. */
function call(
  path: string,
  options: RequestOptions & { readonly body?: string },
  certificate?: TestCertificate,
): Promise<Answer> {
  const { body, ...rest } = options
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        agent: false,
        rejectUnauthorized: false,
        ...(certificate === undefined ? {} : { cert: certificate.pem, key: keyPem(certificate) }),
        ...rest,
      },
      (answer) => {
        let text = ''
        answer.on('data', (part: Buffer) => {
          text += part.toString()
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

function ask(client: string, certificate?: TestCertificate): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'dossier.submit',
    client_id: client,
  }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return call('/oidc/token', { body, headers }, certificate)
}

async function register(proof: Readonly<Record<string, unknown>>): Promise<string> {
  const { status, body } = await world.as('clerk@51001', '/systems', {
    kind: 'facility-system',
    name: 'HIS',
    publisher: 'A',
    scopes: ['dossier.submit'],
    ...proof,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  await world.as('admin', `/clients/${String(body['client'])}/confirm`, {})
  return String(body['client'])
}

const send = (token: string, certificate?: TestCertificate) =>
  call('/intake/dossiers', { headers: { authorization: `Bearer ${token}` } }, certificate)

describe('a system with a certificate of its own', () => {
  test('gets a token by showing it, and uses the token only while it shows it', async () => {
    const client = await register({ keys: [{ certificate: own.pem }] })
    const given = await ask(client, own)
    expect(given.status, JSON.stringify(given.body)).toBe(200)
    const token = String(given.body['access_token'])
    expect(await send(token, own)).toMatchObject({ status: 200, body: { facility: '51001' } })

    const before = await world.refusals()
    isRefused(await send(token))
    isRefused(await send(token, issued))
    isRefused(await send(token, makeCertificate({ name: own.name })))
    expect(await world.refusals()).toBeGreaterThan(before)
    const overHttp = await world.call('/intake/dossiers', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    isRefused(overHttp)
  })

  test('gets none with another certificate, none, or one of the same name', async () => {
    const client = await register({ keys: [{ certificate: own.pem }] })
    for (const shown of [undefined, issued, makeCertificate({ name: own.name })])
      isRefused(await ask(client, shown))
  })

  test('changes its certificate without a gap', async () => {
    const client = await register({ keys: [{ certificate: own.pem }] })
    const next = makeCertificate({ name: 'HIS 51001' })
    await world.as('clerk@51001', `/systems/${client}/keys`, { certificate: next.pem })
    expect((await ask(client, own)).status).toBe(200)
    expect((await ask(client, next)).status).toBe(200)
  })

  test('cannot be registered with one that has run out', async () => {
    const spent = makeCertificate({
      name: 'HIS',
      from: new Date(Date.now() - 20 * 86_400_000),
      until: new Date(Date.now() - 86_400_000),
    })
    const { status, body } = await world.as('clerk@51001', '/systems', {
      kind: 'facility-system',
      name: 'HIS',
      publisher: 'A',
      scopes: ['dossier.submit'],
      keys: [{ certificate: spent.pem }],
    })
    expect([status, body['problems']]).toMatchObject([422, [{ code: 'access.key-life' }]])
  })
})

describe('a system with a certificate of an authority', () => {
  test('is known by the name in it, when an authority of ours issued it', async () => {
    const client = await register({ certificateSubject: 'CN=LIS 51001' })
    const given = await ask(client, issued)
    expect(given.status, JSON.stringify(given.body)).toBe(200)
    expect((await send(String(given.body['access_token']), issued)).status).toBe(200)
    const spent = makeCertificate({
      name: issued.name,
      by: authority,
      until: new Date(Date.now() - 60_000),
    })
    for (const shown of [
      undefined,
      makeCertificate({ name: issued.name }),
      makeCertificate({ name: issued.name, by: stranger }),
      makeCertificate({ name: issued.name, by: issued }),
      makeCertificate({ name: 'LIS 51001x', by: authority }),
      spent,
    ])
      isRefused(await ask(client, shown))
  })
})

describe('a certificate that a proxy tells of', () => {
  const header = () => {
    const [, body = ''] = /CERTIFICATE-----([^-]*)/.exec(own.pem) ?? []
    return `:${body.replaceAll(/\s/g, '')}:`
  }
  const form = (client: string) => ({
    grant_type: 'client_credentials',
    scope: 'dossier.submit',
    client_id: client,
  })

  test('is believed from a proxy that is trusted, in both ways of writing', async () => {
    const client = await register({ keys: [{ certificate: own.pem }] })
    expect((await world.token(form(client), { 'client-cert': header() })).status).toBe(200)
    const escaped = { 'x-ssl-client-cert': encodeURIComponent(own.pem) }
    expect((await world.token(form(client), escaped)).status).toBe(200)
    for (const wrong of [':AAAA:', 'AAAA', '', '::', '%zz', ':'.repeat(5_000)])
      for (const name of ['client-cert', 'x-ssl-client-cert'])
        isRefused(await world.token(form(client), { [name]: wrong }))
  })

  test('is not believed from anybody else', async () => {
    await using open = await oauthWorld()
    const { body } = await open.as('clerk@51001', '/systems', {
      kind: 'facility-system',
      name: 'HIS',
      publisher: 'A',
      scopes: ['dossier.submit'],
      keys: [{ certificate: own.pem }],
    })
    const client = String(body['client'])
    await open.as('admin', `/clients/${client}/confirm`, {})
    isRefused(await open.token(form(client), { 'client-cert': header() }))
  })
})
