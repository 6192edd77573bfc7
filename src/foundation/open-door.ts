import { gunzip } from 'node:zlib'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { ProblemTexts } from '#vocabulary/bilingual'
import type { ProblemKind } from '#vocabulary/outcome'
import { nameGivenTwice, nestsTooDeep } from './json-body.ts'
import { answerUnread, type Listening } from './listening.ts'
import { securityHeaders } from './security-headers.ts'
import { type Door, refuseWith } from './serve.ts'

/** What a body may grow to when unpacked: 20 MiB, the largest dossier file that is read. */
export const UNPACKED_BYTES_MAX = 20 * 1024 * 1024

/** A sender that stops in the middle is let go after 60 s. */
const REQUEST_MS_MAX = 60_000

/** What stands beside the door; a test may leave it out. */
export type Guards = {
  /** How the server listens; plain HTTP when not given. */
  readonly listening?: Listening
  /** Whether browsers reach us by TLS, and shall insist on it. */
  readonly isByTls?: boolean
  readonly limit?: Door['limit']
  readonly scan?: Door['scan']
  readonly onForged?: Door['onForged']
}

/**
 * Makes the door behind which all rooms put their routes: limits, unpacking, and one way to say no.
 *
 * A body of `application/json` is parsed; any other arrives as bytes, gzip taken off within the limit.
 * A failure of ours answers 500 `server.failed` and is logged; nothing a sender does leads there.
 */
export function openDoor(
  texts: ProblemTexts,
  identify: Door['identify'],
  onForbidden: Door['onForbidden'],
  logFailure: (error: unknown) => void,
  isConfirmed?: Door['isConfirmed'],
  { listening, isByTls = false, limit, scan, onForged }: Guards = {},
): Door {
  const setHeaders = securityHeaders(isByTls)
  const app = fastify({
    bodyLimit: UNPACKED_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    trustProxy: false,
    ...(listening === undefined ? {} : { serverFactory: listening.makeServer }),
    // An address that cannot be decoded never reaches a hook.
    frameworkErrors: (_error, _request, reply) => {
      setHeaders(reply.raw)
      void refuseWith(door, reply, [{ kind: 'incorrect', code: 'request.malformed' }])
    },
    clientErrorHandler: (error, socket) =>
      answerUnread(error, socket, (code) => ({ kind: 'incorrect', code, ...texts[code] })),
  })
  const door: Door = {
    app,
    identify,
    onForbidden,
    isConfirmed,
    limit,
    scan,
    onForged,
    texts,
    promises: [],
  }
  app.addHook('onRequest', (_request, reply, done) => {
    setHeaders(reply.raw)
    done()
  })
  readBodies(app)
  app.addHook('onSend', async (_request, reply) => {
    // What is answered here is somebody's data; only files with a digest in their name say otherwise.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
  answerFailures(door, logFailure)
  return door
}

function readBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = encodingOf(request)
    const isKnown = encoding === '' || encoding === 'identity' || encoding === 'gzip'
    if (!isKnown || (encoding === 'gzip' && isJson(request))) {
      throw new UnreadBody(415, 'unsupported', 'request.unsupported-encoding')
    }
    return payload
  })
  app.removeContentTypeParser('text/plain')
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (nestsTooDeep(String(body)))
      return done(new UnreadBody(422, 'incorrect', 'request.too-deep', ''))
    const twice = nameGivenTwice(String(body))
    if (twice !== undefined)
      return done(new UnreadBody(422, 'incorrect', 'request.given-twice', twice.slice(0, 200)))
    return parseJson(request, String(body), done)
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (encodingOf(request) !== 'gzip') return done(null, body)
    gunzip(body, { maxOutputLength: UNPACKED_BYTES_MAX }, (error, unpacked) => {
      if (!error) return done(null, unpacked)
      const tooLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      done(
        tooLarge
          ? new UnreadBody(413, 'too-large', 'request.too-large')
          : new UnreadBody(422, 'incorrect', 'request.not-gzip'),
      )
    })
  })
}

function encodingOf({ headers }: FastifyRequest): string {
  return (headers['content-encoding'] ?? '').trim().toLowerCase()
}

/** JSON is small, and read as it comes: packed JSON is not supported. */
function isJson({ headers }: FastifyRequest): boolean {
  return (headers['content-type'] ?? '').trim().toLowerCase().startsWith('application/json')
}

/** Why a body could not be read; how the failure reaches the answer. Never leaves this file. */
class UnreadBody extends Error {
  readonly statusCode: number
  readonly kind: ProblemKind
  readonly problem: string
  readonly at: string

  constructor(statusCode: number, kind: ProblemKind, problem: string, at = 'Content-Encoding') {
    super(problem)
    this.statusCode = statusCode
    this.kind = kind
    this.problem = problem
    this.at = at
  }
}

function answerFailures(door: Door, logFailure: (error: unknown) => void): void {
  const say = (reply: FastifyReply, kind: ProblemKind, code: string, at?: string) =>
    refuseWith(door, reply, [at === undefined ? { kind, code } : { kind, code, at }])

  door.app.setNotFoundHandler((_request: FastifyRequest, reply: FastifyReply) =>
    say(reply, 'not-found', 'request.unknown-path'),
  )
  door.app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error instanceof UnreadBody) {
      return say(reply, error.kind, error.problem, error.at === '' ? undefined : error.at)
    }
    if (error.statusCode === 413) return say(reply, 'too-large', 'request.too-large')
    if (error.statusCode === 415) {
      return say(reply, 'unsupported', 'request.unsupported-content-type', 'Content-Type')
    }
    if (error.statusCode !== undefined && error.statusCode < 500)
      return say(reply, 'incorrect', 'request.malformed')
    logFailure(error)
    return reply.code(500).send({
      problems: [{ kind: 'failure', code: 'server.failed', ...door.texts['server.failed'] }],
    })
  })
}
