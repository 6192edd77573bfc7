import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { rewrapCaseKeys } from '#cases'
import { openDatabase } from '#foundation/database'
import { readSecrets, writeWrappingKeys } from '#foundation/secrets'
import { makeDataKeys, rewrapBatch } from '#records'
import { ownerOf } from './running.ts'
import { readWords, tellingWords, WordsError } from './words.ts'

/** Until every running process wraps by the new key: they look every 2 s. */
const TAKEN_UP_MS = 6_000
const BATCH = 1_000

/**
 * `./mach keys rotate [--data DIR]`: a new key wraps all data keys; the former one is kept until none needs it, then goes.
 *
 * Servers go on. When it is broken off, the next call goes on with the same new key. Keep the new `secrets.json` as you
 * kept the former one, which is still needed for backups made before.
 */
export function keys(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['data'], [])
    if (rest[0] !== 'rotate' || rest.length > 1) throw new WordsError('keys knows: rotate')
    try {
      const count = await rotate(resolve(values['data'] ?? '.mach'))
      process.stdout.write(
        `${count} data keys wrapped by a new master key; keep a copy of secrets.json\n`,
      )
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

async function rotate(data: string): Promise<number> {
  const secrets = await readSecrets(data)
  const former = secrets.wrappingKeys ?? [secrets.masterKey]
  // More than one: a rotation was broken off, and goes on with the key that it had made.
  const wrapping = former.length > 1 ? former : [randomBytes(32).toString('base64'), ...former]
  const [newest = ''] = wrapping
  await writeWrappingKeys(data, wrapping)
  const { url, end } = await ownerOf(data)
  const owner = openDatabase(url, 1)
  try {
    process.stderr.write('mach: waiting until every process has taken the new key into use\n')
    await pause(TAKEN_UP_MS)
    const dataKeys = makeDataKeys(secrets.masterKey, () => wrapping)
    let total = 0
    // Again until a whole walk finds none: a process may have made a key by the former one a moment ago.
    for (let found = -1; found !== 0; total += found) found = await walk(owner, dataKeys)
    await writeWrappingKeys(data, [newest])
    return total
  } finally {
    await owner.destroy()
    await end()
  }
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
