import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { AuditAction, AuditCaller, AuditEntry, AuditEvent, Purpose } from './audit-event.ts'

/** Nobody reads more of a log at once: 200 entries. */
export const ENTRIES_MAX = 200

/** Appends events in one statement, in their order. Within a transaction they stand or fall with it. No events: no statement. */
export async function recordAudit(
  database: Database | Trx,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into audit.event
      (at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail)
    select at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail
    from jsonb_to_recordset(${JSON.stringify(events.map(eventToRow))}::jsonb) as event
      (at timestamptz, action text, account text, name text, role text, facility text, address text, what text,
       person uuid, visit uuid, purpose text, ground text, detail jsonb)
  `.execute(database)
}

function eventToRow(event: AuditEvent) {
  const { caller, ...rest } = event
  return {
    ...rest,
    account: caller.account,
    name: caller.name,
    role: caller.role,
    facility: caller.facility,
    address: caller.address,
  }
}

type EventRow = {
  number: number
  at: Date
  action: AuditAction
  account: string
  name: string
  role: AuditCaller['role']
  facility: FacilityCode | null
  address: string
  what: string
  person: RecordId | null
  visit: RecordId | null
  purpose: Purpose | null
  ground: string | null
  detail: Record<string, string | number | boolean> | null
}

/**
 * What was done to the records of a person, newest first: who, in which role, for which facility, why, what, when.
 *
 * @param persons every key under which the person is filed
 * @param limit at most 200
 * @param before the number of the last entry already seen; absent for the newest
 */
export async function listAccessOf(
  database: Database,
  persons: readonly RecordId[],
  limit: number,
  before?: number,
): Promise<AuditEntry[]> {
  const { rows } = await sql<EventRow>`
    select number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail
    from audit.event
    where person = any(${[...persons]}::uuid[])
      and number < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by number desc
    limit ${Math.min(limit, ENTRIES_MAX)}
  `.execute(database)
  return rows.map(rowToEntry)
}

function rowToEntry(row: EventRow): AuditEntry {
  const { number, at, action, account, name, role, address, what } = row
  return {
    number,
    at,
    action,
    caller: {
      account,
      name,
      role,
      address,
      ...(row.facility === null ? {} : { facility: row.facility }),
    },
    what,
    ...(row.person === null ? {} : { person: row.person }),
    ...(row.visit === null ? {} : { visit: row.visit }),
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    ...(row.ground === null ? {} : { ground: row.ground }),
    ...(row.detail === null ? {} : { detail: row.detail }),
  }
}
