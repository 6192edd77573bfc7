import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#foundation/embedded-postgres'
import { readSecrets } from '#foundation/secrets'
import { loadStarterFacilities } from '#registry'
import { loadStarterLists } from '#terminology'
import { composeServer } from '../../src/compose-server.ts'
import type { Settings } from '../../src/settings.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../temporary-database.ts'

/** The whole server in this process, listening on a port of its own. */
export type House = AsyncDisposable & {
  readonly temporary: TemporaryDatabase
  readonly origin: string
  readonly port: number
  readonly demoPassword: string
  readonly composed: Awaited<ReturnType<typeof composeServer>>
  /** What went to the log: event and fields, as JSON. */
  readonly logged: string[]
  readonly token: (account: string) => Promise<string>
}

export async function composedHouse(more: Partial<Settings> = {}): Promise<House> {
  const temporary = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'mach-house-'))
  const { database } = temporary
  await loadStarterLists({ database, now: () => new Date() })
  await loadStarterFacilities({ database })
  const port = await freePort()
  const host = more.MACH_HOST ?? '127.0.0.1'
  const secrets = await readSecrets(folder)
  const logged: string[] = []
  const composed = await composeServer({
    database,
    settings: {
      MACH_DATABASE_URL: '',
      MACH_DATA: folder,
      MACH_HOST: host,
      MACH_PORT: port,
      MACH_DEMO: 'yes',
      ...more,
    },
    secrets,
    now: () => new Date(),
    log: (_level, event, fields) => logged.push(JSON.stringify({ event, ...fields })),
  })
  await composed.door.app.listen({ host, port })
  return {
    temporary,
    origin: `http://127.0.0.1:${port}`,
    port,
    demoPassword: secrets.demoPassword,
    composed,
    logged,
    token: async (account) => {
      const answer = await composed.door.app.inject({
        method: 'POST',
        url: '/demo/token',
        payload: { account },
      })
      return answer.json<{ token: string }>().token
    },
    [Symbol.asyncDispose]: async () => {
      await composed.door.app.close()
      await temporary[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
