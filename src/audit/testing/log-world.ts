import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { noteToText } from '#signing'
import { newPersonId } from '#vocabulary/record-id'
import { type TemporaryDatabase, temporaryDatabase } from '../../../tests/temporary-database.ts'
import type { AuditEvent } from '../audit-event.ts'
import { type Batch, batchEvents } from '../batch-events.ts'
import { recordAudit } from '../event-store.ts'
import { type LogSigner, openLogKey } from '../open-log-key.ts'
import { plainSealer } from './plain-sealer.ts'

export { plainSealer } from './plain-sealer.ts'

const NOON = new Date('2026-11-10T05:00:00Z')

const WRITTEN_AT_ONCE = 25
const SETTLE_ROUNDS = 2_000
const SETTLE_PAUSE_MS = 20

/** A log on a database of its own, batched by hand. */
export type LogWorld = AsyncDisposable & {
  readonly temporary: TemporaryDatabase
  readonly signer: LogSigner
  readonly now: () => Date
  /** Writes so many readings, up to 25 in one transaction. */
  readonly write: (count: number) => Promise<void>
  readonly batch: () => Promise<Batch | undefined>
  /** Batches all there is; the text of the newest checkpoint. */
  readonly settle: () => Promise<string>
}

export async function logWorld(): Promise<LogWorld> {
  const temporary = await temporaryDatabase()
  const { database } = temporary
  let minutes = 0
  const now = () => new Date(NOON.getTime() + (minutes += 1) * 60_000)
  const signer = await openLogKey({ database, now, sealer: plainSealer })
  const batch = () => batchEvents({ database, now, sealer: plainSealer })
  return {
    temporary,
    signer,
    now,
    batch,
    write: async (count) => {
      for (let written = 0; written < count; written += WRITTEN_AT_ONCE) {
        const length = Math.min(WRITTEN_AT_ONCE, count - written)
        await recordAudit(
          database,
          Array.from({ length }, (_, place) => reading(now(), written + place)),
        )
      }
    },
    settle: () => settle(temporary, batch),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

/** Other databases of the cluster have transactions of their own, behind which the batcher waits: so do we. */
async function settle({ owner }: TemporaryDatabase, batch: LogWorld['batch']): Promise<string> {
  let newest: Batch | undefined
  for (let round = 0; round < SETTLE_ROUNDS; round += 1) {
    const made = await batch()
    newest = made ?? newest
    const { rows } = await sql<{ missing: number }>`
      select count(*) - (select coalesce(max(size), 0) from audit.checkpoint) as missing from audit.event
    `.execute(owner)
    if (newest !== undefined && rows[0]?.missing === 0) return noteToText(newest.note)
    if (made === undefined) await pause(SETTLE_PAUSE_MS)
  }
  throw new Error('the log does not settle')
}

export function reading(at: Date, count: number): AuditEvent {
  return {
    at,
    action: 'read',
    caller: {
      account: 'doctor@51001',
      name: 'BS. Đinh Thị Hà',
      role: 'doctor',
      address: '10.0.0.7',
    },
    what: 'record',
    person: newPersonId(NOON, randomBytes),
    purpose: 'treatment',
    ground: 'referral',
    detail: { count },
  }
}

/** The numbers of the events in the order of their leaves. */
export async function numbersInLog({ temporary }: LogWorld): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select n.number from audit.leaf_tile t, unnest(t.numbers) with ordinality as n (number, place)
    order by t.position, n.place
  `.execute(temporary.owner)
  return rows.map(({ number }) => number)
}
