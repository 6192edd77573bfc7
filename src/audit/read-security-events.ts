import type { z } from 'zod'
import { searchSecurityEvents } from '#foundation/security-event-store'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { listSecurityEvents } from './contract.ts'
import { recordAudit } from './event-store.ts'
import type { AuditNeeds } from './read-events.ts'

/**
 * What was noticed and is worth looking at, newest first; looking is an event too. Refuses nothing: where nothing is found,
 * the page is empty. A second call writes a second event. Source: TCVN 14423:2026, 5.13 (monitoring).
 */
export async function readSecurityEvents(
  { database, now }: Pick<AuditNeeds, 'database' | 'now'>,
  caller: Caller,
  asked: z.output<typeof listSecurityEvents.request>,
): Promise<Outcome<z.input<typeof listSecurityEvents.response>>> {
  const { severity, rule, subject, from, to, before, limit } = asked
  const found = await searchSecurityEvents(
    database,
    { severity, rule, subject, from: new Date(from), to: new Date(to) },
    limit,
    before,
  )
  await recordAudit(database, [
    {
      at: now(),
      action: 'read',
      caller,
      what: 'security-events',
      purpose: 'supervision',
      detail: {
        found: found.length,
        ...(severity === undefined ? {} : { severity }),
        ...(rule === undefined ? {} : { rule }),
        ...(subject === undefined ? {} : { subject }),
      },
    },
  ])
  const last = found.length === limit ? found.at(-1)?.number : undefined
  return accept({
    events: found.map((event) => ({
      ...event,
      at: event.at.toISOString(),
      detail: { ...event.detail },
    })),
    ...(last === undefined ? {} : { before: last }),
  })
}
