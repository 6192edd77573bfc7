import { sql } from 'kysely'
import type { NoteVerifier } from '#signing'
import { exportEvents, exportLeaves } from '../export-log.ts'
import { findLastCheckpoint, listCheckpoints, listRemovalNotes } from '../log-store.ts'
import { storedToNote } from '../prove-event.ts'
import { type Verification, verifyLog } from '../verify-log.ts'
import type { LogWorld } from './log-world.ts'

/** A log as it was carried off, in memory, where a test may change it. */
export type CarriedLog = {
  newest: string
  checkpoints: string[]
  lines: string[]
  leaves: Buffer
  removals: string[]
}

/** Carries the log off as the database holds it now. */
export async function carryOff({ temporary }: LogWorld): Promise<CarriedLog> {
  const { database } = temporary
  const size = (await findLastCheckpoint(database))?.size ?? 0
  const checkpoints = (await listCheckpoints(database, 0, size, 10_000)).map(storedToNote)
  const events = await exportEvents(database, 0, size)
  return {
    newest: checkpoints.at(-1) ?? '',
    checkpoints,
    lines: events.split('\n').slice(0, -1),
    leaves: await exportLeaves(database, 0, size),
    removals: await listRemovalNotes(database),
  }
}

export function verifyCarried(
  log: CarriedLog,
  key: NoteVerifier,
  earlier?: string,
): Promise<Verification> {
  return verifyLog(
    {
      newest: log.newest,
      checkpoints: () => each(log.checkpoints),
      lines: each([
        log.lines.map((line, at) => ({ bytes: Buffer.from(line), file: 'events', line: at + 1 })),
      ]),
      leaves: async (from, to) => log.leaves.subarray(from * 32, to * 32),
      removals: log.removals,
    },
    key,
    earlier,
  )
}

async function* each<Item>(items: readonly Item[]): AsyncIterable<Item> {
  yield* items
}

/** What the owner of the database does behind the application's back. */
export async function asOwner({ temporary }: LogWorld, statement: string): Promise<void> {
  await sql.raw(statement).execute(temporary.owner)
}
