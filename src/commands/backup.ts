import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import {
  BackupFault,
  type BackupKey,
  openBackup,
  readBackupKey,
  sealBackup,
} from '#foundation/backup-box'
import { type DumpPiece, dumpDatabase } from '#foundation/dump-database'
import { piecesToBytes } from '#foundation/dump-frames'
import { progressBar } from './progress-bar.ts'
import { ownerOf } from './running.ts'
import { readWords, tellingWords, WordsError } from './words.ts'

/**
 * `./mach backup --out FILE --key FILE [--data DIR] [--without-secrets]`: everything as of one instant in one encrypted file.
 *
 * Servers go on. The file appears under its name only when it is whole, on disk and read back; one that exists is refused.
 */
export function backup(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, flags } = readWords(words, ['out', 'key', 'data'], ['without-secrets'])
    const { out, key: keyFile } = values
    if (out === undefined || keyFile === undefined)
      throw new WordsError('backup needs --out FILE and --key FILE')
    const data = resolve(values['data'] ?? '.mach')
    try {
      const key = readBackupKey(await readFile(keyFile))
      const made = await writeBackup(data, resolve(out), key, flags.has('without-secrets'))
      process.stdout.write(
        `backup ${out}: ${made.tables} tables, ${made.rows} rows, ${made.bytes} bytes, as of ${made.madeAt}, read back whole\n`,
      )
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    }
  })
}

async function writeBackup(data: string, out: string, key: BackupKey, withoutSecrets: boolean) {
  if (await isThere(out)) throw new BackupFault(`${out} exists already`)
  const part = `${out}.part`
  const madeAt = new Date()
  const secrets = await readFile(join(data, 'secrets.json'), 'utf8')
  const { url, end } = await ownerOf(data)
  const counts = { tables: 0, rows: 0 }
  try {
    const pieces = dumpDatabase(url, { madeAt, ...(withoutSecrets ? {} : { secrets }) })
    const packed = Readable.from(piecesToBytes(counting(pieces, counts)), { objectMode: false })
    await pipeline(
      packed,
      createZstdCompress(),
      (bytes: AsyncIterable<Buffer>) => sealBackup(bytes, key, madeAt),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
    )
    await settleOnDisk(part)
    for await (const _chunk of openBackup(createReadStream(part), key));
    await rename(part, out)
    await settleOnDisk(dirname(out))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await end()
  }
  return { ...counts, bytes: (await stat(out)).size, madeAt: madeAt.toISOString() }
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** A power cut after we said done must not take it back. */
async function settleOnDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}

/** Says on the way how far it is. */
async function* counting(
  pieces: AsyncIterable<DumpPiece>,
  counts: { tables: number; rows: number },
): AsyncGenerator<DumpPiece> {
  let bar: ReturnType<typeof progressBar> | undefined
  let bytes = 0
  let name = ''
  for await (const piece of pieces) {
    if (piece.kind === 'head') bar = progressBar('backup', piece.head.tables)
    if (piece.kind === 'table') name = `${piece.table.schema}.${piece.table.name}`
    if (piece.kind === 'content') bytes += piece.bytes.length
    if (piece.kind === 'table-end') {
      counts.tables += 1
      counts.rows += piece.rows
    }
    bar?.step(counts.tables, `${name}, ${Math.round(bytes / 1_000_000)} MB`)
    yield piece
  }
  bar?.end()
}
