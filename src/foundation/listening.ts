import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createSecureServer, Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { RAW_HEADERS } from './security-headers.ts'

/** The certificate of the server and whom it asks for one, as PEM files. */
export type TlsFiles = {
  readonly certificate: string
  readonly key: string
  /** Authorities whose client certificates are asked for; a caller without one is still served, as nobody. */
  readonly clientAuthorities?: string
  readonly versionMin: 'TLSv1.2' | 'TLSv1.3'
}

/** All headers of a request together; cookies and a long query stay far below: 16 KiB. */
const HEADER_BYTES_MAX = 16 * 1024
const HEADERS_MAX = 100
/** A sender that has not finished its headers is let go after 15 s, one that stops in the body after 60 s. */
const HEADERS_MS_MAX = 15_000
const REQUEST_MS_MAX = 60_000
const KEPT_OPEN_MS = 72_000
/** How often those time-outs are looked at. */
const LOOK_EVERY_MS = 5_000
/** Open connections of one process; more wait at the operating system. */
const CONNECTIONS_MAX = 10_000

const LIMITS: ServerOptions = {
  maxHeaderSize: HEADER_BYTES_MAX,
  headersTimeout: HEADERS_MS_MAX,
  requestTimeout: REQUEST_MS_MAX,
  keepAliveTimeout: KEPT_OPEN_MS,
  connectionsCheckingInterval: LOOK_EVERY_MS,
  requireHostHeader: true,
  insecureHTTPParser: false,
}

/** How the server listens: the limits of a connection, and TLS where files are given. */
export type Listening = {
  readonly makeServer: (handler: RequestListener) => Server
  /** Reads the certificate again; connections that stand are kept. Throws when the files are faulty: the former stays in use. */
  readonly reload: () => Promise<void>
}

/** Plain, or by TLS 1.3 with the given files. Throws when they cannot be read or do not fit together. */
export async function openListening(files?: TlsFiles): Promise<Listening> {
  const servers: SecureServer[] = []
  const read = files && (() => readTls(files))
  const first = await read?.()
  const makeServer = (handler: RequestListener): Server => {
    const server = first
      ? createSecureServer({ ...LIMITS, ...first }, handler)
      : createServer(LIMITS, handler)
    if (server instanceof SecureServer) servers.push(server)
    server.maxHeadersCount = HEADERS_MAX
    server.maxConnections = CONNECTIONS_MAX
    return server
  }
  return {
    makeServer,
    reload: async () => {
      const fresh = await read?.()
      if (fresh) for (const server of servers) server.setSecureContext(fresh)
    },
  }
}

async function readTls(files: TlsFiles) {
  const { clientAuthorities, versionMin } = files
  const [cert, key, ca] = await Promise.all([
    readFile(files.certificate),
    readFile(files.key),
    clientAuthorities === undefined ? undefined : readFile(clientAuthorities),
  ])
  return {
    cert,
    key,
    minVersion: versionMin,
    // Forward secrecy and authenticated encryption only, for callers that cannot speak 1.3.
    ciphers:
      'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE+AESGCM:ECDHE+CHACHA20',
    honorCipherOrder: true,
    ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: false }),
  }
}

const UNREAD: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request.too-slow'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'request.headers-too-large'],
}

/** Answers a line that is no HTTP, too long or too slow, in the form of every refusal, and closes it. */
export function answerUnread(
  error: Error & { readonly code?: string },
  socket: Socket,
  refusal: (code: string) => object,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, phrase, code] = UNREAD[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'request.not-http',
  ]
  const body = JSON.stringify({ problems: [refusal(code)] })
  const head = `HTTP/1.1 ${status} ${phrase}\r\n${RAW_HEADERS}content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`
  if (socket.writable) socket.end(head + body)
  else socket.destroy()
}
