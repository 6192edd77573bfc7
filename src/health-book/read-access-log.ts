import type { z } from 'zod'
import {
  type AuditEntry,
  auditEventToFhir,
  findEvent,
  listAccessOf,
  proveEvent,
  recordAudit,
} from '#audit'
import { keysOf } from '#people'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { listAccess as promise, proveAccess as provePromise } from './contract.ts'
import { type BookNeeds, nameFacilities } from './read-book.ts'
import type { AccessEntry } from './views.ts'

const DAY_MS = 86_400_000

/** Entries on one page of the log. */
const ENTRIES_PER_PAGE = 60

/**
 * Who touched one's own record, newest first; looking at the log is an entry in it too.
 *
 * Refuses `health-book.no-person`.
 */
export async function readAccessLog(
  needs: BookNeeds,
  caller: Caller,
  asked: z.output<typeof promise.request>,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')

  const persons = await keysOf(needs.database, person)
  const { before } = asked
  const found = await listAccessOf(needs.database, persons, ENTRIES_PER_PAGE, before, {
    notBy: asked.who === 'others' ? caller.account : undefined,
    from: asked.from === undefined ? undefined : startOf(asked.from),
    to: asked.to === undefined ? undefined : new Date(startOf(asked.to).getTime() + DAY_MS),
  })
  if (before === undefined)
    await recordAudit(needs.database, [
      {
        at: needs.now(),
        action: 'read',
        caller,
        what: 'access-log',
        person,
        purpose: 'own-record',
        ground: 'own-record',
      },
    ])
  const nameOf = await nameFacilities(
    needs,
    new Set(found.flatMap((entry) => entry.caller.facility ?? [])),
  )
  const last = found.length === ENTRIES_PER_PAGE ? found.at(-1)?.number : undefined
  return accept({
    entries: found.map((entry) => entryToView(entry, caller, nameOf)),
    ...(last === undefined ? {} : { before: last }),
  })
}

/** The first instant of a day in Vietnam. */
function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}

/**
 * One entry of one's own log with the proof that it stands unaltered in the signed log, for oneself or for anybody
 * to whom it is shown.
 *
 * Refuses `health-book.no-person`, `health-book.no-access-entry` for an entry of somebody else's log.
 */
export async function proveAccess(
  needs: BookNeeds,
  caller: Caller,
  position: number,
): Promise<Outcome<z.input<typeof provePromise.response>>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')
  const entry = await findEvent(needs.database, position)
  const persons = await keysOf(needs.database, person)
  const proof =
    entry?.person !== undefined && persons.includes(entry.person)
      ? await proveEvent(needs.database, position)
      : undefined
  if (entry === undefined || proof === undefined)
    return refuse('not-found', 'health-book.no-access-entry')
  const { inclusion, checkpoint, line, isUnaltered } = proof
  return accept({
    line,
    isUnaltered,
    ...(inclusion === undefined ? {} : { inclusion: { ...inclusion, path: [...inclusion.path] } }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    event: { ...auditEventToFhir(entry) },
  })
}

function entryToView(
  entry: AuditEntry,
  reader: Caller,
  nameOf: (code: string) => { code: string; name: string },
): AccessEntry {
  const { name, role, facility, account } = entry.caller
  return {
    position: entry.number,
    at: entry.at.toISOString(),
    action: entry.action,
    what: entry.what,
    name,
    role,
    own: account === reader.account,
    ...(facility === undefined ? {} : { facility: nameOf(facility) }),
    ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    ...(entry.ground === undefined ? {} : { ground: entry.ground }),
    ...(entry.visit === undefined ? {} : { visit: entry.visit }),
  }
}
