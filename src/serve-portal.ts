import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { PORTAL_POLICY } from '#foundation/security-headers'
import { type Door, refuseWith } from '#foundation/serve'

const BUILT = fileURLToPath(new URL('../portal/dist/', import.meta.url))

/** Built files carry a digest in their name: a browser may keep them for a year. */
const KEPT_SECONDS = 31_536_000

/** The built portal, and its first page for every address that a browser opens. */
export async function servePortal(door: Door): Promise<void> {
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
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', PORTAL_POLICY)
        .send(page)
    return refuseWith(door, reply, [{ kind: 'not-found', code: 'request.unknown-path' }])
  })
}
