import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { noteToText } from '#signing'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Batch, batchEvents } from './batch-events.ts'
import { addMonth } from './log-store.ts'
import { type KeySealer, openLogKey } from './open-log-key.ts'

/** How often the log looks for new events. With the batch itself an event is in the log within a second. */
const BATCH_EVERY_MS = 400

/** How often the months to come are seen to. */
const MONTHS_EVERY_MS = 6 * 3_600_000

/** The months of today, and of these many days from today, have their partitions. */
const DAYS_AHEAD = [0, 31, 62]

const DAY_MS = 86_400_000

export type AuditLogNeeds = {
  readonly database: Database
  readonly now: () => Date
  /** Under the installation's master key. */
  readonly sealer: KeySealer
  /** Where each checkpoint is also written, to be carried off; nowhere when absent. */
  readonly folder?: string
}

/** Opens the log for one worker: the loops that batch events, sign checkpoints and make the partitions of months to come. */
export async function openAuditLog(needs: AuditLogNeeds): Promise<Loop[]> {
  const { database, now, sealer } = needs
  await openLogKey(needs)
  return [
    {
      name: 'audit-log',
      everyMs: BATCH_EVERY_MS,
      run: async () => {
        const batch = await batchEvents({ database, now, sealer })
        if (batch && needs.folder !== undefined) await writeOut(needs.folder, batch)
        return batch?.isFull ?? false
      },
    },
    {
      name: 'audit-months',
      everyMs: MONTHS_EVERY_MS,
      run: async () => {
        for (const days of DAYS_AHEAD)
          await addMonth(database, vietnamDay(new Date(now().getTime() + days * DAY_MS)))
        return false
      },
    },
  ]
}

/** One file per checkpoint, by size, and `newest`; each appears whole or not at all. */
async function writeOut(folder: string, { checkpoint, note }: Batch): Promise<void> {
  await mkdir(folder, { recursive: true })
  const text = noteToText(note)
  for (const name of [`${String(checkpoint.size).padStart(16, '0')}.checkpoint`, 'newest']) {
    const half = join(folder, `.${name}.half`)
    await writeFile(half, text)
    await rename(half, join(folder, name))
  }
}
