import { lookup as resolveName, type LookupAddress } from 'node:dns'
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'

/** What came back, or how the line failed. A failed line is an expected answer, not an exception. */
export type OutgoingAnswer =
  | {
      readonly reached: true
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: Buffer
    }
  | { readonly reached: false; readonly failure: OutgoingFailure }

export type OutgoingFailure =
  /** The address is not a public one and no setting allows it, or the protocol is neither http nor https. */
  'forbidden-address' | 'not-connected' | 'timeout' | 'broken' | 'too-large' | 'too-many-redirects'

export type OutgoingCall = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** Until the connection stands; 5 s when not said. */
  readonly connectMs?: number
  /** The whole call with its redirects; 30 s when not said. */
  readonly totalMs?: number
  /** 2 MiB when not said. */
  readonly answerBytesMax?: number
  /** None are followed when not said. */
  readonly redirectsMax?: number
}

/** Calls the outside. Never rejects. */
export type Outgoing = (url: URL, call?: OutgoingCall) => Promise<OutgoingAnswer>

const CONNECT_MS_MAX = 5_000
const TOTAL_MS_MAX = 30_000
const ANSWER_BYTES_MAX = 2 * 1024 * 1024
/** Connections to one host that are open at once. */
const SOCKETS_MAX = 32

type Resolve = (
  name: string,
  options: { readonly all: true },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void

/**
 * The one way out of the house. A name is resolved and every address it has is judged at the moment of connecting, so
 * that a name cannot be harmless when asked and point inside when used; each redirect is judged again.
 *
 * @param allowed hosts that may lie in a private network, `host` or `host:port` as they stand in an address; the operator's own choice
 * @param resolve how names become addresses; the system's resolver when not given
 */
export function openOutgoing(allowed: readonly string[], resolve: Resolve = resolveName): Outgoing {
  const names = new Set(allowed.map((host) => host.trim().toLowerCase()).filter(Boolean))
  const mayBePrivate = (url: URL) => names.has(url.host) || names.has(url.hostname)
  const free = agentsOf({})
  const guarded = agentsOf({ lookup: guardedLookup(resolve) })
  const follow = async (url: URL, call: OutgoingCall, endsAt: number): Promise<OutgoingAnswer> => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return failed('forbidden-address')
    const isFree = mayBePrivate(url)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!isFree && isIP(host) !== 0 && !isPublicAddress(host)) return failed('forbidden-address')

    const answer = await callOnce(url, call, isFree ? free : guarded, endsAt - performance.now())
    const next = redirectOf(url, answer)
    if (next === undefined || call.redirectsMax === undefined) return answer
    if (call.redirectsMax <= 0) return failed('too-many-redirects')
    if (url.protocol === 'https:' && next.protocol === 'http:') return failed('forbidden-address')
    return follow(next, redirected(call, url, next), endsAt)
  }
  return (url, call = {}) => follow(url, call, performance.now() + (call.totalMs ?? TOTAL_MS_MAX))
}

/** The same guard in the shape of `fetch`, for libraries that take one. Rejects where `fetch` would: when the line fails. */
export function outgoingFetch(outgoing: Outgoing) {
  return async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(address, init)
    const body = Buffer.from(await request.arrayBuffer())
    const answer = await outgoing(new URL(request.url), {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      ...(body.length > 0 ? { body } : {}),
    })
    if (!answer.reached) throw new TypeError(`the call failed: ${answer.failure}`)
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    )
    const isEmpty = answer.status === 204 || answer.status === 304 || answer.body.length === 0
    return new Response(isEmpty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers,
    })
  }
}

type Agents = { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent }

function agentsOf(guard: { readonly lookup?: LookupFunction }): Agents {
  const settings = { keepAlive: true, maxSockets: SOCKETS_MAX, ...guard }
  return {
    'http:': new HttpAgent(settings),
    'https:': new HttpsAgent({ ...settings, minVersion: 'TLSv1.2' }),
  }
}

const CODE_FORBIDDEN = 'EFORBIDDENADDRESS'

/** Refuses a name when one of its addresses is not public: a public name has no business inside. */
function guardedLookup(resolve: Resolve): LookupFunction {
  return (name, options, done) =>
    resolve(name, { all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const [first] = found
      if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
        return done(Object.assign(new Error('forbidden address'), { code: CODE_FORBIDDEN }), '', 0)
      if (options.all === true) return done(null, found)
      done(null, first.address, first.family)
    })
}

const failed = (failure: OutgoingFailure): OutgoingAnswer => ({ reached: false, failure })

function callOnce(
  url: URL,
  call: OutgoingCall,
  agents: Agents,
  totalMs: number,
): Promise<OutgoingAnswer> {
  return new Promise((resolve) => {
    const isSecure = url.protocol === 'https:'
    const { body } = call
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: call.method ?? 'GET',
      agent: isSecure ? agents['https:'] : agents['http:'],
      headers: { ...call.headers, ...(body ? { 'content-length': body.length } : {}) },
    })
    const finish = (answer: OutgoingAnswer) => {
      clearTimeout(connecting)
      clearTimeout(whole)
      resolve(answer)
      if (!answer.reached) request.destroy()
    }
    const give = (failure: OutgoingFailure) => finish(failed(failure))
    const connecting = setTimeout(() => give('not-connected'), call.connectMs ?? CONNECT_MS_MAX)
    const whole = setTimeout(() => give('timeout'), Math.max(0, totalMs))
    let isConnected = false
    whenConnected(request, isSecure, () => {
      isConnected = true
      clearTimeout(connecting)
    })
    request.on('error', (error) => {
      if ('code' in error && error.code === CODE_FORBIDDEN) return give('forbidden-address')
      give(isConnected ? 'broken' : 'not-connected')
    })
    request.on('response', (response) =>
      readAnswer(response, call.answerBytesMax ?? ANSWER_BYTES_MAX, finish),
    )
    request.end(body)
  })
}

function whenConnected(request: ClientRequest, isSecure: boolean, done: () => void): void {
  request.on('socket', (socket) =>
    socket.connecting ? socket.once(isSecure ? 'secureConnect' : 'connect', done) : done(),
  )
}

function readAnswer(
  response: IncomingMessage,
  bytesMax: number,
  finish: (answer: OutgoingAnswer) => void,
): void {
  const parts: Buffer[] = []
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size > bytesMax) return finish(failed('too-large'))
    parts.push(part)
  })
  response.on('error', () => finish(failed('broken')))
  response.on('end', () =>
    finish({
      reached: true,
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(parts),
    }),
  )
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

function redirectOf(from: URL, answer: OutgoingAnswer): URL | undefined {
  if (!answer.reached || !REDIRECTS.has(answer.status)) return undefined
  const { location } = answer.headers
  return location !== undefined && URL.canParse(location, from)
    ? new URL(location, from)
    : undefined
}

/** What may travel on: to another origin nothing that proves who we are, and never a body a second time. */
function redirected(call: OutgoingCall, from: URL, to: URL): OutgoingCall {
  const { body: _body, headers = {}, redirectsMax = 0, ...rest } = call
  const kept = Object.entries(headers).filter(
    ([name]) => from.origin === to.origin || /^accept(?:-|$)/i.test(name),
  )
  const method = call.method === 'HEAD' ? 'HEAD' : 'GET'
  return { ...rest, method, headers: Object.fromEntries(kept), redirectsMax: redirectsMax - 1 }
}
