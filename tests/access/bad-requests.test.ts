import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composedHouse, type House } from './composed-house.ts'

let house: House
let token: string

beforeAll(async () => {
  house = await composedHouse()
  token = await house.token('clerk@01999')
})
afterAll(() => house[Symbol.asyncDispose]())

/** What must not be in any answer to nonsense: where we live, how we are made, what the database said. */
const LEAKS =
  /node_modules|\.ts:\d|\bat \w+ \(|\/work\/|\/tmp\/|postgres|kysely|fastify|FST_|select |syntax error|ECONN/i

/** Sends bytes as they are, without a client that would mend them, and reads until the server closes or falls silent. */
function sendRaw(text: string | Buffer, waitMs = 1_500): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(house.port, '127.0.0.1')
    let said = ''
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(said)
    }
    const timer = setTimeout(end, waitMs)
    socket.on('data', (part) => (said += part.toString('latin1')))
    socket.on('close', end)
    socket.on('error', end)
    socket.write(text)
  })
}

/** The status of every answer on a line. */
const statuses = (said: string) =>
  [...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))

function expectRefusal(said: string, what: string): void {
  const all = statuses(said)
  for (const status of all) {
    expect(status, `${what}: ${said.slice(0, 300)}`).toBeGreaterThanOrEqual(400)
    expect(status, `${what}: ${said.slice(0, 300)}`).toBeLessThan(500)
  }
  expect(said, what).not.toMatch(LEAKS)
}

const request = (line: string, ...headers: string[]) =>
  `${[line, 'Host: mach', 'Connection: close', `Authorization: Bearer ${token}`, ...headers].join('\r\n')}\r\n\r\n`

describe('a path that tries to leave', () => {
  test.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%252f..%252fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets/..%00/package.json',
    '/assets/%',
    '/assets/%zz',
    '//etc/passwd',
    '/..;/secrets.json',
    '/assets/....//....//secrets.json',
    '/intake/submissions/..%2f..%2fhealth',
    '/intake/submissions/%00',
    '/intake/submissions/%E0%80%AF',
  ])('%s gets nothing', async (path) => {
    const said = await sendRaw(request(`GET ${path} HTTP/1.1`))
    expectRefusal(said, path)
    expect(said).not.toMatch(/"dependencies"|masterKey|root:/)
  })

  test('that is very long gets nothing', async () => {
    expectRefusal(
      await sendRaw(request(`GET /intake/submissions/${'a'.repeat(3_000)} HTTP/1.1`)),
      'a long path',
    )
    expectRefusal(
      await sendRaw(request(`GET /intake/submissions?${'a=1&'.repeat(2_000)} HTTP/1.1`)),
      'a long query',
    )
  })

  test('that is absolute or an authority is none of ours', async () => {
    for (const target of ['http://elsewhere.example/session/', 'elsewhere.example:443'])
      for (const method of ['GET', 'CONNECT'])
        expectRefusal(await sendRaw(request(`${method} ${target} HTTP/1.1`)), `${method} ${target}`)
  })
})

describe('a method that is another', () => {
  test.each(['TRACE', 'TRACK', 'DEBUG', 'PROPFIND', 'PATCH', 'FOO', 'get'])(
    '%s opens nothing',
    async (method) => expectRefusal(await sendRaw(request(`${method} /session HTTP/1.1`)), method),
  )

  test('cannot be put into a header or a parameter', async () => {
    const asked = await fetch(`${house.origin}/intake/submissions?_method=DELETE`, {
      headers: {
        authorization: `Bearer ${token}`,
        'x-http-method-override': 'DELETE',
        'x-method-override': 'DELETE',
      },
    })
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain('request.unknown-parameter')
  })
})

describe('headers', () => {
  test('of more than 16 KiB are refused with 431', async () => {
    const said = await sendRaw(request('GET /health HTTP/1.1', `X-Large: ${'a'.repeat(20_000)}`))
    expect(statuses(said)).toEqual([431])
    expect(said).toContain('request.headers-too-large')
    expect(said).toContain("content-security-policy: default-src 'none'")
  })

  test('with line ends, NUL or no name are no HTTP', async () => {
    for (const header of ['X: a\u0000b', ': a', 'X y: a', 'X\u0001: a', 'X: a\n evil: b\rc'])
      expectRefusal(await sendRaw(request('GET /session HTTP/1.1', header)), JSON.stringify(header))
  })

  test('without a host, or with two, are refused', async () => {
    expect(statuses(await sendRaw('GET /health HTTP/1.1\r\nConnection: close\r\n\r\n'))).toEqual([
      400,
    ])
  })
})

