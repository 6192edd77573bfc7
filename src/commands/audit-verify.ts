import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyLog } from '#audit'
import { parseVerifier } from '#signing'
import { isPartOfLog, type Pending, readExportedLog, readPending } from './audit-folder.ts'
import { progressBar } from './progress-bar.ts'
import { WordsError } from './words.ts'

/** An event has its leaf within a second; a busy machine and a long transaction are given ten. */
const PENDING_SECONDS_MAX = 10

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
  if (newest === undefined) return withoutCheckpoint(folder)

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
  process.stdout.write(
    `whole: ${size} events under ${checkpoints} checkpoints, the newest of ${last.at.toISOString()} (${perSecond} events/s)\n`,
  )
  if (removed > 0)
    process.stdout.write(
      `${removed} of them were removed lawfully, by signed statements; their leaves stay\n`,
    )
  return tellPending(await readPending(folder), last.at)
}

/**
 * What waits for its leaf waits a second or so: nothing is proved of it, and that is said. Events that should long have theirs are a
 * tail that was cut off and laid beside the log, or a worker that stood still: either way the log is not whole.
 */
function tellPending(pending: Pending | undefined, checkpointAt: Date): number {
  if (pending === undefined) {
    process.stdout.write('NOT WHOLE: a line of pending.jsonl is none of an event\n')
    return 1
  }
  const { count, oldest, newest } = pending
  if (oldest === undefined || newest === undefined) return 0
  const latest = Math.max(newest.getTime(), checkpointAt.getTime())
  const seconds = (latest - oldest.getTime()) / 1_000
  if (seconds > PENDING_SECONDS_MAX) {
    process.stdout.write(
      `NOT WHOLE: ${count} events have no leaf, the oldest of ${oldest.toISOString()}, ${Math.round(seconds)} s before the newest: the end of the log was cut off, or the worker stood still\n`,
    )
    return 1
  }
  process.stdout.write(
    `${count} further events were not yet batched, the oldest of ${oldest.toISOString()}: nothing is proved of them\n`,
  )
  return 0
}

/** A folder with parts of a log lost its checkpoint, or it was taken; a folder without any holds none: that is a slip of the hand. */
async function withoutCheckpoint(folder: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => [])
  if (!names.some(isPartOfLog))
    throw new WordsError(`${folder} holds no exported log: no checkpoint`)
  process.stdout.write(
    'NOT WHOLE at leaf 0 (checkpoint): the file checkpoint is missing, under which the rest would be proved\n',
  )
  return 1
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
