import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { openOutgoing, outgoingFetch } from './outgoing.ts'

let inside: Server
let port: number
let asked: string[]

beforeAll(async () => {
  inside = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    if (request.url?.startsWith('/to?') === true)
      return response.writeHead(302, { location: decodeURIComponent(request.url.slice(4)) }).end()
    if (request.url === '/large') return response.end('x'.repeat(5_000))
    if (request.url === '/silent') return undefined
    response.end('inside')
  })
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  port = (inside.address() as AddressInfo).port
  asked = []
})

afterAll(() => {
  inside.closeAllConnections()
  inside.close()
})

const at = (host: string, path = '/') => new URL(`http://${host}:${port}${path}`)
const forbidden = { reached: false, failure: 'forbidden-address' }

describe('an address that is not public', () => {
  test.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
    '',
  ])('%s is told from a public one', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each(['8.8.8.8', '203.162.4.190', '172.32.0.1', '2405:4800::1', '2606:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('a call to the inside', () => {
  const outgoing = openOutgoing([])

  test.each(['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '[::1]', '[::ffff:127.0.0.1]'])(
    'is refused however the address is written: %s',
    async (host) => {
      asked = []
      expect(await outgoing(at(host))).toEqual(forbidden)
      expect(asked).toEqual([])
    },
  )

  test('is refused when a name leads there', async () => {
    asked = []
    expect(await outgoing(at('localhost'))).toEqual(forbidden)
    expect(asked).toEqual([])
  })

  test('is refused when the name has one public and one private address', async () => {
    const resolving = openOutgoing([], (_name, _options, done) =>
      done(null, [
        { address: '203.162.4.190', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]),
    )
    expect(await resolving(at('portal.example'))).toEqual(forbidden)
  })

  test('is judged when connecting, not before: a name that changes its address gains nothing', async () => {
    let asks = 0
    const rebinding = openOutgoing([], (_name, _options, done) => {
      asks += 1
      done(null, [{ address: asks === 1 ? '169.254.169.254' : '127.0.0.1', family: 4 }])
    })
    expect(await rebinding(at('rebind.example'))).toEqual(forbidden)
    expect(await rebinding(at('rebind.example'))).toEqual(forbidden)
    expect(asks).toBe(2)
  })

  test('is refused for any other protocol', async () => {
    for (const address of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:text/plain,x'])
      expect(await outgoing(new URL(address))).toEqual(forbidden)
  })
})

describe('a host that the operator allows', () => {
  test('is reached, on its port only', async () => {
    const outgoing = openOutgoing([`127.0.0.1:${port}`])
    expect(await outgoing(at('127.0.0.1'))).toMatchObject({ reached: true, status: 200 })
    expect(await outgoing(new URL('http://127.0.0.1:1/'))).toEqual(forbidden)
  })

  test('may redirect to itself, but not to the rest of the inside', async () => {
    const outgoing = openOutgoing([`127.0.0.1:${port}`])
    const to = (place: string) => at('127.0.0.1', `/to?${encodeURIComponent(place)}`)
    expect(await outgoing(to('/'), { redirectsMax: 2 })).toMatchObject({ status: 200 })
    expect(await outgoing(to(at('localhost').href), { redirectsMax: 2 })).toEqual(forbidden)
    expect(await outgoing(to('http://169.254.169.254/latest'), { redirectsMax: 2 })).toEqual(
      forbidden,
    )
    expect(await outgoing(to('/'))).toMatchObject({ status: 302 })
  })

  test('gets no proof of who we are for another origin by a redirect, and may not redirect for ever', async () => {
    const outgoing = openOutgoing([`127.0.0.1:${port}`, `localhost:${port}`])
    const to = (place: string) => at('127.0.0.1', `/to?${encodeURIComponent(place)}`)
    asked = []
    const headers = { authorization: 'Bearer secret' }
    await outgoing(to(at('localhost', '/seen').href), { headers, redirectsMax: 1 })
    expect(asked.at(-1)).toBe('GET /seen -')
    const circle = to('/to?%2Fto%3F%252F')
    expect(await outgoing(circle, { redirectsMax: 1 })).toEqual({
      reached: false,
      failure: 'too-many-redirects',
    })
  })

  test('may neither answer without end nor stay silent for ever', async () => {
    const outgoing = openOutgoing([`127.0.0.1:${port}`])
    expect(await outgoing(at('127.0.0.1', '/large'), { answerBytesMax: 1_000 })).toEqual({
      reached: false,
      failure: 'too-large',
    })
    expect(await outgoing(at('127.0.0.1', '/silent'), { totalMs: 200 })).toEqual({
      reached: false,
      failure: 'timeout',
    })
  })

  test('serves libraries that want a fetch; a forbidden address rejects', async () => {
    const guarded = outgoingFetch(openOutgoing([`127.0.0.1:${port}`]))
    expect(await (await guarded(at('127.0.0.1').href)).text()).toBe('inside')
    await expect(guarded('http://169.254.169.254/')).rejects.toThrow('forbidden-address')
  })
})
