import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

export type Severity = 'notice' | 'warning' | 'alert'

/** Something that who watches over the house should look at. Holds accounts, addresses and counts, never content of a record. */
export type SecurityEvent = {
  readonly at: Date
  /** What was noticed: 'brute-force', 'harvest', 'upload-infected' … */
  readonly rule: string
  readonly severity: Severity
  /** Whom it is about: an account, an address, a facility. */
  readonly subject: string
  /** The same rule and subject are told once for each window. */
  readonly windowAt: Date
  readonly detail: Readonly<Record<string, string | number | boolean>>
}

export type SecurityEvents = {
  /** Keeps an event, logs it and sends it on. A second one of the same rule, subject and window changes nothing. */
  readonly tell: (event: SecurityEvent) => Promise<void>
}

/** @param send where a security operations centre listens; absent: the log alone */
export function openSecurityEvents(
  database: Database,
  log: Log,
  send?: (event: SecurityEvent) => void,
): SecurityEvents {
  return {
    tell: async (event) => {
      if (!(await keep(database, event))) return
      const { at, rule, severity, subject, detail } = event
      const level = severity === 'notice' ? 'info' : 'warn'
      log(level, 'security', { rule, severity, subject, noticedAt: at.toISOString(), ...detail })
      send?.(event)
    },
  }
}

/** Whether it is new. */
async function keep(database: Database, event: SecurityEvent): Promise<boolean> {
  const { at, rule, severity, subject, windowAt, detail } = event
  const { rows } = await sql`
    insert into foundation.security_event (at, rule, severity, subject, window_at, detail)
    values (${at}, ${rule}, ${severity}, ${subject}, ${windowAt}, ${JSON.stringify(detail)}::jsonb)
    on conflict do nothing
    returning 1
  `.execute(database)
  return rows.length > 0
}

/** The window of an event that nothing counts: told once a minute for each subject. */
export function minuteOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000)
}
