import { randomBytes } from 'node:crypto'
import { freePort } from '#foundation/embedded-postgres'
import { openDoor } from '#foundation/open-door'
import { foundationTexts } from '#foundation/problem-texts'
import type { Door } from '#foundation/serve'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { type TemporaryDatabase, temporaryDatabase } from '../../../tests/temporary-database.ts'
import type { Access, AccessNeeds } from '../access.ts'
import { accessTexts } from '../problem-texts.ts'
import { makeAccess } from '../open-access.ts'

export const DEMO_PASSWORD = 'hoa-sen-Đỏ-2026'

export type AccessWorld = AsyncDisposable & {
  readonly temporary: TemporaryDatabase
  readonly origin: string
  readonly door: Door
  readonly access: Access
  readonly needs: AccessNeeds
  /** Citizen numbers and their persons, to be filled by a test. */
  readonly persons: Map<string, RecordId>
  /** Moves the clock of the house; the provider's own protocol clock stays real. */
  readonly pass: (minutes: number) => void
  readonly browser: () => Browser
}

export function facilityCode(text: string): FacilityCode {
  const parsed = parseFacilityCode(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

type Settings = {
  readonly demo?: boolean
  /** Puts further routes behind the door before it listens. */
  readonly add?: (door: Door) => void
  /** What a test gives the house beside or instead of the usual. */
  readonly given?: Partial<AccessNeeds>
  /** Another server over the same data, which stays when this one ends. */
  readonly besides?: AccessWorld
}

/** A real server on a real port over a database of its own. */
export async function accessWorld({
  demo = true,
  add,
  given = {},
  besides,
}: Settings = {}): Promise<AccessWorld> {
  const temporary = besides?.temporary ?? (await temporaryDatabase())
  const port = await freePort()
  const clock = { shiftMs: 0 }
  const persons = new Map<string, RecordId>()
  const needs: AccessNeeds = {
    database: temporary.database,
    now: () => new Date(Date.now() + clock.shiftMs),
    random: randomBytes,
    secrets: besides?.needs.secrets ?? newSecrets(),
    origin: `http://127.0.0.1:${port}`,
    demo,
    findPerson: async (number) => persons.get(number),
    keysOf: async (person) => [person],
    facilitiesOf: async (province) => [facilityCode(`${province}001`)],
    facilityName: async (code) => (code === '99999' ? undefined : `Bệnh viện ${code}`),
    provinceName: async (code) => (code === '51' ? 'Tỉnh Quảng Ngãi' : undefined),
    ...given,
  }
  const { access, door, close } = await openServer(needs, port, add)
  return {
    temporary,
    origin: needs.origin,
    door,
    access,
    needs,
    persons,
    pass: (minutes) => {
      clock.shiftMs += minutes * 60_000
    },
    browser: () => openBrowser(needs.origin),
    [Symbol.asyncDispose]: async () => {
      await close()
      if (besides === undefined) await temporary[Symbol.asyncDispose]()
    },
  }
}

function newSecrets(): AccessNeeds['secrets'] {
  return {
    masterKey: randomBytes(32).toString('base64'),
    cookieKey: randomBytes(32).toString('hex'),
    demoPassword: DEMO_PASSWORD,
  }
}

async function openServer(needs: AccessNeeds, port: number, add?: (door: Door) => void) {
  const access = await makeAccess(needs)
  const failures: unknown[] = []
  const door = openDoor(
    { ...foundationTexts, ...accessTexts },
    access.identify,
    access.onForbidden,
    (error) => failures.push(error),
    access.isConfirmed,
  )
  access.mount(door)
  add?.(door)
  await door.app.listen({ host: '127.0.0.1', port })
  const close = async () => {
    await door.app.close()
    if (failures.length > 0) throw new Error('the server failed', { cause: failures[0] })
  }
  return { access, door, close }
}

export type Page = {
  readonly status: number
  readonly url: string
  readonly text: string
  readonly headers: Headers
}

/** As much of a browser as sign-in needs: cookies by path, redirects, forms. */
export type Browser = {
  readonly cookies: Map<string, { value: string; path: string }>
  readonly open: (address: string, init?: RequestInit) => Promise<Page>
  readonly submit: (address: string, fields: Readonly<Record<string, string>>) => Promise<Page>
  /** From the first click to the page behind: the last page that was reached. */
  readonly signIn: (name: string, password: string, query?: string) => Promise<Page>
  readonly csrf: () => Promise<string>
}

export function openBrowser(origin: string): Browser {
  const cookies: Browser['cookies'] = new Map()
  const open = async (address: string, init: RequestInit = {}): Promise<Page> => {
    let url = new URL(address, origin)
    let asked = init
    for (let hops = 0; hops < 10; hops += 1) {
      const answer = await fetch(url, {
        ...asked,
        redirect: 'manual',
        headers: {
          ...Object.fromEntries(new Headers(asked.headers)),
          cookie: cookieHeader(cookies, url),
        },
      })
      keepCookies(cookies, answer, url)
      const next = answer.headers.get('location')
      if (next === null)
        return {
          status: answer.status,
          url: url.href,
          text: await answer.text(),
          headers: answer.headers,
        }
      url = new URL(next, url)
      asked = {}
    }
    throw new Error(`too many redirects, last to ${url.href}`)
  }
  const submit: Browser['submit'] = (address, fields) =>
    open(address, { method: 'POST', body: new URLSearchParams(fields) })
  return {
    cookies,
    open,
    submit,
    signIn: async (name, password, query = '') => {
      const page = await open(`/session/sign-in${query}`)
      return submit(page.url, { name, password })
    },
    csrf: async () => {
      const { text } = await open('/session')
      const answer: { session: { csrf: string } } = JSON.parse(text)
      return answer.session.csrf
    },
  }
}

function cookieHeader(cookies: Browser['cookies'], url: URL): string {
  return [...cookies]
    .filter(([, cookie]) => url.pathname.startsWith(cookie.path))
    .map(([name, cookie]) => `${name}=${cookie.value}`)
    .join('; ')
}

function keepCookies(cookies: Browser['cookies'], answer: Response, url: URL): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const at = pair.indexOf('=')
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? url.pathname
    const isOver = attributes.some(
      (one) => /^max-age=0$/i.test(one) || /^expires=.*1970/i.test(one),
    )
    const name = pair.slice(0, at)
    if (isOver || pair.slice(at + 1) === '') cookies.delete(name)
    else cookies.set(name, { value: pair.slice(at + 1), path })
  }
}
