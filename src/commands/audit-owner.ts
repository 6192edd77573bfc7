import { resolve } from 'node:path'
import { makeSealer } from '#access'
import type { KeySealer } from '#audit'
import { type Database, openDatabase } from '#foundation/database'
import { masterKeysOf, readSecrets } from '#foundation/secrets'
import { random } from '../compose-server.ts'
import { ownerOf } from './running.ts'

/** What a command on the log works with: the database as its owner, and what opens the key of the log. */
export type LogOwner = {
  readonly owner: Database
  readonly now: () => Date
  readonly sealer: KeySealer
}

/** For whoever may read the data folder: the application itself can remove nothing from the log and change no key of it. */
export async function asLogOwner(
  folder: string,
  work: (needs: LogOwner) => Promise<number>,
): Promise<number> {
  const data = resolve(folder)
  const masterKeys = masterKeysOf(data, await readSecrets(data))
  const { url, end } = await ownerOf(data)
  const owner = openDatabase(url, 2)
  try {
    const sealer = makeSealer(masterKeys, 'audit-log', random)
    return await work({ owner, now: () => new Date(), sealer })
  } finally {
    await owner.destroy()
    await end()
  }
}
