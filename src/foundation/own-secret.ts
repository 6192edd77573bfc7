import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A secret of 32 bytes for one purpose, in a file of its own in the data folder, readable by its owner only; made by
 * chance when it is first needed. A second call reads the same. It may be moved to other hands than `secrets.json`:
 * put another file in its place, or a link.
 */
export async function readOwnSecret(dataFolder: string, purpose: string): Promise<Buffer> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, `${purpose}.key`)
  const fresh = `${randomBytes(32).toString('base64')}\n`
  // 'wx' lets one of two processes that start together make the file; the other reads it.
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return Buffer.from(await readFile(file, 'utf8'), 'base64')
}
