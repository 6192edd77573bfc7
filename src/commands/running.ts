import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#foundation/embedded-postgres'
import { readSecrets } from '#foundation/secrets'

/** The database of the `./mach up` that runs on a data folder, as the application's role; undefined when none runs. */
export async function runningDatabaseUrl(data: string): Promise<string | undefined> {
  const lines = (
    await readFile(join(data, 'database/pg/postmaster.pid'), 'utf8').catch(() => '')
  ).split('\n')
  const [pid, , , port] = lines
  if (pid === undefined || port === undefined || !(await isAlive(Number(pid)))) return undefined
  const { databasePassword } = await readSecrets(data)
  return `postgres://mach_app:${databasePassword}@127.0.0.1:${port}/mach`
}

/** The database as its owner: that of the running Mạch; where none runs, the embedded one is started for a while. */
export async function ownerOf(data: string): Promise<{ url: string; end: () => Promise<void> }> {
  const named = process.env['DATABASE_URL'] ?? (await runningOwnerUrl(data))
  if (named !== undefined) return { url: named, end: () => Promise.resolve() }
  const server = await startEmbeddedPostgres(join(data, 'database'))
  return { url: server.url, end: server.stop }
}

/** The same as the owner, who may read the folder: for what works beside the servers, as a backup does. */
async function runningOwnerUrl(data: string): Promise<string | undefined> {
  const applicationUrl = await runningDatabaseUrl(data)
  if (applicationUrl === undefined) return undefined
  const url = new URL(applicationUrl)
  url.username = 'mach_owner'
  url.password = (await readFile(join(data, 'database/owner-password'), 'utf8')).trim()
  return url.href
}

async function isAlive(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('postgres')
}

/** Whether something was done on a data folder before; `marked` remembers that it has been. */
export async function isMarked(data: string, name: string): Promise<boolean> {
  return (await markedAt(data, name)) !== undefined
}

/** When it was done; undefined when it was not. */
export async function markedAt(data: string, name: string): Promise<Date | undefined> {
  const text = await readFile(join(data, `${name}.done`), 'utf8').catch(() => '')
  return text === '' ? undefined : new Date(text)
}

export async function markDone(data: string, name: string, at: Date): Promise<void> {
  await writeFile(join(data, `${name}.done`), at.toISOString(), { mode: 0o600 })
}
