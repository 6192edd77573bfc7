import type { Database } from '#foundation/database'
import { type BytesAnswer, type Door, serve, serveBytes } from '#foundation/serve'
import { verifierToText } from '#signing'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import {
  exportAuditEvents,
  exportAuditLeaves,
  exportAuditPending,
  listAuditCheckpoints,
  listAuditRemovals,
  listSecurityEvents,
  proveConsistencyOf,
  proveInclusionOf,
  readAuditEvent,
  readAuditKey,
  readAuditState,
  readCheckpoint,
  searchAuditEvents,
} from './contract.ts'
import { recordAudit } from './event-store.ts'
import { exportEvents, exportLeaves, exportPending, PAGE_LEAVES_MAX } from './export-log.ts'
import { findLastCheckpoint, listCheckpoints, listRemovalNotes } from './log-store.ts'
import { listLogVerifiers } from './open-log-key.ts'
import { storedToNote } from './prove-event.ts'
import { proveConsistency, proveInclusion } from './prove-log.ts'
import { type AuditNeeds, readEvent, readState, searchLog } from './read-events.ts'
import { readSecurityEvents } from './read-security-events.ts'

export type { AuditNeeds } from './read-events.ts'

const TEXT = 'text/plain; charset=utf-8'
const LINES = 'application/jsonl; charset=utf-8'

/** The routes of the log: what everybody may check, and what an auditor carries off. */
export function auditRoutes(door: Door, needs: AuditNeeds): void {
  const { database } = needs
  serveBytes(door, readCheckpoint, () => readNewest(database))
  serveBytes(door, listAuditCheckpoints, (_caller, { query: { after, upTo, limit } }) =>
    readMany(database, after, upTo ?? Number.MAX_SAFE_INTEGER, limit),
  )
  serveBytes(door, listAuditRemovals, async () =>
    accept(answer(TEXT, (await listRemovalNotes(database)).join(''))),
  )
  serveBytes(door, readAuditKey, () => readKeys(database))
  serve(door, proveInclusionOf, (_caller, { index, size }) =>
    mutable(proveInclusion(database, index, size)),
  )
  serve(door, proveConsistencyOf, (_caller, { former, size }) =>
    mutable(proveConsistency(database, former, size)),
  )
  serveBytes(door, exportAuditEvents, (caller, { query: { from, to } }) =>
    exportPage(needs, caller, from, to),
  )
  serveBytes(door, exportAuditLeaves, async (_caller, { query: { from, to } }) =>
    isPage(from, to)
      ? accept(answer('application/octet-stream', await exportLeaves(database, from, to)))
      : refuse('incorrect', 'audit.no-such-leaf', 'to'),
  )
  serve(door, searchAuditEvents, (caller, asked) => searchLog(needs, caller, asked))
  serve(door, readAuditEvent, (caller, { number }) => readEvent(needs, caller, number))
  serve(door, readAuditState, () => readState(needs))
  serve(door, listSecurityEvents, (caller, asked) => readSecurityEvents(needs, caller, asked))
  serveBytes(door, exportAuditPending, async () =>
    accept(answer(LINES, await exportPending(database))),
  )
}

/** What a proof promises not to change is given as what JSON knows. */
async function mutable<Value extends { readonly path: readonly string[] }>(
  proof: Promise<Outcome<Value>>,
) {
  const outcome = await proof
  return outcome.ok ? accept({ ...outcome.value, path: [...outcome.value.path] }) : outcome
}

/** A page of events leaves only after it is written down that it was asked for. */
async function exportPage(
  { database, now }: AuditNeeds,
  caller: Caller,
  from: number,
  to: number,
): Promise<Outcome<BytesAnswer>> {
  if (!isPage(from, to)) return refuse('incorrect', 'audit.no-such-leaf', 'to')
  const content = await exportEvents(database, from, to)
  await recordAudit(database, [
    {
      at: now(),
      action: 'export',
      caller,
      what: 'audit-log',
      purpose: 'supervision',
      detail: { from, to },
    },
  ])
  return accept(answer(LINES, content))
}

function isPage(from: number, to: number): boolean {
  return to > from && to - from <= PAGE_LEAVES_MAX
}

async function readNewest(database: Database): Promise<Outcome<BytesAnswer>> {
  const newest = await findLastCheckpoint(database)
  if (!newest) return refuse('not-found', 'audit.no-checkpoint')
  return accept(answer(TEXT, storedToNote(newest)))
}

async function readMany(
  database: Database,
  after: number,
  upTo: number,
  limit: number,
): Promise<Outcome<BytesAnswer>> {
  const found = await listCheckpoints(database, after, upTo, limit)
  return accept(answer(TEXT, found.map(storedToNote).join('')))
}

async function readKeys(database: Database): Promise<Outcome<BytesAnswer>> {
  const keys = await listLogVerifiers(database)
  if (keys.length === 0) return refuse('not-found', 'audit.no-checkpoint')
  return accept(answer(TEXT, keys.map((key) => `${verifierToText(key)}\n`).join('')))
}

function answer(contentType: string, body: string | Buffer): BytesAnswer {
  return { status: 200, contentType, body }
}
