import type { z } from 'zod'
import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { AuditEntry } from './audit-event.ts'
import { auditEventToFhir } from './audit-event-fhir.ts'
import type { EventListed, readAuditState, searchAuditEvents } from './contract.ts'
import { findEvent, recordAudit, searchEvents } from './event-store.ts'
import { exportPending } from './export-log.ts'
import { findLastCheckpoint, listNewestCheckpoints, listRemovalNotes } from './log-store.ts'
import { listLogVerifiers } from './open-log-key.ts'
import { findWatchPlace, listFaults } from './watch-log-store.ts'

export type AuditNeeds = {
  readonly database: Database
  readonly now: () => Date
  /** Every key under which a person is filed. */
  readonly keysOf: (person: RecordId) => Promise<readonly RecordId[]>
}

/** A reason shorter than this says nothing: ten characters. */
const REASON_MIN = 10

/** Checkpoints on the page that shows how the log stands. */
const CHECKPOINTS_SHOWN = 20

/** Faults on that page: where there are more, something greater has happened than a list can say. */
const FAULTS_SHOWN = 100

/**
 * Events that an auditor looks for; the search itself is an event, with its reason. Which person an event concerns is not told.
 *
 * Refuses `audit.reason-missing` for a search by person without a reason of ten characters.
 */
export async function searchLog(
  needs: AuditNeeds,
  caller: Caller,
  asked: z.output<typeof searchAuditEvents.request>,
): Promise<Outcome<z.input<typeof searchAuditEvents.response>>> {
  const reason = asked.reason?.trim() ?? ''
  if (asked.person !== undefined && reason.length < REASON_MIN)
    return refuse('incorrect', 'audit.reason-missing', 'reason')
  const { person } = asked
  if (person !== undefined && !isRecordId(person))
    return refuse('incorrect', 'request.malformed', 'person')

  const found = await searchEvents(
    needs.database,
    {
      from: new Date(asked.from),
      to: new Date(asked.to),
      ...(asked.account === undefined ? {} : { account: asked.account }),
      ...(asked.action === undefined ? {} : { action: asked.action }),
      ...(person === undefined ? {} : { persons: await needs.keysOf(person) }),
    },
    asked.limit,
    asked.before,
  )
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'read',
      caller,
      what: 'audit-log',
      purpose: 'supervision',
      ...(person === undefined ? {} : { person, ground: 'supervision' }),
      detail: {
        found: found.length,
        ...(asked.account === undefined ? {} : { account: asked.account }),
        ...(asked.action === undefined ? {} : { action: asked.action }),
        ...(person === undefined ? {} : { reason }),
      },
    },
  ])
  const last = found.length === asked.limit ? found.at(-1)?.number : undefined
  return accept({
    events: found.map(entryToListed),
    ...(last === undefined ? {} : { before: last }),
  })
}

function entryToListed(entry: AuditEntry): EventListed {
  const { number, at, action, what, caller, person, purpose, ground } = entry
  const { account, name, role, facility, address } = caller
  return {
    number,
    at: at.toISOString(),
    action,
    account,
    name,
    role,
    address,
    what,
    hasPerson: person !== undefined,
    ...(facility === undefined ? {} : { facility }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(ground === undefined ? {} : { ground }),
  }
}

/** One event as FHIR AuditEvent; reading it is an event too. Refuses `audit.event-not-found`. */
export async function readEvent(needs: AuditNeeds, caller: Caller, number: number) {
  const entry = await findEvent(needs.database, number)
  if (entry === undefined) return refuse('not-found', 'audit.event-not-found')
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'read',
      caller,
      what: 'audit-event',
      purpose: 'supervision',
      ground: 'supervision',
      ...(entry.person === undefined ? {} : { person: entry.person }),
      detail: { number },
    },
  ])
  return accept({ ...auditEventToFhir(entry) })
}

/** How the log stands. */
export async function readState({
  database,
}: AuditNeeds): Promise<Outcome<z.input<typeof readAuditState.response>>> {
  const newest = await findLastCheckpoint(database)
  const key = (await listLogVerifiers(database)).at(-1)
  const pending = (await exportPending(database)).split('\n').length - 1
  const checkpoints = await listNewestCheckpoints(database, CHECKPOINTS_SHOWN)
  return accept({
    size: newest?.size ?? 0,
    ...(newest ? { root: newest.root.toString('base64'), at: newest.at.toISOString() } : {}),
    ...(key ? { keyName: key.name } : {}),
    pending,
    removals: (await listRemovalNotes(database)).length,
    checkpoints: checkpoints.map(({ size, root, at }) => ({
      size,
      root: root.toString('base64'),
      at: at.toISOString(),
    })),
    ...(await readWatch(database)),
  })
}

async function readWatch(database: Database) {
  const place = await findWatchPlace(database)
  const faults = await listFaults(database, FAULTS_SHOWN)
  return {
    ...(place === undefined ? {} : { watchedAt: place.at.toISOString() }),
    ...(place?.wholeAt == null ? {} : { walkedAt: place.wholeAt.toISOString() }),
    faults: faults.map(({ kind, leaf, foundAt }) => ({
      kind,
      leaf,
      foundAt: foundAt.toISOString(),
    })),
  }
}
