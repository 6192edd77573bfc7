import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as ask } from 'node:https'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../tests/access/certificates.ts'
import { hostInUrl } from './addresses.ts'
import { freePort } from './embedded-postgres.ts'
import { type Listening, openListening, type TlsFiles } from './listening.ts'
import { openDoor } from './open-door.ts'
import { foundationTexts } from './problem-texts.ts'

let folder: string
const authority = makeCertificate({ name: 'authority', authority: true })
const files = (): TlsFiles => ({
  certificate: join(folder, 'server.pem'),
  key: join(folder, 'server.key'),
  clientAuthorities: join(folder, 'clients.pem'),
  versionMin: 'TLSv1.3',
})

async function put(certificate: TestCertificate): Promise<void> {
  await writeFile(files().certificate, certificate.pem)
  await writeFile(files().key, certificate.key.export({ type: 'pkcs8', format: 'pem' }))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-tls-'))
  await writeFile(join(folder, 'clients.pem'), authority.pem)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function listen(listening: Listening, host = '127.0.0.1') {
  const port = await freePort()
  const nobody = () => Promise.resolve(undefined)
  const door = openDoor(
    foundationTexts,
    nobody,
    () => Promise.resolve(),
    () => undefined,
    undefined,
    {
      listening,
      isByTls: true,
    },
  )
  door.app.get('/who', (request, reply) => {
    const socket = request.raw.socket as TLSSocket
    const name = socket.authorized ? socket.getPeerCertificate().subject.CN : 'nobody'
    return reply.send({
      name,
      protocol: socket.getProtocol?.() ?? 'plain',
      address: request.ip,
    })
  })
  await door.app.listen({ host, port })
  return { port, [Symbol.asyncDispose]: () => door.app.close() }
}

type Answer = { status: number; body: string; hsts: string; server: string }

function call(port: number, settings: object = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = ask(
      { host: '127.0.0.1', port, path: '/who', ca: authority.pem, agent: false, ...settings },
      (response) => {
        const server = (response.socket as TLSSocket).getPeerCertificate().subject.CN
        let body = ''
        response.on('data', (part: Buffer) => (body += part.toString()))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            hsts: String(response.headers['strict-transport-security']),
            server: String(server),
          }),
        )
      },
    )
    call.on('error', reject)
    call.end()
  })
}

test('the server speaks TLS 1.3 itself, says so to browsers, and refuses older versions', async () => {
  await put(makeCertificate({ name: 'first', by: authority }))
  await using served = await listen(await openListening(files()))
  const answer = await call(served.port)
  expect(answer).toMatchObject({ status: 200, server: 'first' })
  expect(JSON.parse(answer.body)).toMatchObject({ protocol: 'TLSv1.3', name: 'nobody' })
  expect(answer.hsts).toContain('max-age=63072000')
  await expect(call(served.port, { maxVersion: 'TLSv1.2' })).rejects.toThrow()
})

test('an operator may allow TLS 1.2, not 1.1', async () => {
  await put(makeCertificate({ name: 'first', by: authority }))
  await using served = await listen(await openListening({ ...files(), versionMin: 'TLSv1.2' }))
  const answer = await call(served.port, { maxVersion: 'TLSv1.2' })
  expect(JSON.parse(answer.body)).toMatchObject({ protocol: 'TLSv1.2' })
  await expect(
    call(served.port, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }),
  ).rejects.toThrow()
})

test('a client certificate of a known authority names its owner; of another it names nobody', async () => {
  await put(makeCertificate({ name: 'first', by: authority }))
  await using served = await listen(await openListening(files()))
  const show = (one: TestCertificate) =>
    call(served.port, { cert: one.pem, key: one.key.export({ type: 'pkcs8', format: 'pem' }) })
  const known = await show(makeCertificate({ name: 'hospital', by: authority }))
  expect(JSON.parse(known.body)).toMatchObject({ name: 'hospital' })
  const foreign = await show(makeCertificate({ name: 'foreign' }))
  expect(JSON.parse(foreign.body)).toMatchObject({ name: 'nobody' })
})

test('a renewed certificate is used without a restart, a faulty one is not', async () => {
  await put(makeCertificate({ name: 'first', by: authority }))
  const listening = await openListening(files())
  await using served = await listen(listening)
  expect((await call(served.port)).server).toBe('first')
  await put(makeCertificate({ name: 'renewed', by: authority }))
  await listening.reload()
  expect((await call(served.port)).server).toBe('renewed')
  await writeFile(files().certificate, 'no certificate')
  await expect(listening.reload()).rejects.toThrow()
  expect((await call(served.port)).server).toBe('renewed')
})

const hasV6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1')

test.skipIf(!hasV6)(
  'the server listens on IPv6, and an IPv4 caller is served there too',
  async () => {
    await using served = await listen(await openListening(), '::')
    for (const host of ['::1', '127.0.0.1']) {
      const answer = await fetch(`http://${hostInUrl(host)}:${served.port}/who`)
      const { address } = (await answer.json()) as { address: string }
      expect(['::1', '127.0.0.1', '::ffff:127.0.0.1']).toContain(address)
    }
  },
)

test('an address of version 6 stands in brackets in a URL', () => {
  expect(hostInUrl('::1')).toBe('[::1]')
  expect(hostInUrl('127.0.0.1')).toBe('127.0.0.1')
  expect(hostInUrl('mach.example')).toBe('mach.example')
})
