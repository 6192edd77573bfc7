import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../tests/access/certificates.ts'
import type { SecurityEvent } from './security-events.ts'
import { openSyslog, syslogLine } from './syslog.ts'

const authority = makeCertificate({ name: 'authority', authority: true })
const stranger = makeCertificate({ name: 'stranger', authority: true })
const alarm: SecurityEvent = {
  at: new Date('2026-11-21T05:00:00Z'),
  rule: 'harvest',
  severity: 'alert',
  subject: 'clerk@51001',
  windowAt: new Date('2026-11-21T05:00:00Z'),
  detail: { count: 300 },
}

type Receiver = {
  readonly server: Server
  readonly address: string
  /** What came, and by which version. */
  readonly got: { text: string; protocol: string }
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** An operations centre that takes events by TLS, and shows a certificate. */
async function receiver(shows: TestCertificate, more: object = {}): Promise<Receiver> {
  const got = { text: '', protocol: '' }
  const open = new Set<TLSSocket>()
  const server = createServer(
    { cert: shows.pem, key: shows.key.export({ type: 'pkcs8', format: 'pem' }), ...more },
    (socket) => {
      open.add(socket)
      got.protocol = socket.getProtocol() ?? ''
      socket.on('error', () => undefined)
      socket.on('data', (bytes: Buffer) => (got.text += bytes.toString()))
    },
  )
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    address: `tls://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a receiver gets events by TLS, each by its length, under the certificate that its authority vouches for', async () => {
  await using centre = await receiver(makeCertificate({ name: 'soc', by: authority }))
  const syslog = openSyslog(centre.address, 'h', 1, authority.pem)
  syslog.send(alarm)
  syslog.send({ ...alarm, subject: 'clerk@01999' })
  const lines = [alarm, { ...alarm, subject: 'clerk@01999' }].map((one) => syslogLine(one, 'h', 1))
  const framed = lines.map((line) => `${Buffer.byteLength(line)} ${line}`).join('')
  await expect.poll(() => centre.got.text).toBe(framed)
  expect(centre.got.protocol).toBe('TLSv1.3')
  syslog.end()
})

test.each([
  ['of an authority that nobody named', makeCertificate({ name: 'soc', by: stranger }), {}],
  [
    'that is over',
    makeCertificate({
      name: 'soc',
      by: authority,
      until: new Date('2026-01-02T00:00:00Z'),
      from: new Date('2026-01-01T00:00:00Z'),
    }),
    {},
  ],
  [
    'with TLS 1.1 alone',
    makeCertificate({ name: 'soc', by: authority }),
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  ],
])('one that shows a certificate %s gets nothing', async (_what, shows, more) => {
  await using centre = await receiver(shows, more)
  const refused = once(centre.server, 'tlsClientError').catch(() => undefined)
  const seen = Promise.race([refused, once(centre.server, 'secureConnection')])
  const syslog = openSyslog(centre.address, 'h', 1, authority.pem)
  syslog.send(alarm)
  await seen
  // By TLS 1.3 the receiver is done before the caller has judged it: a further call tells that the first one ended.
  await expect
    .poll(
      () =>
        new Promise<number>((resolve) =>
          centre.server.getConnections((_e, count) => resolve(count)),
        ),
    )
    .toBe(0)
  expect(centre.got.text).toBe('')
  syslog.end()
})
