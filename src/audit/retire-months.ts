import { type Database, inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { AuditCaller } from './audit-event.ts'
import { recordAudit } from './event-store.ts'
import type { KeySealer } from './open-log-key.ts'
import {
  countMonth,
  dropMonth,
  listLeafRanges,
  listMonths,
  lockMonth,
  type StoredMonth,
} from './retire-store.ts'
import { stateRemoval } from './state-removal.ts'

export type RetireNeeds = {
  /** The database as its owner: the application itself can remove nothing. */
  readonly owner: Database
  readonly now: () => Date
  /** Opens the key of the log, which signs what goes. */
  readonly sealer: KeySealer
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

/** Whoever may read the data folder and works as the owner of the database. */
export const OWNER: AuditCaller = {
  account: 'owner',
  name: 'owner',
  role: 'system',
  address: 'local',
}

async function retire(trx: Trx, needs: RetireNeeds, month: StoredMonth): Promise<Outcome<number>> {
  await lockMonth(trx, month)
  const events = await countMonth(trx, month)
  const leaves = await listLeafRanges(trx, month)
  const batched = leaves.reduce((count, [from, to]) => count + to - from, 0)
  if (batched !== events) return refuse('conflict', 'audit.month-not-batched')
  if (events > 0) {
    const statement = await stateRemoval(trx, needs, { ground: `retention ${month.month}`, leaves })
    await recordAudit(trx, [
      {
        at: needs.now(),
        action: 'delete',
        caller: OWNER,
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
