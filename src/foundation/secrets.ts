import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What an installation keeps to itself. Made by chance at the first start; never in the repository, never in a log. */
export type Secrets = {
  /** 32 bytes, base64: wraps the data keys of persons. */
  readonly masterKey: string
  /** Password of the application's database role. */
  readonly databasePassword: string
  /** Signs cookies. */
  readonly cookieKey: string
  /** Of the demo accounts of this installation; of no use outside demo mode. */
  readonly demoPassword: string
}

/** Reads `secrets.json` of the data folder, or makes it, readable by its owner only. A second call reads the same. */
export async function readSecrets(dataFolder: string): Promise<Secrets> {
  await mkdir(dataFolder, { recursive: true })
  const file = join(dataFolder, 'secrets.json')
  const fresh: Secrets = {
    masterKey: randomBytes(32).toString('base64'),
    databasePassword: randomBytes(24).toString('hex'),
    cookieKey: randomBytes(32).toString('hex'),
    demoPassword: randomBytes(6).toString('base64url'),
  }
  // 'wx' lets one of two processes that start together make the file; the other reads it.
  await writeFile(file, JSON.stringify(fresh), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return JSON.parse(await readFile(file, 'utf8')) as Secrets
}
