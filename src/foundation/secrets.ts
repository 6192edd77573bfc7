import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What an installation keeps to itself. Made by chance at the first start; never in the repository, never in a log. */
export type Secrets = {
  /** 32 bytes, base64: seals what is kept for the installation, and wraps the data keys of persons. */
  readonly masterKey: string
  /** While one master key takes the place of another: those that may be met, the newest first. */
  readonly wrappingKeys?: readonly string[]
  /**
   * 32 bytes, base64: hashes sensitive codes. Followed from the first master key, and stays when that goes: what is indexed by
   * it must be found again. Absent until the first rotation.
   */
  readonly codeHashKey?: string
  /** Password of the application's database role. */
  readonly databasePassword: string
  /** Signs cookies. */
  readonly cookieKey: string
  /** Of the demo accounts of this installation; of no use outside demo mode. */
  readonly demoPassword: string
}

/** Reads `secrets.json` of the data folder, or makes it, readable by its owner only. A second call reads the same. */
export async function readSecrets(dataFolder: string): Promise<Secrets> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
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

/** A running process takes a key that was added into use within 2 s. */
const LOOK_EVERY_MS = 2_000

/** Master keys that seal and wrap, the newest first; `again`: one may have been added this very moment. */
export type MasterKeys = (again?: boolean) => readonly string[]

/**
 * The master keys, as the data folder has them now. While a key is replaced, all processes go on; a file that cannot be read,
 * or is another installation's, leaves what was known.
 */
export function masterKeysOf(
  dataFolder: string,
  secrets: Pick<Secrets, 'masterKey' | 'wrappingKeys' | 'cookieKey'>,
): MasterKeys {
  let known = masterKeysIn(secrets)
  let lookedAt = performance.now()
  return (again = false) => {
    if (!again && performance.now() - lookedAt < LOOK_EVERY_MS) return known
    lookedAt = performance.now()
    known = readMasterKeys(join(dataFolder, 'secrets.json'), secrets.cookieKey) ?? known
    return known
  }
}

/** Every master key that something may still stand under, the newest first. */
export function masterKeysIn({
  masterKey,
  wrappingKeys = [],
}: Pick<Secrets, 'masterKey' | 'wrappingKeys'>): readonly string[] {
  return [...new Set([...wrappingKeys, masterKey])]
}

function readMasterKeys(file: string, cookieKey: string): readonly string[] | undefined {
  try {
    const now = JSON.parse(readFileSync(file, 'utf8')) as Secrets
    return now.cookieKey === cookieKey ? masterKeysIn(now) : undefined
  } catch {
    return undefined
  }
}

/** Puts other keys into the secrets, whole or not at all, also in a power cut. */
export async function writeKeys(
  dataFolder: string,
  keys: Partial<Pick<Secrets, 'masterKey' | 'wrappingKeys' | 'codeHashKey'>>,
): Promise<void> {
  const file = join(dataFolder, 'secrets.json')
  const secrets = { ...(await readSecrets(dataFolder)), ...keys }
  const handle = await open(`${file}.new`, 'w', 0o600)
  await handle.writeFile(JSON.stringify(secrets))
  await handle.sync()
  await handle.close()
  await rename(`${file}.new`, file)
}
