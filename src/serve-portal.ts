import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Door, refuseWith } from '#foundation/serve'

const BUILT = fileURLToPath(new URL('../portal/dist/', import.meta.url))

/** Built files carry a digest in their name: a browser may keep them for a year. */
const KEPT_SECONDS = 31_536_000

/** Nothing from elsewhere; styles inline because the component library sets them on elements. */
const POLICY = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: null,
  },
} as const

/** Security headers on every answer, the built portal, and its first page for every address that a browser opens. */
export async function servePortal(door: Door): Promise<void> {
  await door.app.register(helmet, { contentSecurityPolicy: POLICY, strictTransportSecurity: false })
  if (!existsSync(`${BUILT}index.html`)) return
  await door.app.register(files, {
    root: `${BUILT}assets/`,
    prefix: '/assets/',
    immutable: true,
    maxAge: KEPT_SECONDS * 1000,
    preCompressed: true,
    decorateReply: false,
  })
  const page = await readFile(`${BUILT}index.html`, 'utf8')
  door.app.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const wantsPage = request.url === '/' || (request.headers.accept ?? '').includes('text/html')
    if (wantsPage)
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    return refuseWith(door, reply, [{ kind: 'not-found', code: 'request.unknown-path' }])
  })
}
