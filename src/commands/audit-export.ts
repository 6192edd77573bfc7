import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpoint } from '#audit'
import { parseNote } from '#signing'
import { isPartOfLog } from './audit-folder.ts'
import type { CommandToken } from './command-token.ts'
import { progressBar } from './progress-bar.ts'

/** Leaves of one request, and of one file. */
const PAGE = 8_192
const FILE_LEAVES = 12 * PAGE

/** Who did what to whose record is for whoever exports it alone. */
const OWN = { mode: 0o600 } as const

/** Checkpoints of one request. */
const NOTES = 5_000

/**
 * Carries the log off into a folder: events in the order of their leaves, leaf hashes, checkpoints, statements of removal.
 * Page by page, so the memory stays small; what is written is its owner's alone.
 * A second call into the same folder writes it anew.
 */
export async function exportAudit(
  origin: string,
  out: string,
  token: CommandToken,
): Promise<number> {
  const ask = async (path: string) => {
    const answer = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${await token()}` },
    })
    const content = Buffer.from(await answer.arrayBuffer())
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${content.toString()}`)
    return content
  }
  const note = (await ask('/audit/checkpoint')).toString()
  const size = sizeOf(note)
  await clear(out)
  await writeFile(join(out, 'checkpoint'), note, OWN)
  await writeCheckpoints(out, size, ask)
  const digest = await writeEvents(out, size, ask)
  await writeFile(join(out, 'removals.txt'), await ask('/audit/removals'), OWN)
  const pending = await ask('/audit/export/pending')
  await writeFile(join(out, 'pending.jsonl'), pending, OWN)
  process.stdout.write(
    `${size} events up to the newest checkpoint, ${countLines(pending)} not yet in it; SHA-256 of the events ${digest}\n`,
  )
  return 0
}

type Ask = (path: string) => Promise<Buffer>

function sizeOf(content: string): number {
  const note = parseNote(content)
  const checkpoint = note.ok ? parseCheckpoint(note.value) : note
  if (!checkpoint.ok) throw new Error('the server answers with no checkpoint')
  return checkpoint.value.size
}

/** What a former export left is taken away, and nothing else. */
async function clear(out: string): Promise<void> {
  await mkdir(out, { recursive: true, mode: 0o700 })
  for (const name of await readdir(out)) if (isPartOfLog(name)) await rm(join(out, name))
}

async function writeCheckpoints(out: string, size: number, ask: Ask): Promise<void> {
  const file = await open(join(out, 'checkpoints.txt'), 'w', OWN.mode)
  try {
    for (let after = 0; after < size; ) {
      const notes = await ask(`/audit/checkpoints?after=${after}&upTo=${size}&limit=${NOTES}`)
      if (notes.length === 0) return
      await file.write(notes)
      after = lastSize(notes.toString())
    }
  } finally {
    await file.close()
  }
}

/** The size in the last of many notes: the second line of its text. */
function lastSize(notes: string): number {
  const sizes = [...notes.matchAll(/^(\d+)\n[A-Za-z0-9+/]{43}=\ntime /gm)]
  return Number(sizes.at(-1)?.[1] ?? Number.MAX_SAFE_INTEGER)
}

async function writeEvents(out: string, size: number, ask: Ask): Promise<string> {
  const bar = progressBar('export', size)
  const digest = createHash('sha256')
  const leaves = await open(join(out, 'leaves.bin'), 'w', OWN.mode)
  try {
    for (let first = 0; first < size; first += FILE_LEAVES) {
      const name = `events-${String(first).padStart(12, '0')}.jsonl`
      const file = await open(join(out, name), 'w', OWN.mode)
      try {
        for (let from = first; from < Math.min(first + FILE_LEAVES, size); from += PAGE) {
          const to = Math.min(from + PAGE, size)
          const events = await ask(`/audit/export/events?from=${from}&to=${to}`)
          digest.update(events)
          await file.write(events)
          await leaves.write(await ask(`/audit/export/leaves?from=${from}&to=${to}`))
          bar.step(to)
        }
      } finally {
        await file.close()
      }
    }
  } finally {
    await leaves.close()
    bar.end()
  }
  return digest.digest('hex')
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}
