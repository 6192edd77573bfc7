import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import {
  type AuditAction,
  type AuditCaller,
  type AuditEntry,
  type AuditEvent,
  type Purpose,
  THROUGH,
} from './audit-event.ts'
import { noteWritten } from './evidence.ts'

/** Nobody reads more of a log at once: 200 entries. */
export const ENTRIES_MAX = 200

/** Appends events in one statement, in their order. Within a transaction they stand or fall with it. No events: no statement. */
export async function recordAudit(
  database: Database | Trx,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return
  noteWritten(events)
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
  const { caller, detail, ...rest } = event
  const through = throughWhat(caller)
  return {
    ...rest,
    ...(through === undefined && detail === undefined ? {} : { detail: { ...through, ...detail } }),
    account: caller.account,
    name: caller.name,
    role: caller.role,
    facility: caller.facility,
    address: caller.address,
  }
}

/** Nothing for a person at our own portal, and for a system, which is named as the account. */
function throughWhat({ client }: AuditCaller): AuditEvent['detail'] {
  if (client?.kind !== 'app' && client?.kind !== 'tool') return undefined
  return { [THROUGH.client]: client.id, [THROUGH.name]: client.name ?? client.id }
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

/** Which accesses are looked for: not those of one account at the portal (what an app read for it is told), and within a time; `from` inclusive, `to` exclusive. */
export type AccessFilter = {
  readonly notBy?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
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
  { notBy, from, to }: AccessFilter = {},
): Promise<AuditEntry[]> {
  const { rows } = await sql<EventRow>`
    select number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail
    from audit.event
    where person = any(${[...persons]}::uuid[])
      and (${notBy ?? null}::text is null or account <> ${notBy ?? null}::text or detail -> ${THROUGH.client} is not null)
      and at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz
      and number < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by number desc
    limit ${Math.min(limit, ENTRIES_MAX)}
  `.execute(database)
  return rows.map(rowToEntry)
}

/** What an auditor looks for. Times are instants, `from` inclusive, `to` exclusive. */
export type EventSearch = {
  readonly account?: string
  readonly action?: string
  readonly from: Date
  readonly to: Date
  readonly persons?: readonly RecordId[]
}

/** Events that an auditor looks for, newest first; at most 200. */
export async function searchEvents(
  database: Database,
  search: EventSearch,
  limit: number,
  before?: number,
): Promise<AuditEntry[]> {
  const { account = null, action = null, from, to, persons = [] } = search
  const { rows } = await sql<EventRow>`
    select number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail
    from audit.event
    where at >= ${from} and at < ${to}
      and (${account}::text is null or account = ${account}::text)
      and (${action}::text is null or action = ${action}::text)
      and (${persons.length === 0}::boolean or person = any(${[...persons]}::uuid[]))
      and number < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by number desc
    limit ${Math.min(limit, ENTRIES_MAX)}
  `.execute(database)
  return rows.map(rowToEntry)
}

/** One event by its number; undefined when there is none, or no longer. */
export async function findEvent(
  database: Database,
  number: number,
): Promise<AuditEntry | undefined> {
  const { rows } = await sql<EventRow>`
    select number, at, action, account, name, role, facility, address, what, person, visit, purpose, ground, detail
    from audit.event where number = ${number}::bigint limit 1
  `.execute(database)
  const [row] = rows
  return row && rowToEntry(row)
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
