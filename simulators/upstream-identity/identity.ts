import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Fault, readFault } from './faults.ts'
import { choosePage } from './pages.ts'
import { type Person, PERSONS, readPerson } from './persons.ts'
import { openProvider, type Provider, PROVIDERS, refusalOf } from './provider.ts'

/** Forms and control messages are small. */
const BODY_BYTES_MAX = 100_000

type State = {
  readonly providers: ReadonlyMap<string, Provider>
  readonly faults: Map<string, Fault>
  persons: readonly Person[]
}

/** Both providers on one port. Memory only. */
export async function startIdentity(settings: { readonly port: number; readonly now: () => Date }) {
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(settings.port, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  const url = `http://127.0.0.1:${port}`
  const opened = PROVIDERS.map(
    async (kind) => [kind.id, await openProvider(kind, `${url}/${kind.id}`, settings.now)] as const,
  )
  const state: State = {
    providers: new Map(await Promise.all(opened)),
    faults: new Map(),
    persons: PERSONS,
  }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, close }
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://identity')
  if (url.pathname.startsWith('/_')) return control(state, url.pathname, request, response)
  const [, id = '', ...rest] = url.pathname.split('/')
  const provider = state.providers.get(id)
  if (provider === undefined) return json(response, 404, { error: 'nothing here' })
  const fault = state.faults.get(id) ?? 'none'
  if (fault === 'down') return void response.destroy()
  const route = `${request.method ?? ''} ${rest.join('/')}`
  switch (route) {
    case 'GET .well-known/openid-configuration':
      return json(response, 200, provider.discovery)
    case 'GET jwks':
      return json(response, 200, provider.jwks)
    case 'GET authorize':
      return showChoice(state, provider, url, response)
    case 'POST authorize':
      return takeChoice(state, provider, await readForm(request), response)
    case 'POST token': {
      const { authorization } = request.headers
      const told = await provider.token(authorization, await readForm(request), fault)
      return json(response, told.status, told.content)
    }
    default:
      return json(response, 404, { error: 'nothing here' })
  }
}

function showChoice(state: State, provider: Provider, url: URL, response: ServerResponse) {
  const refusal = refusalOf(url.searchParams)
  if (refusal !== undefined) return json(response, 400, { error: refusal })
  const { id, title, acr } = provider.kind
  const levels = Object.keys(acr).map(Number)
  const page = choosePage(title, `/${id}/authorize`, url.search, state.persons, levels)
  return html(response, page)
}

function takeChoice(
  state: State,
  provider: Provider,
  form: URLSearchParams,
  response: ServerResponse,
) {
  const asked = new URLSearchParams(form.get('query') ?? '')
  const refusal = refusalOf(asked)
  if (refusal !== undefined) return json(response, 400, { error: refusal })
  const [subject = '', level = ''] = (form.get('choice') ?? '').split('|')
  const person = state.persons.find((one) => one.subject === subject)
  const chosen = person && { person, level: Number(level) }
  return response.writeHead(303, { location: provider.goOn(asked, chosen) }).end()
}

async function control(
  state: State,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (path === '/_state')
    return json(response, 200, { persons: state.persons, faults: Object.fromEntries(state.faults) })
  if (request.method !== 'POST') return json(response, 404, { error: 'nothing here' })
  if (path === '/_reset') {
    state.faults.clear()
    state.persons = PERSONS
    for (const provider of state.providers.values()) provider.forget()
    return json(response, 200, {})
  }
  const content: unknown = JSON.parse(await readBody(request))
  if (path === '/_faults') {
    const told = readFault(content)
    if (told === undefined) return json(response, 422, { error: 'no such fault' })
    state.faults.set(told.issuer, told.fault)
    return json(response, 200, told)
  }
  const person = path === '/_persons' ? readPerson(content, state.persons.length) : undefined
  if (person === undefined) return json(response, 422, { error: 'not a person' })
  state.persons = [...state.persons.filter((one) => one.subject !== person.subject), person]
  return json(response, 200, person)
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(request))
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

function html(response: ServerResponse, content: string) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(content)
}

function json(response: ServerResponse, status: number, content: object) {
  const type = 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(content))
}
