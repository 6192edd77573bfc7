import { join } from 'node:path'
import { openDatabase } from '#foundation/database'
import { startEmbeddedPostgres } from '#foundation/embedded-postgres'
import { migrate } from '#foundation/migrations'
import { readSecrets, type Secrets } from '#foundation/secrets'
import { loadStarterFacilities } from '#registry'
import { loadStarterLists } from '#terminology'

export type PreparedDatabase = {
  /** As the application's role. */
  readonly url: string
  readonly ownerUrl: string
  /** Of the embedded server; 0 when the database is somebody else's. */
  readonly pid: number
  readonly secrets: Secrets
  readonly end: () => Promise<void>
}

/**
 * A database that is up, migrated and holds the starter lists: the embedded one in the data folder,
 * or the one that DATABASE_URL names as its owner.
 */
export async function prepareDatabase(data: string): Promise<PreparedDatabase> {
  const secrets = await readSecrets(data)
  const external = process.env['DATABASE_URL']
  const embedded =
    external === undefined ? await startEmbeddedPostgres(join(data, 'database')) : undefined
  const ownerUrl = external ?? embedded?.url ?? ''
  await migrate(ownerUrl, secrets.databasePassword)

  const url = new URL(ownerUrl)
  url.username = 'mach_app'
  url.password = secrets.databasePassword
  await loadStarters(url.href)
  return {
    url: url.href,
    ownerUrl,
    pid: embedded?.pid ?? 0,
    secrets,
    end: async () => embedded?.stop(),
  }
}

async function loadStarters(url: string): Promise<void> {
  const database = openDatabase(url, 2)
  const needs = { database, now: () => new Date() }
  await loadStarterLists(needs)
  await loadStarterFacilities(needs)
  await database.destroy()
}
