import { type Database, inTransaction, type Trx } from '#foundation/database'
import { noteToText, sha256, signNote } from '#signing'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { recordAudit } from './event-store.ts'
import { findLastCheckpoint } from './log-store.ts'
import type { LogSigner } from './open-log-key.ts'
import { removalToText } from './removal.ts'
import {
  countMonth,
  dropMonth,
  insertRemoval,
  listLeafRanges,
  listMonths,
  lockMonth,
  type StoredMonth,
} from './retire-store.ts'

export type RetireNeeds = {
  /** The database as its owner: the application itself can remove nothing. */
  readonly owner: Database
  readonly now: () => Date
  readonly signer: LogSigner
  /** How long the log is kept: `access-log` of catalogues/privacy/retention.json. */
  readonly keepMonths: number
}

export type RetiredMonth = { readonly month: string; readonly events: number }

/**
 * Removes whole months of events whose time is over: signs which leaves go, writes that down, drops the partition. Each month
 * is one transaction. Afterwards the log still verifies: the leaf hashes stay, and the statement tells why the rows are gone.
 * A second call finds nothing to do.
 *
 * Refuses `audit.month-too-young` for a month whose time is not over, `audit.month-not-batched` for one with events
 * that have no leaf yet.
 *
 * @param before the first month that stays, `2028-11`
 */
export async function retireMonths(
  needs: RetireNeeds,
  before: string,
): Promise<Outcome<RetiredMonth[]>> {
  if (before > monthsAgo(needs.now(), needs.keepMonths))
    return refuse('conflict', 'audit.month-too-young')
  const retired: RetiredMonth[] = []
  for (const month of await listMonths(needs.owner)) {
    if (month.month >= before) continue
    const outcome = await inTransaction(needs.owner, (trx) => retire(trx, needs, month))
    if (!outcome.ok) return outcome
    retired.push({ month: month.month, events: outcome.value })
  }
  return accept(retired)
}

async function retire(
  trx: Trx,
  { now, signer }: { readonly now: () => Date; readonly signer: LogSigner },
  month: StoredMonth,
): Promise<Outcome<number>> {
  await lockMonth(trx, month)
  const events = await countMonth(trx, month)
  const leaves = await listLeafRanges(trx, month)
  const batched = leaves.reduce((count, [from, to]) => count + to - from, 0)
  if (batched !== events) return refuse('conflict', 'audit.month-not-batched')
  const at = now()
  if (events > 0) {
    const size = (await findLastCheckpoint(trx))?.size ?? 0
    const ground = `retention ${month.month}`
    const text = removalToText({ origin: signer.verifier.name, size, at, ground, leaves })
    await insertRemoval(trx, at, noteToText({ text, signatures: [signNote(text, signer)] }))
    const statement = sha256(Buffer.from(text)).toString('hex')
    await recordAudit(trx, [
      {
        at,
        action: 'delete',
        caller: { account: 'owner', name: 'owner', role: 'system', address: 'local' },
        what: 'audit-month',
        detail: { month: month.month, events, statement },
      },
    ])
  }
  await dropMonth(trx, month)
  return accept(events)
}

function monthsAgo(now: Date, months: number): string {
  const [year = 0, month = 0] = vietnamDay(now).split('-').map(Number)
  const count = year * 12 + (month - 1) - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}
