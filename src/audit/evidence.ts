import { AsyncLocalStorage } from 'node:async_hooks'
import type { Contract } from '#foundation/contract'
import type { Database } from '#foundation/database'
import type { Door } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import type { Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { AuditAction, AuditEvent } from './audit-event.ts'

/** What the story of one request has written into the log so far. */
type Written = { count: number; isRefusal: boolean; readonly persons: Set<RecordId> }

const story = new AsyncLocalStorage<Written>()

/** Told of events as they are written: the story under way has left evidence. */
export function noteWritten(events: readonly AuditEvent[]): void {
  const written = story.getStore()
  if (written === undefined) return
  written.count += events.length
  for (const { action, person } of events)
    if (person !== undefined && SHOWING.has(action)) written.persons.add(person)
  written.isRefusal ||= events.some(({ action }) => action === 'refused')
}

/** By these somebody saw something of a person. */
const SHOWING: ReadonlySet<AuditAction> = new Set(['read', 'export'])

const ACTION_OF_METHOD: Readonly<Record<Contract['method'], AuditAction>> = {
  GET: 'read',
  POST: 'create',
  PUT: 'update',
  DELETE: 'delete',
}

/**
 * The evidence of a server: whatever somebody signed in is answered leaves an event before the answer leaves.
 *
 * A story that writes its own event, in its own transaction, is believed. One that wrote none gets a plain one: the route, and
 * the role's act. A refusal gets one too unless the story wrote it: what it wrote inside its transaction is gone with it.
 * What is public is read by nobody in particular and leaves none.
 */
export function makeEvidence(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly record: (database: Database, events: readonly AuditEvent[]) => Promise<void>
  /** Told whom an answer named, by the events that its story wrote: whoever collects people is found by lines, not by pages. */
  readonly onNamed?: (
    caller: Caller,
    promise: Pick<Contract, 'right'>,
    persons: ReadonlySet<RecordId>,
  ) => void
}): NonNullable<Door['evidence']> {
  return (caller, promise, tell, person) =>
    promise.right === 'public' ? tell() : tellWith(needs, { caller, promise, person }, tell)
}

type Told = {
  readonly caller: Caller
  readonly promise: Pick<Contract, 'right' | 'method' | 'path'>
  /** Whom the address of the call names: the event then stands in the log of that person, refused or not. */
  readonly person: RecordId | undefined
}

async function tellWith<Value>(
  needs: Parameters<typeof makeEvidence>[0],
  { caller, promise, person }: Told,
  tell: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const written: Written = { count: 0, isRefusal: false, persons: new Set() }
  const outcome = await story.run(written, tell)
  if (written.persons.size > 0) needs.onNamed?.(caller, promise, written.persons)
  const isTold = outcome.ok ? written.count > 0 : written.isRefusal
  if (isTold) return outcome
  await needs.record(needs.database, [
    {
      at: needs.now(),
      action: outcome.ok ? ACTION_OF_METHOD[promise.method] : 'refused',
      caller,
      what: `${promise.method} ${promise.path}`,
      ...(person === undefined ? {} : { person }),
      ...(outcome.ok ? {} : { detail: { reason: outcome.problems[0].code } }),
    },
  ])
  return outcome
}
