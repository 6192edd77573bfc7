import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bookPage, shelfPage } from './pages.ts'
import { openShelf, readHandover, type Shelf } from './shelf.ts'

/** A visit with all its tables, JSON. */
const BODY_BYTES_MAX = 32 * 1024 * 1024

/** The health book as citizens would see it on VNeID: fed by the insurance portal, read by number. Memory only. */
export async function startBook(settings: { readonly port: number; readonly now: () => Date }) {
  const shelf = openShelf()
  const server = createServer((request, response) => {
    answer(shelf, settings.now, request, response).catch(() => response.destroy())
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

async function answer(
  shelf: Shelf,
  now: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? '/', 'http://book')
  if (request.method === 'POST' && url.pathname === '/_receive') {
    const handover = readHandover(JSON.parse(await readBody(request)))
    if (!handover) return json(response, 422, { error: 'not a visit' })
    shelf.put(handover, now())
    return json(response, 200, { shown: true })
  }
  if (request.method === 'POST' && url.pathname === '/_reset') {
    shelf.clear()
    return json(response, 200, { books: 0 })
  }
  if (url.pathname === '/_state') return json(response, 200, { books: shelf.books.size })
  if (url.pathname === '/') return html(response, 200, shelfPage(shelf))
  if (url.pathname === '/book') {
    const number = url.searchParams.get('number') ?? ''
    return response.writeHead(303, { location: `/book/${encodeURIComponent(number)}` }).end()
  }
  const number = /^\/book\/(\d{12})$/.exec(url.pathname)?.[1]
  if (!number) return json(response, 404, { error: 'nothing here' })
  const visits = shelf.books.get(number) ?? []
  const wantsJson =
    url.searchParams.get('format') === 'json' ||
    (request.headers.accept ?? '').includes('application/json')
  return wantsJson
    ? json(response, 200, { citizenNumber: number, visits })
    : html(response, 200, bookPage(number, visits))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > BODY_BYTES_MAX) throw new Error('too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}

function html(response: ServerResponse, status: number, content: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(content)
}

function json(response: ServerResponse, status: number, content: object) {
  const type = 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(content))
}
