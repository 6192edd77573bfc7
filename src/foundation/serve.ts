import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ProblemTexts } from '#vocabulary/bilingual'
import type { Caller, Role } from '#vocabulary/caller'
import { type Outcome, type Problem, type ProblemKind, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { BytesContract, Contract } from './contract.ts'
import { personAsked } from './person-asked.ts'

/** Beyond this a JSON request is refused: 1 MiB. Contracts that need more say so. */
const REQUEST_BYTES_MAX = 1_048_576

const STATUS: Readonly<Record<ProblemKind, number>> = {
  incorrect: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  unavailable: 503,
  'too-many': 429,
}

/** Who sent bytes: a caller, or the account of software that signs in by a protocol of its own. */
export type Uploader = Pick<Caller, 'account' | 'name' | 'facility' | 'address'> & {
  readonly role: Role | 'system'
}

/** Everything that all endpoints share. Each room adds its routes to the door; the composition root opens it. */
export type Door = {
  readonly app: FastifyInstance
  /** Who calls, or undefined when nobody signed in. */
  readonly identify: (request: FastifyRequest) => Promise<Caller | undefined>
  /** Called for every refusal by missing right, before the answer leaves. */
  readonly onForbidden: (
    caller: Caller | undefined,
    route: string,
    request: FastifyRequest,
  ) => Promise<void>
  /** Whether the caller proved a moment ago who they are; absent: nobody did, and what asks for it stays closed. */
  readonly isConfirmed?: ((caller: Caller) => boolean) | undefined
  /** Counts a call against the limits; where one is passed, how many seconds to wait. Absent: nothing is counted. */
  readonly limit?:
    | ((
        caller: Caller | undefined,
        promise: Pick<Contract, 'right' | 'path' | 'method'>,
        request: FastifyRequest,
      ) => Promise<number | undefined>)
    | undefined
  /** Told of a request that came with a session cookie but without what only our own pages know. */
  readonly onForged?: ((request: FastifyRequest) => Promise<void>) | undefined
  /** Looks for viruses in bytes that came; a refusal says what is wrong. Absent: nothing is looked for. */
  readonly scan?:
    | ((bytes: Buffer, caller: Uploader, route: string) => Promise<Outcome<undefined>>)
    | undefined
  /** Runs a story so that it leaves evidence before its answer leaves, of the person asked for. Absent: only what the story writes itself. */
  readonly evidence?:
    | (<Value>(
        caller: Caller,
        promise: Pick<Contract, 'right' | 'path' | 'method'>,
        story: () => Promise<Outcome<Value>>,
        person?: RecordId,
      ) => Promise<Outcome<Value>>)
    | undefined
  /** The texts of all rooms' refusals. */
  readonly texts: ProblemTexts
  /** Every contract served, for the permission walk and the API page. */
  readonly promises: (Contract | BytesContract)[]
}

/**
 * Serves one contract. The caller must hold the right it names. The request is parsed on the way in
 * and the answer on the way out, so nothing leaves that the contract does not list.
 */
export function serve<Request extends z.ZodType, Response extends z.ZodType>(
  door: Door,
  promise: Contract<Request, Response>,
  answer: (caller: Caller, request: z.output<Request>) => Promise<Outcome<z.input<Response>>>,
): void {
  door.promises.push(promise)
  door.app.route({
    method: promise.method,
    url: promise.path,
    bodyLimit: promise.requestBytesMax ?? REQUEST_BYTES_MAX,
    handler: async (request, reply) => {
      const caller = await admit(door, promise, request, reply)
      if (!caller.ok) return refuseWith(door, reply, caller.problems)
      const asked = hasUnreadBody(request)
        ? refuse('unsupported', 'request.unsupported-content-type', 'Content-Type')
        : parseRequest(promise, request, true)
      if (!asked.ok) return refuseWith(door, reply, asked.problems)

      const story = () => answer(caller.value, asked.value)
      const about = personAsked(request)
      const outcome = await (door.evidence?.(caller.value, promise, story, about) ?? story())
      if (!outcome.ok) return refuseWith(door, reply, outcome.problems)
      return promise.response.parse(outcome.value)
    },
  })
}

/** What a bytes endpoint is given and gives. */
export type BytesRequest<Query> = {
  readonly query: Query
  readonly body: Buffer
  readonly contentType: string
  readonly raw: FastifyRequest
}
export type BytesAnswer = {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer | string
  readonly headers?: Readonly<Record<string, string>>
}

/** Serves one endpoint that takes or gives bytes. Same right, same refusals; the body is not parsed. */
export function serveBytes<Request extends z.ZodType>(
  door: Door,
  promise: BytesContract<Request>,
  answer: (
    caller: Caller,
    request: BytesRequest<z.output<Request>>,
  ) => Promise<Outcome<BytesAnswer>>,
): void {
  door.promises.push(promise)
  door.app.route({
    method: promise.method,
    url: promise.path,
    bodyLimit: promise.requestBytesMax ?? REQUEST_BYTES_MAX,
    handler: async (request, reply) => {
      const caller = await admit(door, promise, request, reply)
      if (!caller.ok) return refuseWith(door, reply, caller.problems)
      const asked = parseRequest(promise, request, false)
      if (!asked.ok) return refuseWith(door, reply, asked.problems)

      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const clean =
        body.length > 0 && promise.scansContent !== true
          ? await door.scan?.(body, caller.value, promise.path)
          : undefined
      if (clean?.ok === false) return refuseWith(door, reply, clean.problems)
      const contentType =
        (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      const asGiven = { query: asked.value, body, contentType, raw: request }
      const story = () => answer(caller.value, asGiven)
      const about = personAsked(request)
      const outcome = await (door.evidence?.(caller.value, promise, story, about) ?? story())
      if (!outcome.ok) return refuseWith(door, reply, outcome.problems)
      const { status, headers, contentType: type, body: content } = outcome.value
      return reply
        .code(status)
        .headers(headers ?? {})
        .type(type)
        .send(content)
    },
  })
}

const PUBLIC: Omit<Caller, 'address'> = {
  account: 'public',
  name: 'public',
  role: 'citizen',
  rights: new Set(),
}

async function admit(
  door: Door,
  promise: Pick<Contract, 'right' | 'path' | 'method' | 'stepUp'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Outcome<Caller>> {
  const caller = await door.identify(request)
  const waitSeconds = await door.limit?.(caller, promise, request)
  if (waitSeconds !== undefined) {
    void reply.header('retry-after', waitSeconds)
    return refuse('too-many', 'request.too-many')
  }
  if (promise.right === 'public')
    return { ok: true, value: caller ?? { ...PUBLIC, address: request.ip } }
  if (caller?.rights.has(promise.right))
    return promise.stepUp === true && door.isConfirmed?.(caller) !== true
      ? refuse('forbidden', 'access.step-up-needed')
      : { ok: true, value: caller }

  await door.onForbidden(caller, `${promise.method} ${promise.path}`, request)
  return caller
    ? refuse('forbidden', 'access.right-missing')
    : refuse('unauthenticated', 'access.not-signed-in')
}

/** Nothing that people write contains these, and PostgreSQL keeps no text with U+0000. */
// oxlint-disable-next-line no-control-regex -- naming the control characters is what it is for
const ANY_CONTROL = /[\u0000-\u001f]/
/** A reason in a JSON body may have several lines. */
// oxlint-disable-next-line no-control-regex -- naming the control characters is what it is for
const CONTROL_BESIDE_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

/** Where in a value of JSON a text or a name has a control character: `filter.ward`; undefined when nowhere. */
function controlIn(value: unknown, at: string, control: RegExp): string | undefined {
  if (typeof value === 'string') return control.test(value) ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    if (control.test(name)) return at
    const found = controlIn(inner, at === '' ? name : `${at}.${name}`, control)
    if (found !== undefined) return found
  }
  return undefined
}

/** A body that is no JSON, where JSON is awaited. */
function hasUnreadBody({ body }: FastifyRequest): boolean {
  return Buffer.isBuffer(body) && body.length > 0
}

/** What a caller wrote is named back to them, but not at any length. */
const NAMED_CHARACTERS_MAX = 200

/** A name that stands in more than one of address, query and body: which one holds must not be guessed. */
function namedTwice(parts: readonly object[]): string | undefined {
  const names = parts.flatMap((part) => Object.keys(part))
  return names.find((name, place) => names.indexOf(name) !== place)
}

/** Unknown parameters are an error: request schemas are strict objects. */
function parseRequest<Request extends z.ZodType>(
  promise: { readonly request: Request },
  request: FastifyRequest,
  withBody: boolean,
): Outcome<z.output<Request>> {
  const body =
    withBody && typeof request.body === 'object' && request.body !== null ? request.body : {}
  const control =
    controlIn(request.query, '', ANY_CONTROL) ??
    controlIn(request.params, '', ANY_CONTROL) ??
    controlIn(body, '', CONTROL_BESIDE_LINES)
  if (control !== undefined) return refuse('incorrect', 'request.control-character', control)
  const parts = [request.query as object, body, request.params as object]
  const twice = namedTwice(parts)
  if (twice !== undefined)
    return refuse('incorrect', 'request.given-twice', twice.slice(0, NAMED_CHARACTERS_MAX))
  // Not `Object.assign`, which would take `__proto__` for an order and drop the name in silence.
  const asked = promise.request.safeParse(Object.fromEntries(parts.flatMap(Object.entries)))
  if (asked.success) return { ok: true, value: asked.data }

  const [first, ...rest] = asked.error.issues.map(
    (issue): Problem => ({
      kind: 'incorrect',
      code: issue.code === 'unrecognized_keys' ? 'request.unknown-parameter' : 'request.malformed',
      at:
        issue.code === 'unrecognized_keys'
          ? issue.keys.join(', ').slice(0, NAMED_CHARACTERS_MAX)
          : issue.path.join('.').slice(0, NAMED_CHARACTERS_MAX),
    }),
  )
  return {
    ok: false,
    problems: [first ?? { kind: 'incorrect', code: 'request.malformed' }, ...rest],
  }
}

/** Sends a refusal: its status by kind, each problem with its texts. */
export function refuseWith(
  door: Pick<Door, 'texts'>,
  reply: FastifyReply,
  problems: readonly [Problem, ...Problem[]],
) {
  return reply.code(STATUS[problems[0].kind]).send({
    problems: problems.map((problem) => ({ ...problem, ...door.texts[problem.code] })),
  })
}
