import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { tlsOf } from '../src/commands/up.ts'
import { makeCertificate, type TestCertificate } from './access/certificates.ts'
import { startWorld, type World } from './world.ts'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const authority = makeCertificate({ name: 'authority', authority: true })
let folder: string
let files: { certificate: string; key: string }
let world: World
let port: number

async function put(certificate: TestCertificate): Promise<void> {
  await writeFile(files.certificate, certificate.pem)
  await writeFile(files.key, certificate.key.export({ type: 'pkcs8', format: 'pem' }))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-tls-'))
  files = { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') }
  await put(makeCertificate({ name: 'first', by: authority }))
  const tls = tlsOf({ 'tls-cert': files.certificate, 'tls-key': files.key }, {})
  world = await startWorld((on) => {
    port = on
    return {
      ...tls,
      MACH_ORIGIN: `https://127.0.0.1:${on}`,
      MACH_DEMO: 'no',
      MACH_SERVER_PROCESSES: '2',
    }
  })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A real client: the version that was spoken, whose certificate was shown, and the first line of the answer. */
function call(
  more: ConnectionOptions = {},
): Promise<{ protocol: string; name: string; line: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca: authority.pem, ...more }, () => {
      const protocol = socket.getProtocol() ?? ''
      const name = String(socket.getPeerCertificate().subject.CN)
      socket.once('data', (bytes) => {
        resolve({ protocol, name, line: bytes.toString().split('\r\n')[0] ?? '' })
        socket.destroy()
      })
      socket.write('GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n')
    })
    socket.once('error', reject)
  })
}

test('a running server speaks TLS 1.3 to a real client, and nothing lower', async () => {
  expect(await call()).toEqual({ protocol: 'TLSv1.3', name: 'first', line: 'HTTP/1.1 200 OK' })
  for (const version of ['TLSv1.2', 'TLSv1.1', 'TLSv1'] as const) {
    const old = { minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const
    await expect(call(old), version).rejects.toThrow(/protocol version|alert|ECONNRESET/i)
  }
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
})

test('a renewed certificate is shown after SIGHUP by every process, and a faulty one by none', async () => {
  await put(makeCertificate({ name: 'renewed', by: authority }))
  world.server.process.kill('SIGHUP')
  const names = async () =>
    new Set((await Promise.all(Array.from({ length: 6 }, () => call()))).map(({ name }) => name))
  await expect.poll(names, { timeout: 30_000 }).toEqual(new Set(['renewed']))
  await writeFile(files.certificate, 'no certificate')
  world.server.process.kill('SIGHUP')
  for (let round = 0; round < 3; round += 1) expect(await names()).toEqual(new Set(['renewed']))
})

test('certificate and key come from the words, else from the settings, and never one alone', () => {
  expect(tlsOf({}, {})).toBeUndefined()
  const settings = { MACH_TLS_CERT: '/a', MACH_TLS_KEY: '/b' }
  expect(tlsOf({}, settings)).toEqual(settings)
  expect(tlsOf({ 'tls-cert': '/c', 'tls-key': '/d' }, settings)).toEqual({
    MACH_TLS_CERT: '/c',
    MACH_TLS_KEY: '/d',
  })
  expect(() => tlsOf({ 'tls-cert': '/c' }, {})).toThrow('given together')
})
