import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { BackupFault, openBackup, readBackupKey } from '#foundation/backup-box'
import type { DumpHead, DumpPiece } from '#foundation/dump-database'
import { bytesToPieces } from '#foundation/dump-frames'
import { startEmbeddedPostgres } from '#foundation/embedded-postgres'
import { knownMigrations, migrate } from '#foundation/migrations'
import { restoreDatabase } from '#foundation/restore-database'
import { readSecrets } from '#foundation/secrets'
import { progressBar } from './progress-bar.ts'
import { readWords, tellingWords, WordsError } from './words.ts'

/**
 * `./mach restore FILE --key FILE --data DIR [--secrets FILE]`: a backup into a fresh folder, in one transaction.
 *
 * Refuses a folder that holds something, a backup that was changed or cut, one of a newer version, and one without
 * secrets when none are given. What a former version made is brought up to this one afterwards.
 */
export function restore(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, rest } = readWords(words, ['key', 'data', 'secrets'], [])
    const [file] = rest
    if (file === undefined || values['key'] === undefined || values['data'] === undefined)
      throw new WordsError('restore needs FILE, --key FILE and --data DIR')
    const startedAt = Date.now()
    try {
      const key = readBackupKey(await readFile(values['key']))
      const data = resolve(values['data'])
      if (existsSync(join(data, 'database')) || existsSync(join(data, 'secrets.json')))
        throw new BackupFault(`${data} is not fresh: it holds an installation`)
      const apart = values['secrets']
      const secrets = apart === undefined ? undefined : await readFile(apart, 'utf8')
      let told = ''
      await pipeline(
        Readable.from(openBackup(createReadStream(file), key), { objectMode: false }),
        createZstdDecompress(),
        async (bytes: AsyncIterable<Buffer>) => {
          told = await restoreInto(data, bytesToPieces(bytes), secrets)
        },
      )
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(0)
      process.stdout.write(`restored ${told} into ${data} in ${seconds} s\n`)
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

async function restoreInto(
  data: string,
  pieces: AsyncIterator<DumpPiece>,
  secretsApart: string | undefined,
): Promise<string> {
  const first = await pieces.next()
  if (first.done === true || first.value.kind !== 'head')
    throw new BackupFault('the backup does not say what it holds')
  const { head } = first.value
  await refuseNewer(head)
  const secrets = head.secrets ?? secretsApart
  if (secrets === undefined)
    throw new BackupFault('the backup holds no secrets: name them with --secrets FILE')
  await mkdir(data, { recursive: true, mode: 0o700 })
  await writeFile(join(data, 'secrets.json'), secrets, { flag: 'wx', mode: 0o600 })

  const { databasePassword } = await readSecrets(data)
  const server = await startEmbeddedPostgres(join(data, 'database'))
  let isWhole = false
  try {
    await migrate(server.url, databasePassword, new Set(head.migrations.map(({ name }) => name)))
    const bar = progressBar('restore', head.tables)
    const { tables, rows } = await restoreDatabase(server.url, head, pieces, (done, table) =>
      bar.step(done, `${table.schema}.${table.name}`),
    )
    bar.end()
    await migrate(server.url, databasePassword)
    isWhole = true
    return `${tables} tables, ${rows} rows, as of ${head.madeAt},`
  } finally {
    await server.stop()
    // Half a house is none: the folder is as fresh as before.
    if (!isWhole)
      for (const made of ['database', 'secrets.json'])
        await rm(join(data, made), { recursive: true, force: true })
  }
}

/** What this version does not know it cannot hold. */
async function refuseNewer(head: DumpHead): Promise<void> {
  const known = await knownMigrations()
  for (const { name, digest } of head.migrations) {
    if (!known.has(name)) throw new BackupFault(`the backup is of a newer version: ${name}`)
    if (known.get(name) !== digest) throw new BackupFault(`${name} is not that of the backup`)
  }
}
