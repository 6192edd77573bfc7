import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from '../src/commands/children.ts'
import { openDemoWireDoor, openPortalAccounts } from '../src/commands/demo-accounts.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { type PreparedDatabase, prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'

/** The whole of Mạch and its outside, as real processes on free ports of loopback. */
export type World = AsyncDisposable & {
  readonly origin: string
  readonly insurancePortal: string
  readonly book: string
  readonly demoPassword: string
  readonly database: PreparedDatabase
  readonly server: Child
  readonly token: (account: string) => Promise<string>
  /** Sends one dossier as its facility's clerk. */
  readonly send: (
    xml: string,
    account: string,
  ) => Promise<{ status: number; answer: Record<string, unknown> }>
}

/** @param more settings beside or instead of the usual, by the port on which the server will listen */
export async function startWorld(
  more: (port: number) => Record<string, string> = () => ({}),
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'mach-world-'))
  const [port, portalPort, bookPort] = await Promise.all([freePort(), freePort(), freePort()])
  const origin = `http://127.0.0.1:${port}`
  const insurancePortal = `http://127.0.0.1:${portalPort}`
  const book = `http://127.0.0.1:${bookPort}`
  const database = await prepareDatabase(folder)
  await openPortalAccounts(folder, database.url, database.secrets)
  await openDemoWireDoor(folder, database.url, database.secrets)
  const outside = await startOutside(portalPort, bookPort, book)
  const env = { ...worldSettings(folder, database, port, insurancePortal), ...more(port) }
  const server = await startChild('server', 'src/server.ts', [], env)
  const worker = await startChild('worker', 'src/worker.ts', [], env)
  const token = (account: string) => demoToken(origin, account)
  return {
    origin,
    insurancePortal,
    book,
    demoPassword: database.secrets.demoPassword,
    database,
    server,
    token,
    send: async (xml, account) => sendDossier(origin, xml, await token(account)),
    [Symbol.asyncDispose]: async () => {
      for (const child of [worker, server, ...outside]) await child.end()
      await database.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startOutside(portalPort: number, bookPort: number, book: string): Promise<Child[]> {
  const bookChild = await startChild(
    'VNeID book',
    'simulators/vneid-book/main.ts',
    ['--port', String(bookPort)],
    {},
  )
  const portal = await startChild(
    'insurance portal',
    'simulators/insurance-portal/main.ts',
    ['--port', String(portalPort), '--book', book],
    {},
  )
  return [portal, bookChild]
}

/** The settings of server and worker in a world that is a demo. */
export function worldSettings(
  folder: string,
  database: PreparedDatabase,
  port: number,
  insurancePortal: string,
): Record<string, string> {
  return {
    MACH_DATABASE_URL: database.url,
    MACH_DATA: folder,
    MACH_PORT: String(port),
    MACH_ORIGIN: `http://127.0.0.1:${port}`,
    MACH_DEMO: 'yes',
    MACH_DEMO_PASSWORD: database.secrets.demoPassword,
    MACH_INSURANCE_PORTAL_URL: insurancePortal,
    MACH_OUTGOING_ALLOWED: new URL(insurancePortal).host,
  }
}

export async function sendDossier(
  origin: string,
  xml: string,
  token: string,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const answer = await fetch(`${origin}/intake/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
    body: xml,
  })
  return { status: answer.status, answer: (await answer.json()) as Record<string, unknown> }
}
