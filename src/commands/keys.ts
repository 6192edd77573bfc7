import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeSealer, resealBy, sealedColumns } from '#access'
import { rewrapCaseKeys } from '#cases'
import { sealedDeliveryColumns } from '#delivery'
import { type Database, openDatabase } from '#foundation/database'
import { resealBatch } from '#foundation/reseal-store'
import { type MasterKeys, masterKeysIn, readSecrets, writeKeys } from '#foundation/secrets'
import { codeHashKeyOf, makeDataKeys, rewrapBatch } from '#records'
import { random } from '../compose-server.ts'
import { newKey } from './new-key.ts'
import { ownerOf } from './running.ts'
import { readWords, tellingWords, WordsError } from './words.ts'

/** Until every running process wraps by the new key: they look every 2 s. */
const TAKEN_UP_MS = 6_000
const BATCH = 1_000

/**
 * `./mach keys rotate [--data DIR]`: a new master key wraps all data keys and seals everything that was under the former one,
 * which is kept until nothing needs it, then goes. What hashes codes was set apart and stays.
 *
 * Servers go on. When it is broken off, the next call goes on with the same new key. Keep the new `secrets.json` as you
 * kept the former one, which is still needed for backups made before.
 */
export function keys(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['data'], [])
    const [what, file] = rest
    if (what === 'new' && file !== undefined && rest.length === 2) return newKey(file)
    if (what !== 'rotate' || rest.length > 1) throw new WordsError('keys knows: rotate, new FILE')
    try {
      const { wrapped, resealed, unreadable } = await rotate(resolve(values['data'] ?? '.mach'))
      process.stdout.write(
        `${wrapped} data keys wrapped and ${resealed} secrets sealed by a new master key; keep a copy of secrets.json\n`,
      )
      if (unreadable > 0)
        process.stderr.write(`mach: ${unreadable} secrets were already opened by no key\n`)
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

type Rotated = { readonly wrapped: number; readonly resealed: number; readonly unreadable: number }

async function rotate(data: string): Promise<Rotated> {
  const secrets = await readSecrets(data)
  const former = masterKeysIn(secrets)
  // More than one: a rotation was broken off, and goes on with the key that it had made.
  const isBroken = (secrets.wrappingKeys?.length ?? 0) > 1
  const keys = isBroken ? former : [randomBytes(32).toString('base64'), ...former]
  const [newest = ''] = keys
  const codeHashKey = secrets.codeHashKey ?? codeHashKeyOf(secrets.masterKey)
  await writeKeys(data, { wrappingKeys: keys, codeHashKey })
  const { url, end } = await ownerOf(data)
  const owner = openDatabase(url, 1)
  try {
    process.stderr.write('mach: waiting until every process has taken the new key into use\n')
    await pause(TAKEN_UP_MS)
    const dataKeys = makeDataKeys(secrets.masterKey, () => keys, codeHashKey)
    let wrapped = 0
    // Again until a whole walk finds none: a process may have made a key by the former one a moment ago.
    for (let found = -1; found !== 0; wrapped += found) found = await walk(owner, dataKeys)
    const sealed = await resealAll(owner, () => keys)
    // From here on nothing stands under a former key: it goes from the file.
    await writeKeys(data, { masterKey: newest, wrappingKeys: [newest] })
    return { wrapped, ...sealed }
  } finally {
    await owner.destroy()
    await end()
  }
}

/** What lies sealed for the installation itself, again until a whole walk finds none. */
async function resealAll(owner: Database, keys: MasterKeys) {
  const columns = [
    { table: 'audit.log_key', reseal: resealBy(makeSealer(keys, 'audit-log', random)) },
    ...sealedColumns(keys, random),
    ...sealedDeliveryColumns(keys, random),
  ]
  let [resealed, unreadable, found] = [0, 0, -1]
  while (found !== 0) {
    ;[found, unreadable] = [0, 0]
    for (const column of columns) {
      let batch = await resealBatch(owner, column, undefined, BATCH)
      for (
        ;
        batch.place !== undefined;
        batch = await resealBatch(owner, column, batch.place, BATCH)
      ) {
        found += batch.resealed
        unreadable += batch.unreadable
      }
    }
    resealed += found
  }
  return { resealed, unreadable }
}

async function walk(
  owner: ReturnType<typeof openDatabase>,
  dataKeys: ReturnType<typeof makeDataKeys>,
): Promise<number> {
  let [seen, wrapped] = [0, 0]
  let batch = await rewrapBatch(owner, dataKeys, undefined, BATCH)
  for (
    ;
    batch.place !== undefined;
    batch = await rewrapBatch(owner, dataKeys, batch.place, BATCH)
  ) {
    seen += batch.seen
    wrapped += batch.wrapped
    process.stderr.write(`mach: ${seen} data keys seen, ${wrapped} wrapped anew\n`)
  }
  return wrapped + (await walkCases(owner, dataKeys))
}

/** The keys of cases lie beside them. */
async function walkCases(
  owner: ReturnType<typeof openDatabase>,
  dataKeys: ReturnType<typeof makeDataKeys>,
): Promise<number> {
  let wrapped = 0
  let batch = await rewrapCaseKeys(owner, dataKeys, undefined, BATCH)
  for (
    ;
    batch.place !== undefined;
    batch = await rewrapCaseKeys(owner, dataKeys, batch.place, BATCH)
  )
    wrapped += batch.wrapped
  return wrapped
}
