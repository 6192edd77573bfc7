import type { z } from 'zod'
import { type AuditEntry, listAccessOf, recordAudit } from '#audit'
import { keysOf } from '#people'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { listAccess as promise } from './contract.ts'
import { type BookNeeds, nameFacilities } from './read-book.ts'
import type { AccessEntry } from './views.ts'

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
  before: number | undefined,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')

  const persons = await keysOf(needs.database, person)
  const found = await listAccessOf(needs.database, persons, ENTRIES_PER_PAGE, before)
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
