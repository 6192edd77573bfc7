import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { SecurityEvent, Severity } from './security-events.ts'

/** Nobody reads more of them at once: 200. */
const EVENTS_MAX = 200

/** Which security events are looked for. Times are instants, `from` inclusive, `to` exclusive. */
export type SecurityEventSearch = {
  readonly severity?: Severity | undefined
  readonly rule?: string | undefined
  readonly subject?: string | undefined
  readonly from: Date
  readonly to: Date
}

/** A security event as it was kept. A greater number was noticed later. */
export type KeptSecurityEvent = Omit<SecurityEvent, 'windowAt'> & { readonly number: number }

/**
 * Security events, the one noticed last first.
 *
 * @param limit at most 200
 * @param before the number of the last one already seen; absent for the newest
 */
export async function searchSecurityEvents(
  database: Database,
  { severity, rule, subject, from, to }: SecurityEventSearch,
  limit: number,
  before?: number,
): Promise<KeptSecurityEvent[]> {
  const { rows } = await sql<KeptSecurityEvent>`
    select number, at, rule, severity, subject, detail
    from foundation.security_event
    where at >= ${from} and at < ${to}
      and (${severity ?? null}::text is null or severity = ${severity ?? null}::text)
      and (${rule ?? null}::text is null or rule = ${rule ?? null}::text)
      and (${subject ?? null}::text is null or subject = ${subject ?? null}::text)
      and number < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by number desc
    limit ${Math.min(limit, EVENTS_MAX)}
  `.execute(database)
  return rows
}