describe('a line that means two things to two readers', () => {
  const smuggled = 'GET /session HTTP/1.1\r\nHost: mach\r\n\r\n'
  test.each<[string, readonly string[], string]>([
    ['length and chunks', ['Content-Length: 6', 'Transfer-Encoding: chunked'], '0\r\n\r\nG'],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 50'], `hello${smuggled}`],
    ['a length with a sign', ['Content-Length: +5'], `hello${smuggled}`],
    ['a length in words', ['Content-Length: 5, 5'], `hello${smuggled}`],
    ['chunks in disguise', ['Transfer-Encoding: xchunked'], `5\r\nhello\r\n0\r\n\r\n${smuggled}`],
    ['chunks twice', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${smuggled}`],
    ['a space before the colon', ['Content-Length : 5'], `hello${smuggled}`],
    ['a chunk of no number', ['Transfer-Encoding: chunked'], `zz\r\nhello\r\n0\r\n\r\n${smuggled}`],
    ['a chunk too large', ['Transfer-Encoding: chunked'], `fffffffffffffffff\r\nhello\r\n`],
    ['a chunk ended by a line feed', ['Transfer-Encoding: chunked'], `5\nhello\r\n0\r\n\r\n`],
  ])('%s: is refused, and nothing hides behind it', async (what, headers, body) => {
    const head = ['POST /demo/token HTTP/1.1', 'Host: mach', 'Content-Type: application/json']
    const said = await sendRaw(`${[...head, ...headers].join('\r\n')}\r\n\r\n${body}`)
    expectRefusal(said, what)
    expect(statuses(said).length, what).toBeLessThanOrEqual(1)
  })
})

describe('a sender who is slow', () => {
  test('has time-outs for headers and body that no sender can lift', () => {
    const { server } = house.composed.door.app
    expect(server.headersTimeout).toBeLessThanOrEqual(15_000)
    expect(server.requestTimeout).toBeLessThanOrEqual(60_000)
    expect(server.maxConnections).toBeLessThanOrEqual(10_000)
    expect(server.maxHeadersCount).toBeLessThanOrEqual(100)
  })
})

const post = (path: string, body: string, type = 'application/json') =>
  fetch(`${house.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${token}` },
    body,
  })

describe('a body that is not what it says', () => {
  test.each<[string, string, string, number]>([
    ['JSON cut short', '{"account":', 'application/json', 422],
    ['JSON a thousand deep', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, 'application/json', 422],
    ['JSON half a million deep', '['.repeat(500_000), 'application/json', 422],
    ['objects a thousand deep', '{"a":'.repeat(1_000), 'application/json', 422],
    [
      '__proto__',
      '{"account":"admin","__proto__":{"role":"administrator"}}',
      'application/json',
      422,
    ],
    [
      'constructor',
      '{"account":"x","constructor":{"prototype":{"isAdmin":true}}}',
      'application/json',
      422,
    ],
    [
      'mass assignment',
      '{"account":"clerk@01999","role":"administrator"}',
      'application/json',
      422,
    ],
    ['a list for an object', '[]', 'application/json', 422],
    ['a number for an object', '7', 'application/json', 422],
    ['XML for JSON', '<account>admin</account>', 'application/xml', 415],
    ['a form for JSON', 'account=admin', 'application/x-www-form-urlencoded', 415],
    ['text for JSON', '{"account":"admin"}', 'text/plain', 415],
    ['bytes of half a megabyte for JSON', 'x'.repeat(500_000), 'application/octet-stream', 415],
    ['no type', '{"account":"admin"}', 'nonsense', 415],
  ])('%s is refused', async (_what, body, type, status) => {
    const answer = await post('/demo/token', body, type)
    const text = await answer.text()
    expect(answer.status, text.slice(0, 300)).toBe(status)
    expect(text).not.toMatch(LEAKS)
    expect(text.length).toBeLessThan(2_000)
  })

  test('pollutes nothing: an object made afterwards is plain', async () => {
    await post('/demo/token', '{"__proto__":{"polluted":"yes"}}')
    await fetch(
      `${house.origin}/session?__proto__[polluted]=yes&constructor.prototype.polluted=yes`,
    )
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('parameters', () => {
  test.each([
    '/intake/submissions?limit=10&limit=20',
    '/intake/submissions?limit[]=10',
    '/intake/submissions?limit[gt]=1',
    '/intake/submissions?unknown=1',
    '/intake/submissions?__proto__=1',
    '/intake/submissions?constructor=1',
    '/intake/submissions?limit=%00',
    '/intake/submissions?limit=1e9',
    "/intake/submissions?from=2026-01-01'%20or%201=1--",
  ])('%s is refused', async (path) => {
    const said = await sendRaw(request(`GET ${path} HTTP/1.1`))
    expectRefusal(said, path)
    expect(statuses(said)).toHaveLength(1)
  })
})

test('after all of it the server failed nowhere, and still answers', async () => {
  expect(house.logged.filter((line) => line.includes('request.failed'))).toEqual([])
  expect((await fetch(`${house.origin}/ready`)).status).toBe(200)
})
