import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { jsonOf, openEnvelope } from './envelope.ts'
import { type Fault, readFaults, strike } from './faults.ts'

/** A batch of 200 profiles stays far below this: 32 MiB. */
const BODY_BYTES_MAX = 32 * 1024 * 1024

/** What one service makes of what it is sent. */
export type Work = {
  readonly path: string
  /** The name by which its references begin. */
  readonly name: string
  /** Takes the content of an envelope in and says what is answered; undefined: it cannot be read. */
  readonly take: (content: unknown, fault: Fault | undefined) => object | undefined
  /** What it holds, for tests and for whoever looks. */
  readonly state: () => object
  /** Other posts, for tests: answers true when it knew the path. */
  readonly tell?: (path: string, content: unknown) => boolean
  readonly clear: () => void
}

type World = {
  readonly secret: string
  readonly work: Work
  readonly faults: Fault[]
  /** Answers by message: the same message gets the first answer again. */
  readonly answers: Map<string, object>
  readonly counts: { calls: number; messages: number; duplicates: number }
  readonly now: () => Date
}

/** A small service of the State with everything in memory: signed envelopes in, signed answers out, faults by script. */
export async function startStateService(settings: {
  readonly port: number
  readonly secret: string
  readonly work: Work
  readonly now: () => Date
}) {
  const { work, secret, now } = settings
  const counts = { calls: 0, messages: 0, duplicates: 0 }
  const world: World = { secret, work, now, faults: [], answers: new Map(), counts }
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(settings.port, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://service')
  const body = await readBody(request)
  if (request.method === 'POST' && url.pathname === world.work.path)
    return answerMessage(world, request, body, response)
  if (url.pathname === '/_control' && request.method === 'POST')
    return control(world, jsonOf(body), response)
  if (url.pathname === '/_state' || url.pathname === '/')
    return json(response, 200, { ...world.counts, ...world.work.state() })
  if (request.method === 'POST' && world.work.tell?.(url.pathname, jsonOf(body)) === true)
    return json(response, 200, {})
  return json(response, 404, { code: 'CM_NOT_FOUND' })
}

async function answerMessage(
  world: World,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  world.counts.calls += 1
  if (request.headers.authorization !== `Bearer ${world.secret}`)
    return json(response, 401, { code: 'CM_UNAUTHORIZED' })
  const fault = strike(world.faults)
  if (fault?.kind === 'down') return response.destroy()
  if (fault?.kind === 'slow') await pause(fault.delayMs)
  if (fault?.kind === '500' || fault?.kind === '503' || fault?.kind === '401')
    return json(response, Number(fault.kind), { code: 'CM_ERROR' })
  if (fault?.kind === 'garbage') return signed(world, response, '<html>', fault)
  const said = take(world, body, fault)
  if (fault?.kind === 'lost-answer') return response.destroy()
  return signed(world, response, JSON.stringify(said), fault)
}

function take(world: World, body: string, fault: Fault | undefined): object {
  const opened = openEnvelope(body)
  if ('refused' in opened) return { code: opened.refused }
  if (fault?.kind === 'refuse') return { code: 'CM_INVALID_REQUEST' }
  const known = world.answers.get(opened.id)
  if (known) {
    world.counts.duplicates += 1
    return known
  }
  const said = world.work.take(opened.content, fault)
  if (said === undefined) return { code: 'CM_INVALID_REQUEST' }
  world.counts.messages += 1
  const reference = `${world.work.name}-${String(world.counts.messages).padStart(6, '0')}`
  const whole = { code: 'CM_SUCCESS', reference, receivedAt: world.now().toISOString(), ...said }
  world.answers.set(opened.id, whole)
  return whole
}

/** Every answer is signed with the shared secret; `wrong-signature` signs with another. */
function signed(world: World, response: ServerResponse, text: string, fault: Fault | undefined) {
  const secret = fault?.kind === 'wrong-signature' ? `${world.secret}?` : world.secret
  const signature = createHmac('sha256', secret).update(text).digest('base64')
  response
    .writeHead(200, { 'content-type': 'application/json', 'x-signature': signature })
    .end(text)
}

/** `{faults:[{kind, times?, delayMs?, record?}]}` replaces the faults; `{reset:true}` also empties the memory. */
function control(world: World, wish: unknown, response: ServerResponse) {
  const given: Readonly<Record<string, unknown>> =
    typeof wish === 'object' && wish !== null ? { ...wish } : {}
  const faults = readFaults(given['faults'] ?? [])
  if (typeof faults === 'string') return json(response, 422, { error: faults })
  world.faults.splice(0, world.faults.length, ...faults)
  if (given['reset'] === true) {
    world.answers.clear()
    world.work.clear()
    Object.assign(world.counts, { calls: 0, messages: 0, duplicates: 0 })
  }
  return json(response, 200, { faults: world.faults })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const piece of request) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > BODY_BYTES_MAX) throw new Error('too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}

function json(response: ServerResponse, status: number, content: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
}
