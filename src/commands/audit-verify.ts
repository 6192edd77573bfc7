import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyLog } from '#audit'
import { parseVerifier } from '#signing'
import { countPending, readExportedLog } from './audit-folder.ts'
import { progressBar } from './progress-bar.ts'
import { WordsError } from './words.ts'

/**
 * Proves an exported log whole, offline: 0, or 1 with the place of the first fault on standard output.
 * The key comes from where it is published, never from the folder; where the log was handed over to another key since, the
 * hand-over must be signed with it.
 */
export async function verifyAudit(
  folder: string,
  keyFile: string,
  checkpointFile: string | undefined,
): Promise<number> {
  const key = parseVerifier(lastLine(await readNamed(keyFile)))
  if (!key.ok) throw new WordsError(`${keyFile} is no public key of an audit log`)
  const earlier = checkpointFile === undefined ? undefined : await readNamed(checkpointFile)
  const newest = await readFile(join(folder, 'checkpoint'), 'utf8').catch(() => undefined)
  if (newest === undefined) throw new WordsError(`${folder} holds no exported log: no checkpoint`)

  const bar = progressBar('verify', Number(newest.split('\n')[1]) || 1)
  const startedAt = performance.now()
  const log = await readExportedLog(folder, newest)
  const verification = await verifyLog(log, key.value, earlier, (leaves) => bar.step(leaves))
  bar.end()
  if (!verification.isWhole) {
    const { kind, leaf, text } = verification.fault
    process.stdout.write(`NOT WHOLE at leaf ${leaf} (${kind}): ${text}\n`)
    return 1
  }
  const { size, checkpoints, removed, newest: last } = verification.report
  const perSecond = Math.round((size / (performance.now() - startedAt)) * 1_000)
  const pending = await countPending(folder)
  process.stdout.write(
    `whole: ${size} events under ${checkpoints} checkpoints, the newest of ${last.at.toISOString()} (${perSecond} events/s)\n`,
  )
  if (removed > 0)
    process.stdout.write(
      `${removed} of them were removed lawfully, by signed statements; their leaves stay\n`,
    )
  if (pending > 0)
    process.stdout.write(
      `${pending} further events were not yet batched: nothing is proved of them\n`,
    )
  return 0
}

/** Of several keys the last counts: the one that signed when they were fetched. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

async function readNamed(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new WordsError(`${file} cannot be read`)
  return text
}
